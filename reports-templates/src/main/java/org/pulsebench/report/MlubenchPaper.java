package org.pulsebench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.CellGroup;

/**
 * The scores that the MLUBench paper reports (arXiv 2606.12809) of LLaVA-v1.6-7B, as far as a text
 * about it quotes them: some of its main results, for which the projector and the language model
 * were trained, and its Table 1, which trains each alone.
 */
final class MlubenchPaper {

  /** Where the values are from. */
  static final String SOURCE = "MLUBench, arXiv 2606.12809, LLaVA-v1.6-7B";

  private static final List<String> TASKS = List.of("A", "B", "C", "D");
  private static final String RESOURCE = "mlubench-paper.csv";
  private static final int COLUMNS = 9;

  private final List<Score> scores;

  /** A score on a task after a task was unlearnt. */
  private record Score(
      String method, String parts, String set, String task, String after, Entry.Published value) {}

  MlubenchPaper() {
    try (InputStream file = MlubenchPaper.class.getResourceAsStream(RESOURCE)) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      this.scores = text.lines().skip(1).map(MlubenchPaper::score).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns what the paper has; nothing of {@link TaskScore#LEFT}, and nothing where tasks are
   * unlearnt in another order than its own, for what was unlearnt before a task is then another.
   */
  Optional<Entry.Published> find(
      Protocol protocol, CellGroup group, TaskScore score, String task, String after) {
    if (otherwise(protocol).isPresent() || score.equals(TaskScore.LEFT)) {
      return Optional.empty();
    }
    return scores.stream()
        .filter(one -> one.method().equals(group.method()))
        .filter(one -> one.parts().equals(group.trainedParts().id()))
        .filter(one -> one.set().equals(score.set().id()))
        .filter(one -> one.task().equals(task) && one.after().equals(after))
        .map(Score::value)
        .findFirst();
  }

  /** Returns why no number of the paper stands beside a protocol's own; empty if some do. */
  static Optional<String> otherwise(Protocol protocol) {
    return protocol.tasks().equals(TASKS)
        ? Optional.empty()
        : Optional.of(
            "%s unlearns the tasks %s in this order, the paper %s: none of its numbers stands here."
                .formatted(
                    protocol.name(),
                    String.join(", ", protocol.tasks()),
                    String.join(", ", TASKS)));
  }

  private static Score score(String line) {
    List<String> cells = List.of(line.split(",", -1));
    if (cells.size() != COLUMNS) {
      throw new IllegalStateException(RESOURCE + " has a line of another form: " + line);
    }
    return new Score(
        cells.get(0),
        cells.get(1),
        cells.get(2),
        cells.get(3),
        cells.get(4),
        new Entry.Published(
            Double.parseDouble(cells.get(5)),
            Double.parseDouble(cells.get(6)),
            PublishedValue.Reading.QUOTED,
            cells.get(8),
            Unit.SCORE));
  }
}
