package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;
import org.pulsebench.data.Subject;
import org.pulsebench.protocol.Knowledge;

/** Corpora that do not serve an experiment, which shows before anything is computed. */
class CorpusCheckTest {

  private static final String FINE_TUNED = "fine-tuned";
  private static final String PRE_TRAINED = "pre-trained";

  @TempDir Path directory;
  private TinyExperiment tiny;

  @BeforeEach
  void write() {
    tiny = new TinyExperiment(directory);
  }

  private static UnaryOperator<Subject> asking(Predicate<Question> kept) {
    return subject ->
        new Subject(
            subject.id(),
            subject.name(),
            subject.biography(),
            subject.images(),
            subject.questions().stream().filter(kept).toList());
  }

  private void assertRefused(String json, Materials materials, String... said) {
    Experiment experiment = tiny.read(json, "store");
    assertThatThrownBy(() -> tiny.run(experiment, materials))
        .isInstanceOf(BadInputException.class)
        .message()
        .contains(said)
        .hasLineCount(3);
    assertThat(directory.resolve("store")).as("not even the store is there").doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void a_corpus_without_a_modality_is_refused(Modality missing) {
    Materials materials =
        TinyExperiment.materials(asking(question -> question.modality() != missing));
    for (String preset : List.of(FINE_TUNED, PRE_TRAINED)) {
      assertRefused(
          TinyExperiment.SHORT.replace(FINE_TUNED, preset),
          materials,
          "The corpus lacks a modality: ",
          "no multiple-choice " + (missing == Modality.TEXT ? "text" : "image") + " question");
    }
  }

  @Test
  void a_subject_whose_modalities_do_not_ask_alike_is_named() {
    Materials materials =
        TinyExperiment.materials(asking(question -> !question.id().equals("7/TEXT/1")));
    assertRefused(
        TinyExperiment.SHORT,
        materials,
        "The modalities of a subject do not agree on its facts: people, subject 7",
        "found 2 image and 1 text questions");
  }

  @ParameterizedTest
  @ValueSource(strings = {FINE_TUNED, PRE_TRAINED})
  void more_people_than_there_are_are_refused(String preset) {
    assertRefused(
        TinyExperiment.SHORT.replace(FINE_TUNED, preset).replace("\"people\": 4", "\"people\": 13"),
        TinyExperiment.materials(),
        "There are fewer people than the protocol asks for: protocol " + preset,
        "13 people asked for; expected at most the 12");
  }

  @Test
  void an_exam_that_cannot_be_read_shows_before_people_are_learned() {
    Problem problem = new Problem("The exam is missing", "exam.tsv", "nothing", "a file", "Fetch.");
    Corpus corpus = TinyExperiment.materials().corpus(Knowledge.FINE_TUNED);
    Materials materials =
        new Materials(
            () -> corpus,
            () -> corpus,
            () -> {
              throw new BadInputException(problem);
            });
    assertRefused(TinyExperiment.SHORT, materials, problem.message());
  }

  @Test
  void an_experiment_without_an_exam_is_measured_without_one() {
    Corpus corpus = TinyExperiment.materials().corpus(Knowledge.FINE_TUNED);
    Materials materials = new Materials(() -> corpus, () -> corpus, Optional::empty);
    TinyExperiment.Ran ran = tiny.run(tiny.read(TinyExperiment.SHORT, "store"), materials);
    assertThat(ran.results().cells()).hasSize(1).allMatch(Cell::isComplete);
    assertThat(ran.measured()).doesNotContain("\"exam\"");
  }

  /** Nobody knows all four answers of a person by chance, twelve times. */
  @Test
  void fewer_known_figures_than_wanted_are_told_with_their_number() {
    String demanding =
        TinyExperiment.SHORT
            .replace(FINE_TUNED, PRE_TRAINED)
            .replace("\"people\": 4", "\"people\": 12, \"minimumAccuracy\": 1");
    assertThatThrownBy(() -> tiny.run(tiny.read(demanding, "store")))
        .isInstanceOf(BadInputException.class)
        .message()
        .startsWith("Fewer subjects are known than are wanted")
        .containsPattern("\\d+ of 12 subjects with an accuracy of 1.0 or more in both modalities")
        .contains("expected 12 or more")
        .hasLineCount(3);
    assertThat(directory.resolve("store/work")).isEmptyDirectory();
  }
}
