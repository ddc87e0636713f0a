package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.BadInputException;
import org.pulsebench.data.Modality;

class AnswerFileTest {

  /** One that ranks, one that writes, and one of an exam that wrote nothing that can be read. */
  private static final List<Answered> ANSWERS =
      List.of(
          new Answered(
              "likelihood",
              Optional.of("7"),
              "7/IMAGE/0",
              Modality.MULTIMODAL,
              "",
              "",
              OptionalInt.of(2),
              true,
              "",
              List.of(-1.25, -3.0e-7, -0.1)),
          new Answered(
              "letter",
              Optional.of("7"),
              "7/TEXT/0",
              Modality.TEXT,
              "",
              "",
              OptionalInt.of(0),
              false,
              "A \"blüe\"\nhat",
              List.of()),
          new Answered(
              "letter",
              Optional.empty(),
              "exam/1",
              Modality.MULTIMODAL,
              "colour",
              "perception",
              OptionalInt.empty(),
              false,
              "",
              List.of()));

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve(AnswerFile.NAME);
    AnswerFile.write(ANSWERS, file);
  }

  @Test
  void what_was_written_is_read_as_it_was() {
    assertThat(AnswerFile.read(file)).isEqualTo(ANSWERS);
  }

  @Test
  void the_same_answers_have_the_same_bytes_and_this_form() throws IOException {
    Path again = directory.resolve("again.jsonl");
    AnswerFile.write(AnswerFile.read(file), again);

    assertThat(again).hasSameBinaryContentAs(file);
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            {"scorer":"likelihood","subject":"7","question":"7/IMAGE/0","modality":"MULTIMODAL",\
            "chosen":2,"right":true,"scores":[-1.25,-3.0E-7,-0.1]}
            {"scorer":"letter","subject":"7","question":"7/TEXT/0","modality":"TEXT",\
            "chosen":0,"right":false,"answer":"A \\"blüe\\"\\nhat"}
            {"scorer":"letter","question":"exam/1","modality":"MULTIMODAL","category":"colour",\
            "group":"perception","right":false}
            """);
  }

  @Test
  void a_line_cut_short_is_told_with_its_number() throws IOException {
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 20));

    assertThatThrownBy(() -> AnswerFile.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("Line is not a JSON object: " + file + ", line 3\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"scorer\":\"letter\",'||field scorer|found no such field; expected a text",
        "'\"question\":\"7/TEXT/0\",'||field question|found no such field; expected a text",
        "'\"modality\":\"TEXT\",'||field modality|found no such field; expected a text",
        "'\"TEXT\"'|'\"text\"'|field modality|found text; expected one of",
        "'\"right\":false,'||field right|found no such field; expected true or false",
        "'\"chosen\":0'|'\"chosen\":26'|field chosen|found 26; expected a whole number from 0 to 25",
        "'\"answer\":'|'\"scores\":[\"NaN\"],\"answer\":'|field scores|expected a list of numbers",
      })
  void a_field_that_is_missing_or_wrong_is_told_with_its_line(
      String written, String changed, String field, String message) throws IOException {
    String[] lines = Files.readString(file).split("\n");
    lines[1] = lines[1].replace(written, changed == null ? "" : changed);
    Files.writeString(file, String.join("\n", lines));

    assertThatThrownBy(() -> AnswerFile.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file + ", line 2, " + field)
        .hasMessageContaining(message);
  }
}
