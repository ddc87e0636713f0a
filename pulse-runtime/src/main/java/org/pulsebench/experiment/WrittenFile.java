package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.pulsebench.data.Modality;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.JsonLines;

/** Written answers in a file, a JSON object a line. */
final class WrittenFile {

  /** What it is called in the directory of a step. */
  static final String NAME = "written.jsonl";

  private WrittenFile() {}

  /**
   * Writes answers in their order; the same answers give the same bytes.
   *
   * @throws IOException if the file cannot be written
   */
  static void write(List<Written> answers, Path file) throws IOException {
    JsonLines.write(answers.stream().map(WrittenFile::json), file);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws org.pulsebench.BadInputException if it was changed since
   * @throws org.pulsebench.EnvironmentException if it cannot be read
   */
  static List<Written> read(Path file) {
    return JsonLines.read(file, WrittenFile::written);
  }

  private static ObjectNode json(Written answer) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("subject", answer.subject())
        .put("question", answer.question())
        .put("modality", answer.modality().name())
        .put("answer", answer.answer());
    ObjectNode scores = node.putObject("scores");
    answer.scores().forEach(scores::put);
    return node;
  }

  private static Written written(JsonFields fields) {
    if (!fields.has("scores")) {
      throw fields.bad("scores", fields.get("scores"), "an object in braces");
    }
    JsonFields scores = fields.object("scores");
    TreeMap<String, Double> values = new TreeMap<>();
    scores.names().forEach(name -> values.put(name, score(scores, name)));
    return new Written(
        fields.requiredText("subject"),
        fields.requiredText("question"),
        fields.choice("modality", List.of(Modality.values()), Modality::name),
        fields.requiredText("answer"),
        values);
  }

  private static double score(JsonFields scores, String name) {
    String expected = "a number from 0 to 1";
    double score = scores.number(name, 0, expected);
    if (score > 1) {
      throw scores.bad(name, scores.get(name), expected);
    }
    return score;
  }
}
