package org.pulsebench.data.mlubench;

import java.util.List;
import java.util.function.Predicate;

/**
 * How many records have what a reader of the published texts should know of.
 *
 * @param mojibakeAnswers UTF-8 that was read as GBK, once or twice
 * @param markdownAnswers a {@code **} at the beginning
 * @param markdownQuestions a {@code **} at the beginning
 * @param answersWithNewline more than one line
 * @param foreignAnswers characters beyond ASCII that are no mojibake
 * @param foreignQuestions characters beyond ASCII
 * @param foreignDirectories an entity's directory with characters beyond ASCII
 */
public record Irregularities(
    int mojibakeAnswers,
    int markdownAnswers,
    int markdownQuestions,
    int answersWithNewline,
    int foreignAnswers,
    int foreignQuestions,
    int foreignDirectories) {

  /** Counts them in texts as they were published. */
  static Irregularities in(List<MlubenchQuestion> records) {
    return new Irregularities(
        count(records, record -> TextRepair.isMojibake(record.answer())),
        count(records, record -> record.answer().startsWith(TextRepair.STRONG)),
        count(records, record -> record.text().startsWith(TextRepair.STRONG)),
        count(records, record -> record.answer().indexOf('\n') >= 0),
        count(records, record -> isForeign(record.answer())),
        count(records, record -> isForeign(record.text())),
        count(records, record -> isForeign(record.entity().directory())));
  }

  private static boolean isForeign(String text) {
    return !TextRepair.isAscii(text) && !TextRepair.isMojibake(text);
  }

  private static int count(List<MlubenchQuestion> records, Predicate<MlubenchQuestion> condition) {
    return (int) records.stream().filter(condition).count();
  }
}
