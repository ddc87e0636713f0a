package org.pulsebench.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.BadInputException;

class JsonLinesTest {

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("some.jsonl");
  }

  @Test
  void objects_stand_in_their_order_a_line_each_on_every_system() throws IOException {
    JsonLines.write(Stream.of(named("Zoë"), named("a\nb\u2028\"c\"")), file);

    assertThat(Files.readString(file))
        .isEqualTo("{\"name\":\"Zoë\"}\n{\"name\":\"a\\nb\u2028\\\"c\\\"\"}\n");
    assertThat(read()).containsExactly("Zoë", "a\nb\u2028\"c\"");
  }

  @Test
  void no_objects_make_an_empty_file() throws IOException {
    JsonLines.write(Stream.of(), file);

    assertThat(file).isEmptyFile();
    assertThat(read()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\": \"b|found Unexpected end-of-input",
        "{\"name\": \"b\", \"name\": \"c\"}|found Duplicate field 'name'",
        "{\"name\": \"b\"} {}|found Trailing token",
        "[1]|found the JSON ARRAY",
        "``|found an empty line",
        "version https://git-lfs|found Unrecognized token 'version'",
      })
  void a_line_that_is_no_object_is_told_with_its_number(String line, String found)
      throws IOException {
    Files.writeString(file, "{\"name\": \"a\"}\n" + line + "\n{\"name\": \"d\"}\n");

    assertThatThrownBy(this::read)
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("Line is not a JSON object: " + file + ", line 2\n  " + found)
        .hasMessageEndingWith(
            "; expected one JSON object without repeated names\n"
                + "  Restore the file, or have it made again; it may be cut short.");
  }

  @Test
  void what_the_reader_refuses_is_told_with_line_and_field() throws IOException {
    Files.writeString(file, "{\"name\": \"a\"}\n{\"nam\": \"b\"}\n");

    assertThatThrownBy(this::read)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(
            file + ", line 2, field name\n  found no such field; expected a text");
  }

  @Test
  void a_file_that_is_missing_is_told() {
    assertThatThrownBy(this::read)
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("File is missing: " + file);
  }

  private List<String> read() {
    return JsonLines.read(file, fields -> fields.requiredText("name"));
  }

  private static ObjectNode named(String name) {
    return JsonNodeFactory.instance.objectNode().put("name", name);
  }
}
