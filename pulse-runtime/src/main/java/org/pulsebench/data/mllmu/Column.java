package org.pulsebench.data.mllmu;

import java.util.List;
import java.util.stream.Stream;

/** A column of the published files. */
enum Column {
  IMAGE("image", Types.IMAGE, List.of("image.bytes")),
  IMAGES("images", Types.IMAGE + "[]", List.of("images[1].bytes")),
  ID("ID"),
  DIRECTORY("Directory"),
  BIOGRAPHY("biography"),
  QUESTION("question"),
  ANSWER("answer"),
  CLASSIFICATION_TASK("Classification_Task", Types.CHOICE_TASK, Types.CHOICE_LEAVES),
  GENERATION_TASK("Generation_Task", Types.OPEN_TASK, Types.openLeaves("Generation_Task")),
  MASK_TASK("Mask_Task", Types.OPEN_TASK, Types.openLeaves("Mask_Task")),
  METADATA("metadata");

  static final List<Column> WITH_DIRECTORY =
      List.of(
          IMAGE,
          ID,
          DIRECTORY,
          BIOGRAPHY,
          QUESTION,
          ANSWER,
          CLASSIFICATION_TASK,
          GENERATION_TASK,
          MASK_TASK);

  static final List<Column> WITHOUT_DIRECTORY =
      WITH_DIRECTORY.stream().filter(column -> column != DIRECTORY).toList();

  static final List<Column> WITH_SEVERAL_IMAGES =
      List.of(ID, IMAGES, CLASSIFICATION_TASK, GENERATION_TASK, MASK_TASK);

  static final List<Column> FOR_FINE_TUNING = List.of(IMAGE, ID, METADATA);

  private final String title;
  private final String type;
  private final List<String> leaves;

  Column(String title) {
    this(title, "VARCHAR", List.of(title));
  }

  Column(String title, String type, List<String> leaves) {
    this.title = title;
    this.type = type;
    this.leaves = leaves;
  }

  /** Returns the name in the file. */
  String title() {
    return title;
  }

  /** Returns the type as the publisher has it, in DuckDB's words. */
  String type() {
    return type;
  }

  /**
   * Returns SQL expressions of the values inside that are read, all of {@link #leafType()}: structs
   * whose fields come in another order, or with further ones, hold the same content.
   */
  List<String> leaves() {
    return leaves;
  }

  String leafType() {
    return holdsImages() ? "BLOB" : "VARCHAR";
  }

  boolean holdsImages() {
    return this == IMAGE || this == IMAGES;
  }

  /** The nested types; apart, since an enum's constants cannot use its own static fields. */
  private static final class Types {

    static final String IMAGE = "STRUCT(bytes BLOB, path VARCHAR)";

    static final String CHOICES =
        "STRUCT(Question VARCHAR,"
            + " \"Options\" STRUCT(A VARCHAR, B VARCHAR, C VARCHAR, D VARCHAR),"
            + " Correct_Answer VARCHAR)[]";

    static final String CHOICE_TASK =
        "STRUCT(Image_Textual_Questions " + CHOICES + ", Pure_Text_Questions " + CHOICES + ")";

    static final String OPEN_TASK =
        "STRUCT(Question VARCHAR, Ground_Truth VARCHAR, \"Type\" VARCHAR)[]";

    static final List<String> CHOICE_LEAVES =
        Stream.of("Image_Textual_Questions", "Pure_Text_Questions")
            .flatMap(
                list ->
                    Stream.of(
                            "Question",
                            "\"Options\".A",
                            "\"Options\".B",
                            "\"Options\".C",
                            "\"Options\".D",
                            "Correct_Answer")
                        .map(field -> "Classification_Task." + list + "[1]." + field))
            .toList();

    static List<String> openLeaves(String task) {
      return Stream.of("Question", "Ground_Truth", "\"Type\"")
          .map(field -> task + "[1]." + field)
          .toList();
    }
  }
}
