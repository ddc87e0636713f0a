package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.BadInputException;
import org.pulsebench.data.Modality;

class WrittenFileTest {

  private static final List<Written> ANSWERS =
      List.of(
          new Written(
              "7",
              "7/cloze",
              Modality.TEXT,
              "in Zürich,\nI think",
              new TreeMap<>(Map.of("cloze", 1.0))),
          new Written(
              "8",
              "8/generation",
              Modality.MULTIMODAL,
              "",
              new TreeMap<>(Map.of("rouge1", 0.1, "rouge2", 0.0, "rougeL", 1.0 / 3, "bleu", 0.5))));

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve(WrittenFile.NAME);
    WrittenFile.write(ANSWERS, file);
  }

  @Test
  void what_was_written_is_read_as_it_was() {
    assertThat(WrittenFile.read(file)).isEqualTo(ANSWERS);
  }

  @Test
  void the_same_answers_have_the_same_bytes_and_this_form() throws IOException {
    Path again = directory.resolve("again.jsonl");
    WrittenFile.write(WrittenFile.read(file), again);

    assertThat(again).hasSameBinaryContentAs(file);
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            {"subject":"7","question":"7/cloze","modality":"TEXT",\
            "answer":"in Zürich,\\nI think","scores":{"cloze":1.0}}
            {"subject":"8","question":"8/generation","modality":"MULTIMODAL","answer":"",\
            "scores":{"bleu":0.5,"rouge1":0.1,"rouge2":0.0,"rougeL":0.3333333333333333}}
            """);
  }

  @Test
  void a_line_cut_short_is_told_with_its_number() throws IOException {
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 20));

    assertThatThrownBy(() -> WrittenFile.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("Line is not a JSON object: " + file + ", line 2\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"subject\":\"8\",'||field subject|found no such field; expected a text",
        "'\"question\":\"8/generation\",'||field question|found no such field; expected a text",
        "'\"modality\":\"MULTIMODAL\",'||field modality|found no such field; expected a text",
        "MULTIMODAL|IMAGE|field modality|found IMAGE; expected one of",
        "'\"answer\":\"\",'||field answer|found no such field; expected a text",
        "'\"bleu\":0.5'|'\"bleu\":\"NaN\"'|field scores.bleu|expected a number from 0 to 1",
        "'\"bleu\":0.5'|'\"bleu\":1.5'|field scores.bleu|found 1.5; expected a number from 0 to 1",
      })
  void a_field_that_is_missing_or_wrong_is_told_with_its_line(
      String written, String changed, String field, String message) throws IOException {
    String[] lines = Files.readString(file).split("\n");
    lines[1] = lines[1].replace(written, changed == null ? "" : changed);
    Files.writeString(file, String.join("\n", lines));

    assertThatThrownBy(() -> WrittenFile.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file + ", line 2, " + field)
        .hasMessageContaining(message);
  }

  @Test
  void scores_that_are_missing_are_told_with_their_line() throws IOException {
    Files.writeString(file, Files.readString(file).replace(",\"scores\":{\"cloze\":1.0}", ""));

    assertThatThrownBy(() -> WrittenFile.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file + ", line 1, field scores\n  found no such field");
  }
}
