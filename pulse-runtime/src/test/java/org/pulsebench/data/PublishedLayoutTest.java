package org.pulsebench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.data.mllmu.MllmuCorpus;
import org.pulsebench.data.mmbench.MmbenchExam;

/** The published names, shards and columns, from files to corpora and an exam. */
class PublishedLayoutTest {

  private static final int EACH = 4;

  @TempDir static Path directory;

  private static PublishedLayout layout;

  @BeforeAll
  static void write() {
    layout = PublishedLayout.write(directory, EACH, 5);
  }

  private static List<String> files() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void files_have_the_published_names() {
    assertThat(files())
        .containsExactly(
            "MLLMU-Bench/Full_Set/train-00000-of-00001.parquet",
            "MLLMU-Bench/Retain_Set/train-00000-of-00001.parquet",
            "MLLMU-Bench/Test_Set/train-00000-of-00003.parquet",
            "MLLMU-Bench/Test_Set/train-00001-of-00003.parquet",
            "MLLMU-Bench/Test_Set/train-00002-of-00003.parquet",
            "MLLMU-Bench/forget_5/train-00000-of-00001.parquet",
            "MLLMU-Bench/ft_Data/train-00000-of-00001.parquet",
            "MLLMU-Bench/retain_95/train-00000-of-00001.parquet",
            "MMBench_DEV_EN.tsv");
  }

  @Test
  void people_are_learnt_from_the_pairs_of_ft_data_and_not_from_what_they_are_asked() {
    Corpus people = MllmuCorpus.fictitious(layout.people(), ReadMode.STRICT);
    assertThat(people.ids()).hasSize(EACH);
    assertThat(people.report().skipped()).isEmpty();
    for (Subject person : people.subjects()) {
      assertThat(person.questions()).hasSize(18);
      assertThat(person.questions().stream().filter(ChoiceQuestion.class::isInstance)).hasSize(10);
      assertThat(people.pairs(person.id()))
          .extracting(TrainingPair::question)
          .doesNotContainAnyElementsOf(person.questions().stream().map(Question::text).toList());
      assertThat(people.variants(person.id()).orElseThrow().images()).hasSizeGreaterThan(1);
    }
  }

  @Test
  void celebrities_are_the_retain_set_and_are_unlearnt_by_their_questions() {
    Corpus celebrities = MllmuCorpus.celebrities(layout.people(), ReadMode.STRICT);
    assertThat(celebrities.ids()).hasSize(EACH);
    assertThat(celebrities.pairs(celebrities.ids().get(0))).hasSize(18);
    assertThat(celebrities.variants(celebrities.ids().get(0))).isEmpty();
  }

  @Test
  void the_exam_is_named_by_its_file_and_has_all_rotations_with_their_pictures() {
    Exam exam = MmbenchExam.read(layout.exam(), ReadMode.STRICT);
    assertThat(exam.name()).isEqualTo("MMBench_DEV_EN");
    assertThat(exam.mainRows()).hasSize(5);
    assertThat(exam.rows()).hasSizeGreaterThan(10);
    assertThat(exam.rows()).allSatisfy(row -> assertThat(row.image().bytes()).isNotEmpty());
  }

  @Test
  void the_test_set_may_be_left_out(@TempDir Path people) throws IOException {
    for (String config : List.of("Full_Set", "ft_Data")) {
      Files.createDirectories(people.resolve(config));
      String file = config + "/train-00000-of-00001.parquet";
      Files.copy(layout.people().resolve(file), people.resolve(file));
    }
    assertThat(MllmuCorpus.fictitious(people, ReadMode.STRICT).report().variants()).isZero();
  }
}
