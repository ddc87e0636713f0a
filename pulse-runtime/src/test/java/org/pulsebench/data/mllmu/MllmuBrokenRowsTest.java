package org.pulsebench.data.mllmu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pulsebench.data.mllmu.PublishedFile.CHOICES;
import static org.pulsebench.data.mllmu.PublishedFile.IMAGE;
import static org.pulsebench.data.mllmu.PublishedFile.OPEN;
import static org.pulsebench.data.mllmu.PublishedFile.changed;
import static org.pulsebench.data.mllmu.PublishedFile.choice;
import static org.pulsebench.data.mllmu.PublishedFile.choiceTask;
import static org.pulsebench.data.mllmu.PublishedFile.columns;
import static org.pulsebench.data.mllmu.PublishedFile.image;
import static org.pulsebench.data.mllmu.PublishedFile.open;
import static org.pulsebench.data.mllmu.PublishedFile.png;
import static org.pulsebench.data.mllmu.PublishedFile.text;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.data.ReadMode;
import org.pulsebench.data.Reading;
import org.pulsebench.data.SkippedRow;

class MllmuBrokenRowsTest {

  private static final String IN_IMAGE_LIST = "Classification_Task.Image_Textual_Questions";
  private static final String IN_TEXT_LIST = "Classification_Task.Pure_Text_Questions";
  private static final String REMEDY =
      "\n  Correct the row or fetch the file again; lenient reading leaves such rows out.";

  @TempDir private Path root;

  @Test
  void a_profile_without_an_image_is_refused() throws Exception {
    refused(
        "image", "NULL::" + IMAGE, "Profile has no image", "image", "null or no bytes; expected a");
    refused(
        "image",
        "{'bytes': NULL::BLOB, 'path': 'lost.png'}",
        "Profile has no image",
        "image",
        "null or no bytes; expected a PNG or JPEG file");
    refused("image", image(""), "Profile has no image", "image", "null or no bytes");
    MllmuConfig test = MllmuConfig.TEST_SET;
    refused(test, "images", "[]::" + IMAGE + "[]", "Profile has no image", "images", "no picture");
    refused(
        test, "images", "NULL::" + IMAGE + "[]", "Profile has no image", "images", "no picture");
    refused(
        test,
        "images",
        "[" + image(png("1")) + ", NULL]",
        "Profile has no image",
        "images[2]",
        "null or no bytes");
  }

  @Test
  void a_broken_image_is_refused() throws Exception {
    String what = "Image is broken";
    refused(
        "image",
        image("GIF89a and more"),
        what,
        "image",
        "bytes beginning with 4749463839612061; expected a PNG or JPEG file");
    refused("image", image("\\x89PN"), what, "image", "bytes beginning with 89504E;");
    refused(
        MllmuConfig.TEST_SET,
        "images",
        "[" + image(png("1")) + ", " + image("<html>") + "]",
        what,
        "images[2]",
        "bytes beginning with 3C68746D6C3E");
    refused(MllmuConfig.FT_DATA, "image", image("BM"), what, "image", "bytes beginning with 424D");
  }

  @Test
  void an_empty_question_list_is_refused() throws Exception {
    String what = "Question list is empty";
    refused("Generation_Task", "[]::" + OPEN, what, "Generation_Task", "no item; expected one");
    refused("Mask_Task", "NULL::" + OPEN, what, "Mask_Task", "null; expected one or more");
    String task =
        "{'Image_Textual_Questions': %s, 'Pure_Text_Questions': %s}::STRUCT("
            + "Image_Textual_Questions "
            + CHOICES
            + ", Pure_Text_Questions "
            + CHOICES
            + ")";
    String one = "[" + choice("Which job?") + "]";
    refused("Classification_Task", task.formatted("[]", one), what, IN_IMAGE_LIST, "no item");
    refused("Classification_Task", task.formatted(one, "NULL"), what, IN_TEXT_LIST, "null");
  }

  @Test
  void a_correct_answer_that_is_no_option_is_refused() throws Exception {
    for (Map.Entry<String, String> answer :
        Map.of("'E'", "E", "'b'", "b", "'Nurse'", "Nurse", "NULL::VARCHAR", "null", "''", "a blank")
            .entrySet()) {
      refused(
          "Classification_Task",
          choiceTask(choice("Which job?", "'Nurse'", answer.getKey()), choice("Zoë's job?")),
          "Correct answer is no option",
          IN_IMAGE_LIST + "[1].Correct_Answer",
          answer.getValue());
    }
  }

  @Test
  void a_missing_option_is_refused() throws Exception {
    String what = "Text is missing";
    String where = IN_TEXT_LIST + "[1].Options.B";
    refused(
        "Classification_Task",
        choiceTask(choice("Which job?"), choice("Zoë's job?", "NULL::VARCHAR", "'A'")),
        what,
        where,
        "null; expected a text");
    refused(
        "Classification_Task",
        choiceTask(choice("Which job?"), choice("Zoë's job?", "' '", "'A'")),
        what,
        where,
        "a blank text; expected a text");
  }

  @Test
  void a_question_without_text_or_truth_is_refused() throws Exception {
    refused(
        "Classification_Task",
        choiceTask(choice(""), choice("Zoë's job?")),
        "Text is missing",
        IN_IMAGE_LIST + "[1].Question",
        "a blank text");
    refused(
        "Generation_Task",
        open("Who?", "", "Pure_Text"),
        "Text is missing",
        "Generation_Task[1].Ground_Truth",
        "a blank text");
    refused("Mask_Task", "[NULL]::" + OPEN, "Value is missing", "Mask_Task[1]", "null");
  }

  @Test
  void an_unknown_type_of_question_is_refused() throws Exception {
    refused(
        "Generation_Task",
        open("Who?", "Zoë.", "Pure_Text") + " || " + open("Who?", "Zoë.", "Pure-Text"),
        "Type of question is unknown",
        "Generation_Task[2].Type",
        "Pure-Text; expected Image_Textual or Pure_Text");
  }

  @Test
  void a_cloze_question_without_a_blank_is_refused() throws Exception {
    refused(
        "Mask_Task",
        open("She bakes _.", "bread", "Image_Textual"),
        "Cloze question has no blank",
        "Mask_Task[1].Question",
        "She bakes _.; expected two or more underscores");
  }

  @Test
  void a_missing_id_is_refused() throws Exception {
    for (Map.Entry<String, String> id :
        Map.of("NULL::VARCHAR", "null", "'  '", "a blank text").entrySet()) {
      Path file =
          new PublishedFile()
              .person(MllmuConfig.FULL_SET, "1")
              .row(changed(columns(MllmuConfig.FULL_SET, "2"), "ID", id.getKey()))
              .write(root, MllmuConfig.FULL_SET);
      assertThatThrownBy(() -> MllmuReader.read(root, MllmuConfig.FULL_SET, ReadMode.STRICT))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith(
              "Text is missing: "
                  + file
                  + ", row 2 (ID "
                  + id.getValue()
                  + "), column ID\n  found "
                  + id.getValue());
    }
  }

  @Test
  void a_repeated_id_is_refused_also_in_another_shard() throws Exception {
    MllmuConfig config = MllmuConfig.TEST_SET;
    new PublishedFile().person(config, "1").write(root, config, "train-00000-of-00002.parquet");
    Path file =
        new PublishedFile()
            .person(config, "2")
            .person(config, "1")
            .write(root, config, "train-00001-of-00002.parquet");

    assertThatThrownBy(() -> MllmuReader.read(root, config, ReadMode.STRICT))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "ID is repeated: "
                + file
                + ", row 2 (ID 1), column ID\n  found 1, which train-00000-of-00002.parquet has in"
                + " row 1 (ID 1); expected an ID of its own for every row"
                + REMEDY);
  }

  @Test
  void metadata_that_is_not_json_is_refused() throws Exception {
    String what = "Metadata is not JSON";
    metadataRefused("[{\"Question\": ", what, "metadata", "Unexpected end-of-input");
    metadataRefused("[{'Question': 'Who?'}]", what, "metadata", "Unexpected character");
    metadataRefused("[] []", what, "metadata", "Trailing token");
    metadataRefused(
        "[{\"Question\": \"a\", \"Question\": \"b\"}]", what, "metadata", "Duplicate field");
    refused(
        MllmuConfig.FT_DATA,
        "metadata",
        "NULL::VARCHAR",
        "Text is missing",
        "metadata",
        "null; expected a text");
  }

  @Test
  void metadata_without_pairs_is_refused() throws Exception {
    metadataRefused(
        "{\"Question\": \"a\", \"Answer\": \"b\"}", "Metadata holds no pairs", "metadata", "{");
    metadataRefused("[]", "Metadata holds no pairs", "metadata", "[]; expected a list of one");
    metadataRefused(
        "[{\"Question\": \"a\", \"Answer\": \"b\"}, {\"Question\": \"a\", \"answer\": \"b\"}]",
        "Metadata has no Answer",
        "metadata[2]",
        "{\"Question\":\"a\",\"answer\":\"b\"}; expected an object with a text Answer");
    metadataRefused(
        "[{\"Question\": 7, \"Answer\": \"b\"}]",
        "Metadata has no Question",
        "metadata[1]",
        "Question 7;");
    metadataRefused(
        "[{\"Question\": \"a\", \"Answer\": \" \"}]",
        "Metadata has no Answer",
        "metadata[1]",
        "Answer \" \";");
    metadataRefused("[\"Who?\"]", "Metadata has no Question", "metadata[1]", "\"Who?\";");
  }

  @Test
  void a_lenient_reading_reports_every_row_it_leaves_out() throws Exception {
    MllmuConfig config = MllmuConfig.FULL_SET;
    Path file =
        new PublishedFile()
            .person(config, "1")
            .row(changed(columns(config, "2"), "image", image("GIF89a")))
            .person(config, "1")
            .row(changed(columns(config, "4"), "Mask_Task", open("No.", "b", "Pure_Text")))
            .person(config, "5")
            .write(root, config);

    Reading<MllmuProfile> reading = MllmuReader.read(root, config, ReadMode.LENIENT);

    assertThat(reading.items()).extracting(MllmuProfile::id).containsExactly("1", "5");
    assertThat(reading.skipped()).extracting(SkippedRow::file).containsOnly(nameOf(file));
    assertThat(reading.skipped())
        .extracting(SkippedRow::row)
        .containsExactly("row 2 (ID 2)", "row 3 (ID 1)", "row 4 (ID 4)");
    BadInputException strict =
        catchThrowableOfType(
            BadInputException.class, () -> MllmuReader.read(root, config, ReadMode.STRICT));
    assertThat(reading.skipped().get(0).problem()).isEqualTo(strict.problem());
  }

  private void refused(String column, String value, String what, String place, String found)
      throws Exception {
    refused(MllmuConfig.FULL_SET, column, value, what, place, found);
  }

  private void metadataRefused(String json, String what, String place, String found)
      throws Exception {
    refused(MllmuConfig.FT_DATA, "metadata", text(json), what, place, found);
  }

  /** Requires that a value in the second row is refused, and left out by a lenient reading. */
  private void refused(
      MllmuConfig config, String column, String value, String what, String place, String found)
      throws Exception {
    Path file =
        new PublishedFile()
            .person(config, "1")
            .row(changed(columns(config, "110"), column, value))
            .write(root, config);

    assertThatThrownBy(() -> read(config, ReadMode.STRICT))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            what + ": " + file + ", row 2 (ID 110), column " + place + "\n  found " + found)
        .hasMessageEndingWith(REMEDY);
    Reading<?> lenient = read(config, ReadMode.LENIENT);
    assertThat(lenient.items()).hasSize(1);
    assertThat(lenient.skipped()).extracting(SkippedRow::row).containsExactly("row 2 (ID 110)");
  }

  private Reading<?> read(MllmuConfig config, ReadMode mode) {
    return config == MllmuConfig.FT_DATA
        ? MllmuReader.readFineTuning(root, mode)
        : MllmuReader.read(root, config, mode);
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString();
  }
}
