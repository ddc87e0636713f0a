package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.pulsebench.data.Modality;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.JsonLines;

/** Answers in a file, a JSON object a line. */
final class AnswerFile {

  /** What it is called in the directory of a step. */
  static final String NAME = "answers.jsonl";

  private AnswerFile() {}

  /**
   * Writes answers in their order; the same answers give the same bytes.
   *
   * @throws IOException if the file cannot be written
   */
  static void write(List<Answered> answers, Path file) throws IOException {
    JsonLines.write(answers.stream().map(AnswerFile::json), file);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws org.pulsebench.BadInputException if it was changed since
   * @throws org.pulsebench.EnvironmentException if it cannot be read
   */
  static List<Answered> read(Path file) {
    return JsonLines.read(file, AnswerFile::answer);
  }

  private static ObjectNode json(Answered answer) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("scorer", answer.scorer());
    answer.subject().ifPresent(subject -> node.put("subject", subject));
    node.put("question", answer.question());
    node.put("modality", answer.modality().name());
    if (answer.subject().isEmpty()) {
      node.put("category", answer.category()).put("group", answer.group());
    }
    answer.chosen().ifPresent(chosen -> node.put("chosen", chosen));
    node.put("right", answer.right());
    if (!answer.answer().isEmpty()) {
      node.put("answer", answer.answer());
    }
    if (!answer.optionScores().isEmpty()) {
      ArrayNode scores = node.putArray("scores");
      answer.optionScores().forEach(scores::add);
    }
    return node;
  }

  private static Answered answer(JsonFields fields) {
    return new Answered(
        fields.requiredText("scorer"),
        fields.text("subject"),
        fields.requiredText("question"),
        fields.choice("modality", List.of(Modality.values()), Modality::name),
        fields.text("category").orElse(""),
        fields.text("group").orElse(""),
        fields.has("chosen")
            ? OptionalInt.of(fields.wholeNumber("chosen", 0, 25))
            : OptionalInt.empty(),
        fields.requiredFlag("right"),
        fields.text("answer").orElse(""),
        fields.numbers("scores").orElse(List.of()));
  }
}
