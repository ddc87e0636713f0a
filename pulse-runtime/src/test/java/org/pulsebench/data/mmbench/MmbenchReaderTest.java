package org.pulsebench.data.mmbench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pulsebench.data.mmbench.Fixtures.GIF;
import static org.pulsebench.data.mmbench.Fixtures.GREEN;
import static org.pulsebench.data.mmbench.Fixtures.JPEG;
import static org.pulsebench.data.mmbench.Fixtures.RED;
import static org.pulsebench.data.mmbench.Fixtures.decoded;
import static org.pulsebench.data.mmbench.Fixtures.row;
import static org.pulsebench.data.mmbench.Fixtures.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pulsebench.BadInputException;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Modality;
import org.pulsebench.data.ReadMode;
import org.pulsebench.data.Reading;
import org.pulsebench.data.SkippedRow;

class MmbenchReaderTest {

  @TempDir Path directory;

  @Test
  void reads_a_dev_file_with_its_rotations_and_references() throws IOException {
    List<ExamQuestion> exam = strict(Fixtures.DEV);

    assertThat(exam)
        .extracting(ExamQuestion::index)
        .containsExactly(241L, 252L, 1_000_241L, 2_000_241L, 1_000_252L);
    assertThat(exam).extracting(ExamQuestion::rotation).containsExactly(0L, 0L, 1L, 2L, 1L);
    ExamQuestion colour = exam.get(0);
    assertThat(colour.question().id()).isEqualTo("241");
    assertThat(colour.question().modality()).isEqualTo(Modality.MULTIMODAL);
    assertThat(colour.question().hint()).isEmpty();
    assertThat(colour.question().options()).containsExactly("red", "green", "blue");
    assertThat(colour.question().correct()).hasValue(0);
    assertThat(colour.category()).isEqualTo("attribute_recognition");
    assertThat(colour.l2Category()).isEqualTo("finegrained_perception (instance-level)");
    assertThat(colour.split()).isEqualTo("dev");
    assertThat(colour.source()).isEqualTo("scienceqa");
    assertThat(colour.comment()).isEmpty();
    assertThat(colour.image().bytes()).isEqualTo(decoded(RED));
    assertThat(exam.get(2).image()).isSameAs(colour.image());
    assertThat(exam.get(2).question().correct()).hasValue(2);
  }

  @Test
  void takes_tabs_line_breaks_and_doubled_quotes_in_quoted_cells() throws IOException {
    ExamQuestion sign = strict(Fixtures.DEV).get(1);

    assertThat(sign.question().text()).isEqualTo("What does the sign say in \"bold\"?");
    assertThat(sign.question().hint()).hasValue("Line one\nLine two, with a\ttab");
    assertThat(sign.comment()).isEqualTo("a \"comment\"");
    assertThat(sign.image().bytes()).isEqualTo(decoded(JPEG));
  }

  @Test
  void reads_a_test_file_whose_answers_are_kept_back() throws IOException {
    ExamQuestion question = strict(Fixtures.TEST).get(0);

    assertThat(question.question().correct()).isEqualTo(OptionalInt.empty());
    assertThat(question.question().options()).containsExactly("1", "2", "3", "4");
    assertThat(question.comment()).isEmpty();
  }

  @Test
  void finds_columns_by_name_in_any_order_and_passes_over_unknown_ones() throws IOException {
    ExamQuestion question = strict(Fixtures.V11).get(0);

    assertThat(question.index()).isEqualTo(3);
    assertThat(question.question().text()).isEqualTo("图中有几只猫？");
    assertThat(question.question().correct()).hasValue(3);
    assertThat(question.l2Category()).isEqualTo("relation_reasoning");
    assertThat(question.source()).isEmpty();
  }

  @Test
  void takes_nan_for_a_text() throws IOException {
    assertThat(strict(Fixtures.V11).get(0).question().options()).last().isEqualTo("nan");
  }

  @Test
  void reads_the_same_with_a_byte_order_mark_and_other_line_ends() throws IOException {
    String plain = rows(row("1", RED), row("2", "1"));
    List<ExamQuestion> expected = strict(plain);

    for (String file :
        List.of(
            "\uFEFF" + plain,
            plain.replace("\n", "\r\n"),
            "\uFEFF" + plain.replace("\n", "\r\n"),
            plain.stripTrailing(),
            plain + "\n\r\n\n",
            plain.replace("\n", "\n\n"))) {
      List<ExamQuestion> exam = strict(file);
      assertThat(exam).extracting(ExamQuestion::question).isEqualTo(questions(expected));
      assertThat(exam.get(1).image().bytes()).isEqualTo(decoded(RED));
    }
  }

  @Test
  void reads_a_file_that_quotes_every_cell() throws IOException {
    String quoted =
        Fixtures.TEST
            .lines()
            .map(line -> '"' + line.replace("\t", "\"\t\"") + "\"\r\n")
            .reduce("", String::concat);

    assertThat(strict(quoted).get(0).image().bytes()).isEqualTo(decoded(GREEN));
  }

  @Test
  void reads_options_beyond_d() throws IOException {
    String six =
        """
        index\tquestion\tA\tB\tC\tD\tE\tF\tanswer\tcategory\timage\tl2-category
        1\tWhich?\ta\tb\tc\td\te\t\tE\tocr\t%s\tlogic
        """
            .formatted(RED);

    ChoiceQuestion question = strict(six).get(0).question();

    assertThat(question.options()).containsExactly("a", "b", "c", "d", "e");
    assertThat(question.correct()).hasValue(4);
  }

  @Test
  void follows_references_over_several_rows_in_either_direction() throws IOException {
    List<ExamQuestion> exam =
        strict(rows(row("1", "2"), row("2", "1000001"), row("1000001", "3"), row("3", GREEN)));

    assertThat(exam).allMatch(question -> question.image() == exam.get(3).image());
    assertThat(exam.get(0).image().bytes()).isEqualTo(decoded(GREEN));
  }

  @Test
  void says_which_picture_it_is() throws IOException {
    assertThat(strict(rows(row("5", RED))).get(0).image().name())
        .isEqualTo("exam.tsv, line 2, index 5");
  }

  static Stream<Arguments> badRows() {
    String picture = RED.substring(0, RED.length() - 1);
    return Stream.of(
        Arguments.of(
            "4\tWhich?",
            "A row has too few fields",
            "line 2, index 4, column hint",
            "found 2 fields; expected 14, as the header has"),
        Arguments.of(
            row("4", RED) + "\tmore",
            "A row has too many fields",
            "line 2, index 4, column after split",
            "found 15 fields; expected 14"),
        Arguments.of(
            row("x4", RED),
            "The index is no number",
            "line 2, column index",
            "found \"x4\"; expected a whole number of 0 or more"),
        Arguments.of(
            row("-4", RED), "The index is no number", "line 2, column index", "found \"-4\""),
        Arguments.of(
            row("", RED), "The index is no number", "line 2, column index", "found an empty cell"),
        Arguments.of(
            row("1234567890123456789", RED),
            "The index is no number",
            "line 2, column index",
            "found \"1234567890123456789\""),
        Arguments.of(
            row("4", picture + "?"),
            "The base64 is broken",
            "line 2, index 4, column image",
            "found '?' as character 92"),
        Arguments.of(
            row("4", picture),
            "The base64 is broken",
            "line 2, index 4, column image",
            "found 91 characters, 0 of them padding"),
        Arguments.of(
            row("4", JPEG + "AAAA"),
            "The base64 is broken",
            "line 2, index 4, column image",
            "found 'A' as character 85"),
        Arguments.of(
            row("4", '"' + JPEG.replaceFirst("J", "\n\n\n\n") + '"'),
            "The base64 is broken",
            "line 2, index 4, column image",
            "found the byte 0x0A as character 12"),
        Arguments.of(
            row("4", GIF),
            "The picture has an unknown format",
            "line 2, index 4, column image",
            "found \"R0lGODlhAAECAwQF...\" in base64; expected a PNG"),
        Arguments.of(
            row("4", ""),
            "The cell is neither a picture nor a reference to one",
            "line 2, index 4, column image",
            "found an empty cell"),
        Arguments.of(
            row("4", RED.substring(0, 64)),
            "The cell is neither a picture nor a reference to one",
            "line 2, index 4, column image",
            "found \"iVBORw0KGgo"),
        Arguments.of(
            row("4", "9"),
            "An image reference leads nowhere",
            "line 2, index 4, column image",
            "found 4 -> 9, and no row has index 9"),
        Arguments.of(
            row("4", "4"),
            "An image reference goes in a circle",
            "line 2, index 4, column image",
            "found 4 -> 4"),
        Arguments.of(
            row("4", "5") + "\n" + row("5", "6") + "\n" + row("6", "5"),
            "An image reference goes in a circle",
            "line 2, index 4, column image",
            "found 4 -> 5 -> 6 -> 5; expected the index of a row that holds a picture"),
        Arguments.of(
            row("3000004", RED),
            "A rotated row has no main row",
            "line 2, index 3000004, column index",
            "found no row has index 4; expected a row with index 4"),
        Arguments.of(
            row("4", RED).replace("\tA\t", "\tC\t"),
            "The answer is no option",
            "line 2, index 4, column answer",
            "found \"C\"; expected a letter from A to B"),
        Arguments.of(
            row("4", RED).replace("\tA\t", "\ta\t"),
            "The answer is no option",
            "line 2, index 4, column answer",
            "found \"a\""),
        Arguments.of(
            row("4", RED).replace("\tA\t", "\tAB\t"),
            "The answer is no option",
            "line 2, index 4, column answer",
            "found \"AB\""),
        Arguments.of(
            row("4", RED).replace("two", ""),
            "A question has fewer than two options",
            "line 2, index 4, column B",
            "found an empty cell; expected the text of an option"),
        Arguments.of(
            row("4", RED).replace("one\ttwo", "\t"),
            "A question has fewer than two options",
            "line 2, index 4, column A",
            "found an empty cell"),
        Arguments.of(
            row("4", RED).replace("one\ttwo\t\t", "one\t\t\tfour"),
            "An option follows a gap",
            "line 2, index 4, column D",
            "found \"four\" after an empty B; expected options from A on without a gap"),
        Arguments.of(
            row("4", RED).replace("Which?", " "),
            "The question is empty",
            "line 2, index 4, column question",
            "found \" \"; expected a question"),
        Arguments.of(
            row("4", RED).replace("Which?", "x".repeat(1 << 21)),
            "A cell is too long",
            "line 2, index 4, column question",
            "found more than 1,048,576 bytes"));
  }

  @ParameterizedTest(name = "{1}: {3}")
  @MethodSource("badRows")
  void a_bad_row_is_an_error_that_names_it(String bad, String what, String where, String found)
      throws IOException {
    Path file = Fixtures.write(directory, rows(bad, row("77", GREEN)));

    assertThatThrownBy(() -> MmbenchReader.read(file, ReadMode.STRICT))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(what + ": " + file + ", " + where + "\n  found ")
        .hasMessageContaining(found);
  }

  @ParameterizedTest(name = "{1}: {3}")
  @MethodSource("badRows")
  void a_bad_row_is_left_out_and_reported_when_lenient(
      String bad, String what, String where, String found) throws IOException {
    Path file = Fixtures.write(directory, rows(bad, row("77", GREEN)));

    Reading<ExamQuestion> reading = MmbenchReader.read(file, ReadMode.LENIENT);

    assertThat(reading.items()).extracting(ExamQuestion::index).containsExactly(77L);
    SkippedRow skipped = reading.skipped().get(0);
    assertThat(skipped.file()).isEqualTo("exam.tsv");
    assertThat(where).startsWith(skipped.row());
    assertThat(skipped.problem().message()).startsWith(what).contains(found);
  }

  @Test
  void an_index_given_twice_is_an_error_that_names_both_lines() throws IOException {
    Path file = Fixtures.write(directory, rows(row("1", RED), row("2", RED), row("1", GREEN)));

    assertThatThrownBy(() -> MmbenchReader.read(file, ReadMode.STRICT))
        .hasMessageStartingWith(
            "An index stands there twice: "
                + file
                + ", line 4, index 1, column index\n"
                + "  found it in line 2 as well; expected a new one");
    Reading<ExamQuestion> lenient = MmbenchReader.read(file, ReadMode.LENIENT);
    assertThat(lenient.items()).extracting(ExamQuestion::index).containsExactly(1L, 2L);
    assertThat(lenient.items().get(0).image().bytes()).isEqualTo(decoded(RED));
    assertThat(lenient.skipped()).extracting(SkippedRow::row).containsExactly("line 4, index 1");
  }

  @Test
  void a_main_row_that_is_left_out_takes_along_what_needs_it() throws IOException {
    Path file =
        Fixtures.write(
            directory,
            rows(
                row("1000002", "2"),
                row("2", "1"),
                row("1", "x"),
                row("1000001", GREEN),
                row("3", GREEN)));

    Reading<ExamQuestion> reading = MmbenchReader.read(file, ReadMode.LENIENT);

    assertThat(reading.items()).extracting(ExamQuestion::index).containsExactly(3L);
    assertThat(reading.skipped())
        .extracting(skipped -> skipped.row() + ": " + skipped.problem().found())
        .containsExactly(
            "line 2, index 1000002: 1000002 -> 2 -> 1, and row 1 of line 4 was itself left out",
            "line 3, index 2: 2 -> 1, and row 1 of line 4 was itself left out",
            "line 4, index 1: \"x\"",
            "line 5, index 1000001: row 1 of line 4 was itself left out");
  }

  @Test
  void a_row_that_is_too_short_is_still_known_to_its_rotations() throws IOException {
    Path file = Fixtures.write(directory, rows("1\tWhich?", row("1000001", RED), row("2", RED)));

    assertThat(MmbenchReader.read(file, ReadMode.LENIENT).skipped())
        .extracting(skipped -> skipped.problem().found())
        .containsExactly("2 fields", "row 1 of line 2 was itself left out");
  }

  @Test
  void bytes_that_are_not_utf8_are_an_error_of_their_cell() throws IOException {
    Path file = directory.resolve("latin.tsv");
    Files.write(file, rows(row("1", RED)).replace("two", "d\u00E9j\u00E0").getBytes(ISO_8859_1));

    assertThatThrownBy(() -> MmbenchReader.read(file, ReadMode.STRICT))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("A cell is not text: " + file + ", line 2, index 1, column B");
  }

  @ParameterizedTest
  @MethodSource("requiredColumns")
  void a_missing_column_is_an_error_in_either_mode(String column) throws IOException {
    Path file =
        Fixtures.write(
            directory, rows(row("1", RED)).replaceFirst("(?<![a-z-])" + column + "\t", "other\t"));

    for (ReadMode mode : ReadMode.values()) {
      assertThatThrownBy(() -> MmbenchReader.read(file, mode))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("A column is missing: " + file + ", line 1, column " + column)
          .hasMessageContaining("found the columns ");
    }
  }

  static Stream<String> requiredColumns() {
    return Stream.of("index", "question", "A", "B", "C", "D", "category", "image", "l2-category");
  }

  @Test
  void a_gap_among_the_option_columns_is_an_error() throws IOException {
    assertRefused(Fixtures.TEST.replace("split", "F"), "A column is missing", "column E");
  }

  @Test
  void a_column_given_twice_is_an_error() throws IOException {
    assertRefused(
        Fixtures.TEST.replace("split", "Question"),
        "A column stands there twice",
        "found it as column 2 and 12");
  }

  @Test
  void a_quote_that_is_never_closed_is_an_error_in_either_mode() throws IOException {
    assertRefused(
        rows(row("1", RED), row("2", RED).replace("Which?", "\"Which?"), row("3", RED)),
        "A quote is never closed",
        ", line 3, index 2, column question\n"
            + "  found the end of the file inside the quotes of line 3;"
            + " expected quotes around a whole cell, those within doubled");
  }

  @Test
  void text_after_a_closing_quote_is_an_error_in_either_mode() throws IOException {
    assertRefused(
        rows(row("1", RED).replace("two", "\"two\" or three")),
        "Text follows a closing quote",
        ", line 2, index 1, column B\n  found the quote of line 2 closed within line 2");
  }

  @Test
  void an_empty_file_and_one_without_rows_are_errors() throws IOException {
    assertRefused("", "A column is missing", "found an empty file");
    assertRefused(rows(), "The exam has no question", "found a header and no row");
  }

  @Test
  void a_missing_file_is_an_error() {
    assertThatThrownBy(() -> MmbenchReader.read(directory.resolve("no.tsv"), ReadMode.STRICT))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("File is missing: " + directory.resolve("no.tsv"));
  }

  @Test
  void a_file_that_changes_after_it_was_read_is_an_error_of_the_picture() throws IOException {
    String content = rows(row("1", RED));
    ExamQuestion question = strict(content).get(0);

    for (String changed :
        List.of("", content.replace(RED, "?" + RED), content.replace(RED, GIF + "0000"))) {
      Fixtures.write(directory, changed);
      assertThatThrownBy(() -> question.image().bytes())
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith(
              "The file was changed after it was read: exam.tsv, line 2, index 1");
    }
  }

  private void assertRefused(String content, String what, String rest) throws IOException {
    Path file = Fixtures.write(directory, content);
    for (ReadMode mode : ReadMode.values()) {
      assertThatThrownBy(() -> MmbenchReader.read(file, mode))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith(what + ": " + file)
          .hasMessageContaining(rest);
    }
  }

  private List<ExamQuestion> strict(String content) throws IOException {
    Reading<ExamQuestion> reading =
        MmbenchReader.read(Fixtures.write(directory, content), ReadMode.STRICT);
    assertThat(reading.skipped()).isEmpty();
    return reading.items();
  }

  private static List<ChoiceQuestion> questions(List<ExamQuestion> exam) {
    return exam.stream().map(ExamQuestion::question).toList();
  }
}
