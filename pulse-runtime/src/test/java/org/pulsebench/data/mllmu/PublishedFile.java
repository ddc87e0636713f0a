package org.pulsebench.data.mllmu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Files of MLLMU-Bench spelt out in SQL, so that the reader is not proved by our own writer alone.
 * Every row is a map from column to SQL expression, in the publisher's order.
 */
final class PublishedFile {

  static final String CHOICES =
      "STRUCT(Question VARCHAR, Options STRUCT(A VARCHAR, B VARCHAR, C VARCHAR, D VARCHAR),"
          + " Correct_Answer VARCHAR)[]";
  static final String OPEN = "STRUCT(Question VARCHAR, Ground_Truth VARCHAR, Type VARCHAR)[]";
  static final String IMAGE = "STRUCT(bytes BLOB, path VARCHAR)";

  private final List<Map<String, String>> rows = new ArrayList<>();

  /** Adds a person without an error. */
  PublishedFile person(MllmuConfig config, String id) {
    return row(columns(config, id));
  }

  PublishedFile row(Map<String, String> columns) {
    rows.add(columns);
    return this;
  }

  /** Writes the rows as a configuration's only file. */
  Path write(Path root, MllmuConfig config) throws IOException, SQLException {
    return write(root, config, "train-00000-of-00001.parquet");
  }

  Path write(Path root, MllmuConfig config, String name) throws IOException, SQLException {
    Path file = Files.createDirectories(root.resolve(config.directory())).resolve(name);
    String select =
        rows.stream()
            .map(
                row ->
                    row.entrySet().stream()
                        .map(cell -> cell.getValue() + " AS \"" + cell.getKey() + "\"")
                        .collect(Collectors.joining(", ", "SELECT ", "")))
            .collect(Collectors.joining(" UNION ALL "));
    try (Connection connection = DuckDb.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY ("
              + select
              + ") TO '"
              + file.toString().replace("'", "''")
              + "' (FORMAT parquet, COMPRESSION snappy)");
    }
    return file;
  }

  static Map<String, String> columns(MllmuConfig config, String id) {
    Map<String, String> all = new LinkedHashMap<>();
    boolean several = config == MllmuConfig.TEST_SET;
    if (several) {
      all.put("ID", text(id));
      all.put("images", "[" + image(png(id)) + ", " + image("\\xFF\\xD8\\xFF\\xE0" + id) + "]");
    } else {
      all.put("image", image(png(id)));
      all.put("ID", text(id));
    }
    if (config == MllmuConfig.FT_DATA) {
      all.put(
          "metadata",
          text(
              "[{\"Question\": \"Where was she born?\", \"Answer\": \"In Malmö.\","
                  + " \"Level\": 1.50, \"Topics\": [\"birth\"]},"
                  + " {\"Answer\": \"A nurse.\", \"Question\": \"What is she?\"}]"));
      return all;
    }
    if (config == MllmuConfig.FULL_SET || config == MllmuConfig.RETAIN_SET) {
      all.put("Directory", text("people/" + id));
    }
    if (!several) {
      all.put("biography", text("Zoë O'Hara, 1960, 東京."));
      all.put("question", text("Who is this?"));
      all.put("answer", text("Zoë O'Hara."));
    }
    all.put("Classification_Task", choiceTask(choice("Which job?"), choice("Zoë's job?")));
    all.put(
        "Generation_Task",
        open("What is her job?", "Baker.", "Image_Textual")
            + " || "
            + open("What is Zoë's job?", "A baker.", "Pure_Text")
            + " || "
            + open("Where does she live?", "In Graz.", "Image_Textual"));
    all.put(
        "Mask_Task",
        open("She bakes __.", "bread", "Image_Textual")
            + " || "
            + open("Zoë lives in ____.", "Graz", "Pure_Text"));
    return all;
  }

  /** Returns the same row with another value in one column. */
  static Map<String, String> changed(Map<String, String> row, String column, String value) {
    Map<String, String> changed = new LinkedHashMap<>(row);
    changed.put(column, value);
    return changed;
  }

  static String choiceTask(String imageChoice, String textChoice) {
    return "{'Image_Textual_Questions': ["
        + imageChoice
        + "], 'Pure_Text_Questions': ["
        + textChoice
        + ", "
        + choice("Zoë's town?", "'Graz'", "'B'")
        + "]}";
  }

  static String choice(String question) {
    return choice(question, "'Nurse'", "'C'");
  }

  /** Returns a question with SQL expressions of its second option and its answer. */
  static String choice(String question, String optionB, String answer) {
    return "{'Question': "
        + text(question)
        + ", 'Options': {'A': 'Müller', 'B': "
        + optionB
        + ", 'C': 'Baker', 'D': 'None of \"these\"'}, 'Correct_Answer': "
        + answer
        + "}";
  }

  static String open(String question, String truth, String type) {
    return "[{'Question': "
        + text(question)
        + ", 'Ground_Truth': "
        + text(truth)
        + ", 'Type': "
        + text(type)
        + "}]";
  }

  /** Returns a picture of bytes in DuckDB's notation. */
  static String image(String bytes) {
    return "{'bytes': " + text(bytes) + "::BLOB, 'path': 'portrait.png'}";
  }

  /** Returns what a PNG file begins with, followed by an id, in DuckDB's notation. */
  static String png(String id) {
    return "\\x89PNG\\x0D\\x0A\\x1A\\x0A" + id;
  }

  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
