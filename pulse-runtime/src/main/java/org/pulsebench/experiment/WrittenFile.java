package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.pulsebench.data.Modality;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.JsonFile;
import org.pulsebench.json.TextFile;

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
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (Written answer : answers) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("subject", answer.subject())
            .put("question", answer.question())
            .put("modality", answer.modality().name())
            .put("answer", answer.answer());
        ObjectNode scores = node.putObject("scores");
        answer.scores().forEach(scores::put);
        writer.write(node.toString());
        writer.write('\n');
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws org.pulsebench.BadInputException if it was changed since
   * @throws org.pulsebench.EnvironmentException if it cannot be read
   */
  static List<Written> read(Path file) {
    List<Written> answers = new ArrayList<>();
    for (String line : TextFile.read(file).lines().toList()) {
      JsonFields fields = JsonFields.root(JsonFile.parse(line, file), file);
      JsonFields scores = fields.object("scores");
      TreeMap<String, Double> values = new TreeMap<>();
      scores.names().forEach(name -> values.put(name, scores.number(name, 0, "a number from 0")));
      answers.add(
          new Written(
              fields.text("subject").orElseThrow(),
              fields.text("question").orElseThrow(),
              Modality.valueOf(fields.text("modality").orElseThrow()),
              fields.text("answer").orElseThrow(),
              values));
    }
    return List.copyOf(answers);
  }
}
