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

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.data.Image;
import org.pulsebench.data.ReadMode;
import org.pulsebench.data.Reading;
import org.pulsebench.data.SkippedRow;

class MllmuReaderErrorsTest {

  private static final String IN_IMAGE_LIST = "Classification_Task.Image_Textual_Questions";
  private static final String IN_TEXT_LIST = "Classification_Task.Pure_Text_Questions";
  private static final String REMEDY =
      "\n  Correct the row or fetch the file again; lenient reading leaves such rows out.";

  @TempDir private Path root;

  @Test
  void a_missing_column_is_an_error_in_either_mode() throws Exception {
    Map<String, String> row = columns(MllmuConfig.FORGET_5, "110");
    row.remove("Mask_Task");
    Path file = new PublishedFile().row(row).write(root, MllmuConfig.FORGET_5);

    for (ReadMode mode : ReadMode.values()) {
      assertThatThrownBy(() -> MllmuReader.read(root, MllmuConfig.FORGET_5, mode))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              "Column is missing: "
                  + file
                  + ", column Mask_Task\n  found the columns image, ID, biography, question,"
                  + " answer, Classification_Task, Generation_Task; expected the columns image,"
                  + " ID, biography, question, answer, Classification_Task, Generation_Task,"
                  + " Mask_Task\n  Use the data set as it was published; fetch the file again.");
    }
  }

  @Test
  void a_column_of_another_type_is_an_error_in_either_mode() throws Exception {
    Map<String, String> good = columns(MllmuConfig.FULL_SET, "110");
    Map<String, String> retyped =
        Map.of(
            "ID", "110",
            "image", "'x'::BLOB",
            "biography", "['Zoë']",
            "Classification_Task", "'[]'",
            "Generation_Task", "[{'Question': 'Q', 'Ground_Truth': 1, 'Type': 'Pure_Text'}]",
            "Mask_Task", "[{'Question': 'Q', 'Type': 'Pure_Text'}]");
    Map<String, String> found =
        Map.of(
            "ID", "INTEGER; expected VARCHAR",
            "image", "BLOB; expected STRUCT(bytes BLOB, path VARCHAR)",
            "biography", "VARCHAR[]; expected VARCHAR",
            "Classification_Task", "VARCHAR; expected STRUCT(Image_Textual_Questions STRUCT(",
            "Generation_Task", "STRUCT(Question VARCHAR, Ground_Truth INTEGER, \"Type\" VARCHAR)[]",
            "Mask_Task", "STRUCT(Question VARCHAR, \"Type\" VARCHAR)[]; expected STRUCT(");
    for (String column : retyped.keySet()) {
      Path file =
          new PublishedFile()
              .row(changed(good, column, retyped.get(column)))
              .write(root, MllmuConfig.FULL_SET);
      for (ReadMode mode : ReadMode.values()) {
        assertThatThrownBy(() -> MllmuReader.read(root, MllmuConfig.FULL_SET, mode))
            .isInstanceOf(BadInputException.class)
            .hasMessageStartingWith("Column has another type: " + file + ", column " + column)
            .hasMessageContaining("found " + found.get(column));
      }
    }
  }

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

  @Test
  void a_missing_configuration_is_named() {
    assertThatThrownBy(() -> MllmuReader.read(root, MllmuConfig.FORGET_5, ReadMode.LENIENT))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "Parquet file is missing: "
                + root.resolve("forget_5")
                + "\n  found no such directory; expected train-00000-of-00001.parquet, or several"
                + " numbered files\n"
                + "  Check the directory, or fetch the data set from where it was published.");
  }

  @Test
  void a_missing_shard_is_named() throws Exception {
    MllmuConfig config = MllmuConfig.TEST_SET;
    new PublishedFile().person(config, "1").write(root, config, "train-00001-of-00003.parquet");

    assertThatThrownBy(() -> MllmuReader.read(root, config, ReadMode.LENIENT))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(
            "found 1 of 3 files; expected also train-00000-of-00003.parquet,"
                + " train-00002-of-00003.parquet");
  }

  @Test
  void shards_of_two_versions_are_refused() throws Exception {
    MllmuConfig config = MllmuConfig.TEST_SET;
    new PublishedFile().person(config, "1").write(root, config, "train-00000-of-00001.parquet");
    new PublishedFile().person(config, "1").write(root, config, "train-00000-of-00002.parquet");

    assertThatThrownBy(() -> MllmuReader.read(root, config, ReadMode.LENIENT))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("Parquet files are of two sets: " + root.resolve("Test_Set"));
  }

  @Test
  void a_file_that_is_not_parquet_is_refused() throws Exception {
    Path file = new PublishedFile().person(MllmuConfig.FULL_SET, "1").write(root, MllmuConfig.FULL_SET);
    Files.writeString(file, "version https://git-lfs.github.com/spec/v1\n");

    assertThatThrownBy(() -> MllmuReader.read(root, MllmuConfig.FULL_SET, ReadMode.LENIENT))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "File is not Parquet: "
                + file
                + "\n  found 43 bytes without the mark PAR1 at both ends; expected a Parquet file\n"
                + "  Fetch the file again; it may be cut short or be a Git LFS pointer.");

    Files.write(file, new byte[0]);
    assertThatThrownBy(() -> MllmuReader.read(root, MllmuConfig.FULL_SET, ReadMode.LENIENT))
        .hasMessageContaining("found 0 bytes");
  }

  @Test
  void a_damaged_file_is_refused() throws Exception {
    PublishedFile published = new PublishedFile();
    Path file = published.person(MllmuConfig.FULL_SET, "1").write(root, MllmuConfig.FULL_SET);
    overwrite(file, Files.size(file) - 60, 40);
    assertDamaged(file);

    published.write(root, MllmuConfig.FULL_SET);
    overwrite(file, 4, 200);
    assertDamaged(file);
  }

  @Test
  void a_picture_of_a_file_that_was_replaced_is_an_error() throws Exception {
    MllmuConfig config = MllmuConfig.FULL_SET;
    new PublishedFile().person(config, "1").person(config, "2").write(root, config);
    List<MllmuProfile> profiles = MllmuReader.read(root, config, ReadMode.STRICT).items();
    new PublishedFile().person(config, "1").write(root, config);

    Image lost = profiles.get(1).images().get(0);

    assertThatThrownBy(lost::bytes)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("found no picture there any more");
  }

  private void assertDamaged(Path file) {
    assertThatThrownBy(() -> MllmuReader.read(root, MllmuConfig.FULL_SET, ReadMode.LENIENT))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("Parquet file is damaged: " + file);
  }

  private static void overwrite(Path file, long from, int count) throws Exception {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      byte[] noise = new byte[count];
      Arrays.fill(noise, (byte) 0xF7);
      channel.write(ByteBuffer.wrap(noise), from);
    }
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
