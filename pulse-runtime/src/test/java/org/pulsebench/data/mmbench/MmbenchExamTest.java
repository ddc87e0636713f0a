package org.pulsebench.data.mmbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.data.ContentDigest;
import org.pulsebench.data.Exam;
import org.pulsebench.data.ReadMode;

class MmbenchExamTest {

  @TempDir private Path directory;

  @Test
  void a_published_file_is_an_exam_named_and_digested_after_it() throws Exception {
    Path file = Fixtures.write(directory, Fixtures.DEV);

    Exam exam = MmbenchExam.read(file, ReadMode.STRICT);

    assertThat(exam.name()).isEqualTo("exam");
    assertThat(exam.digest()).isEqualTo(ContentDigest.ofFile(file));
    assertThat(exam.version()).isEqualTo("sha256-" + exam.digest().substring(0, 12));
    assertThat(exam.mainRows()).hasSize(2);
    assertThat(exam.rotations()).hasSize(3);
    assertThat(exam.skipped()).isEmpty();
  }

  @Test
  void rows_that_a_lenient_reading_left_out_are_kept_and_of_nothing_else_no_exam_is_made()
      throws Exception {
    String broken = Fixtures.row("7", "cafe");
    Path file = Fixtures.write(directory, Fixtures.rows(broken, Fixtures.row("8", Fixtures.GREEN)));
    assertThat(MmbenchExam.read(file, ReadMode.LENIENT).skipped())
        .singleElement()
        .satisfies(row -> assertThat(row.file()).isEqualTo("exam.tsv"));

    Path nothing = Fixtures.write(directory, Fixtures.rows(broken));
    assertThatThrownBy(() -> MmbenchExam.read(nothing, ReadMode.LENIENT))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("The exam has no question: exam")
        .hasMessageContaining("found 0 rotated rows, and 1 rows left out");
  }
}
