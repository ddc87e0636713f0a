package org.pulsebench.data.mllmu;

import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.duckdb.DuckDBStruct;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;

/** The nested lists of questions of one row. */
final class Tasks {

  static final String IMAGE_LIST = "Image_Textual_Questions";
  static final String TEXT_LIST = "Pure_Text_Questions";
  static final String IMAGE_TYPE = "Image_Textual";
  static final String TEXT_TYPE = "Pure_Text";

  private static final List<String> LETTERS = List.of("A", "B", "C", "D");

  private final Row row;

  Tasks(Row row) {
    this.row = row;
  }

  /** Returns the questions of both lists of {@code Classification_Task}. */
  List<Question> choices(Object task) throws SQLException {
    Map<String, Object> lists = fields(Column.CLASSIFICATION_TASK.title(), task);
    List<Question> questions = new ArrayList<>();
    questions.addAll(choices(lists, IMAGE_LIST, Modality.MULTIMODAL));
    questions.addAll(choices(lists, TEXT_LIST, Modality.TEXT));
    return questions;
  }

  /** Returns the questions of {@code Generation_Task}. */
  List<Question> generation(Object task) throws SQLException {
    List<Question> questions = new ArrayList<>();
    int[] numbers = new int[Modality.values().length];
    for (Item item : items(Column.GENERATION_TASK.title(), task)) {
      Modality modality = item.modality();
      questions.add(
          new GenerationQuestion(
              id("generation", modality, ++numbers[modality.ordinal()]),
              modality,
              item.text("Question"),
              item.text("Ground_Truth")));
    }
    return questions;
  }

  /** Returns the questions of {@code Mask_Task}. */
  List<Question> cloze(Object task) throws SQLException {
    List<Question> questions = new ArrayList<>();
    int[] numbers = new int[Modality.values().length];
    for (Item item : items(Column.MASK_TASK.title(), task)) {
      Modality modality = item.modality();
      String sentence = item.text("Question");
      if (!MllmuProfile.hasBlank(sentence)) {
        throw row.bad(
            "Cloze question has no blank",
            item.place + ".Question",
            Row.shown(sentence),
            "two or more underscores");
      }
      questions.add(
          new ClozeQuestion(
              id("cloze", modality, ++numbers[modality.ordinal()]),
              modality,
              sentence,
              item.text("Ground_Truth")));
    }
    return questions;
  }

  private List<Question> choices(Map<String, Object> lists, String list, Modality modality)
      throws SQLException {
    List<Question> questions = new ArrayList<>();
    String column = Column.CLASSIFICATION_TASK.title() + "." + list;
    for (Item item : items(column, lists.get(list))) {
      Item options =
          new Item(item.place + ".Options", fields(item.place + ".Options", item.get("Options")));
      List<String> texts = new ArrayList<>();
      for (String letter : LETTERS) {
        texts.add(options.text(letter));
      }
      int correct = LETTERS.indexOf(String.valueOf(item.get("Correct_Answer")));
      if (correct < 0) {
        throw row.bad(
            "Correct answer is no option",
            item.place + ".Correct_Answer",
            Row.shown(item.get("Correct_Answer")),
            "one of " + String.join(", ", LETTERS));
      }
      questions.add(
          new ChoiceQuestion(
              id("choice", modality, questions.size() + 1),
              modality,
              Optional.empty(),
              item.text("Question"),
              texts,
              OptionalInt.of(correct)));
    }
    return questions;
  }

  private String id(String kind, Modality modality, int number) {
    String asked = modality == Modality.MULTIMODAL ? "image" : "text";
    return row.id() + "/" + kind + "/" + asked + "/" + number;
  }

  private List<Item> items(String column, Object list) throws SQLException {
    List<?> values = list == null ? List.of() : values(list);
    if (values.isEmpty()) {
      throw row.bad(
          "Question list is empty", column, list == null ? "null" : "no item", "one or more");
    }
    List<Item> items = new ArrayList<>();
    for (Object value : values) {
      String place = column + "[" + (items.size() + 1) + "]";
      items.add(new Item(place, fields(place, value)));
    }
    return items;
  }

  static List<?> values(Object list) throws SQLException {
    return Arrays.asList((Object[]) ((Array) list).getArray());
  }

  private Map<String, Object> fields(String place, Object struct) throws SQLException {
    if (struct == null) {
      throw row.bad("Value is missing", place, "null", "a struct");
    }
    return ((DuckDBStruct) struct).getMap();
  }

  /** A struct inside the row, with the place that messages call it by. */
  private final class Item {

    private final String place;
    private final Map<String, Object> fields;

    Item(String place, Map<String, Object> fields) {
      this.place = place;
      this.fields = fields;
    }

    Object get(String name) {
      return fields.get(name);
    }

    String text(String name) {
      return row.text(place + "." + name, fields.get(name));
    }

    Modality modality() {
      String type = String.valueOf(fields.get("Type"));
      return switch (type) {
        case IMAGE_TYPE -> Modality.MULTIMODAL;
        case TEXT_TYPE -> Modality.TEXT;
        default ->
            throw row.bad(
                "Type of question is unknown",
                place + ".Type",
                Row.shown(fields.get("Type")),
                IMAGE_TYPE + " or " + TEXT_TYPE);
      };
    }
  }
}
