package org.pulsebench.data.mmbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pulsebench.data.mmbench.Fixtures.GREEN;
import static org.pulsebench.data.mmbench.Fixtures.JPEG;
import static org.pulsebench.data.mmbench.Fixtures.RED;
import static org.pulsebench.data.mmbench.Fixtures.decoded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.EnvironmentException;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;
import org.pulsebench.data.ReadMode;

class MmbenchWriterTest {

  @TempDir Path directory;

  @Test
  void writes_a_published_file_back_byte_by_byte() throws IOException {
    // pandas would have quoted the comment too: it has quotes in it.
    String published = Fixtures.DEV.replace("a \"comment\"", "\"a \"\"comment\"\"\"");
    Path file = Fixtures.write(directory, published);
    Path copy = directory.resolve("copy.tsv");

    MmbenchWriter.write(copy, MmbenchReader.read(file, ReadMode.STRICT).items());

    assertThat(copy).hasContent(published);
  }

  @Test
  void what_is_written_reads_the_same_and_writes_the_same_again() throws IOException {
    List<ExamQuestion> exam = new ArrayList<>(Rotations.of(question(1, RED, "a", "b", "c")));
    exam.addAll(
        Rotations.of(question(2, GREEN, "tab\there", "\"quoted\"", "new\nline", "cr\rhere")));
    exam.addAll(Rotations.of(question(3, RED, "α", "😀", "x", "y", "nan")));
    Path first = directory.resolve("first.tsv");
    Path second = directory.resolve("second.tsv");

    MmbenchWriter.write(first, exam);
    List<ExamQuestion> read = MmbenchReader.read(first, ReadMode.STRICT).items();
    MmbenchWriter.write(second, read);

    assertThat(read).hasSameSizeAs(exam);
    for (int i = 0; i < exam.size(); i++) {
      assertThat(read.get(i))
          .usingRecursiveComparison()
          .ignoringFields("image")
          .isEqualTo(exam.get(i));
      assertThat(read.get(i).image().bytes()).isEqualTo(exam.get(i).image().bytes());
    }
    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void a_picture_stands_in_the_lowest_of_its_rows_and_all_others_refer_to_that()
      throws IOException {
    List<ExamQuestion> exam = new ArrayList<>(Rotations.of(question(8, RED, "a", "b")));
    exam.addAll(Rotations.of(question(5, RED, "c", "d")));
    exam.addAll(Rotations.of(question(6, JPEG, "c", "d")));
    Collections.reverse(exam);
    Path file = directory.resolve("exam.tsv");

    MmbenchWriter.write(file, exam);

    assertThat(Files.readAllLines(file).stream().skip(1).map(MmbenchWriterTest::fifthLast))
        .containsExactly("6", JPEG, "5", RED, "5", "5");
  }

  @Test
  void leaves_the_answers_out_where_there_are_none() throws IOException {
    Path file = directory.resolve("test.tsv");

    MmbenchWriter.write(file, List.of(question(1, RED, OptionalInt.empty(), "a", "b")));

    assertThat(Files.readAllLines(file).get(0))
        .isEqualTo(
            "index\tquestion\thint\tA\tB\tC\tD\tcategory\timage\tsource\tl2-category\tcomment"
                + "\tsplit");
    assertThat(MmbenchReader.read(file, ReadMode.STRICT).items().get(0).question().correct())
        .isEmpty();
  }

  @Test
  void replaces_a_file_at_once_and_leaves_nothing_beside_it() throws IOException {
    Path file = Fixtures.write(directory, "old");

    MmbenchWriter.write(file, List.of(question(1, RED, "a", "b")));

    assertThat(MmbenchReader.read(file, ReadMode.STRICT).items()).hasSize(1);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void can_replace_the_file_that_its_pictures_lie_in() throws IOException {
    Path file = Fixtures.write(directory, Fixtures.DEV);

    MmbenchWriter.write(file, MmbenchReader.read(file, ReadMode.STRICT).items());

    assertThat(MmbenchReader.read(file, ReadMode.STRICT).items()).hasSize(5);
  }

  @Test
  void a_directory_that_is_not_there_is_an_error_of_the_machine() {
    Path file = directory.resolve("none").resolve("exam.tsv");

    assertThatThrownBy(() -> MmbenchWriter.write(file, List.of(question(1, RED, "a", "b"))))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("File cannot be written: " + file);
  }

  @Test
  void refuses_what_would_not_read_back_the_same() {
    ExamQuestion good = question(1, RED, "a", "b");

    assertRefused("rows is empty");
    assertRefused("index is 1, must be that of one row", good, good);
    assertRefused(
        "index is 1000001, must be a rotation of one of the rows", Rotations.of(good).get(1));
    assertRefused("row 1 is with an empty hint or option", question(1, RED, "a", ""));
    assertRefused("row 1 is with a lone surrogate", question(1, RED, "a", "\uD800"));
    assertRefused("must be a PNG or JPEG", question(1, Fixtures.GIF, "a", "b"));
    assertRefused("must be a whole PNG or JPEG", question(1, RED.substring(0, 64), "a", "b"));
  }

  private void assertRefused(String message, ExamQuestion... rows) {
    Path file = directory.resolve("exam.tsv");
    assertThatThrownBy(() -> MmbenchWriter.write(file, List.of(rows)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
    assertThat(file).doesNotExist();
  }

  private static String fifthLast(String line) {
    String[] cells = line.split("\t");
    return cells[cells.length - 5];
  }

  private static ExamQuestion question(long index, String image, String... options) {
    return question(index, image, OptionalInt.of(options.length - 1), options);
  }

  private static ExamQuestion question(
      long index, String image, OptionalInt correct, String... options) {
    return new ExamQuestion(
        index,
        new ChoiceQuestion(
            Long.toString(index),
            Modality.MULTIMODAL,
            index % 2 == 0 ? Optional.of("Look\tclosely.") : Optional.empty(),
            "Which of \"these\"?",
            List.of(options),
            correct),
        Image.of("picture of " + index, decoded(image)),
        "ocr",
        "logic_reasoning",
        "dev",
        "drawn",
        "");
  }
}
