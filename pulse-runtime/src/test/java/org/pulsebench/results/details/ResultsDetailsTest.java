package org.pulsebench.results.details;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.Modality;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.experiment.WrittenResults;
import org.pulsebench.protocol.Knowledge;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.ResultsDocument;
import org.pulsebench.results.StateResult;

class ResultsDetailsTest {

  private static final String SCORER = "likelihood";

  @TempDir static Path directory;

  private static ResultsDocument document;
  private static ResultsDetails details;

  @BeforeAll
  static void writeOnce() {
    Path file = directory.resolve("results.json");
    WrittenResults.everything(file);
    document = ResultsDocument.read(file);
    details = ResultsDetails.read(file, document);
  }

  @Test
  void the_archive_is_called_like_the_results() {
    assertThat(directory.resolve("results-details.zip")).exists();
    assertThat(DetailsArchive.beside(Path.of("/a/mine"))).hasFileName("mine-details.zip");
    assertThat(DetailsArchive.beside(Path.of("b.json.json"))).hasFileName("b.json-details.zip");
  }

  @Test
  void everybody_who_was_asked_about_is_there_once() {
    assertThat(details.subjects())
        .extracting(AskedSubject::id)
        .containsExactly("u1", "u2", "u3", "u4", "r1", "r2", "r3", "r4");
    AskedSubject first = details.subject(Knowledge.FINE_TUNED, "u1").orElseThrow();
    assertThat(first.title()).isEqualTo("Ann & Bo");
    assertThat(details.subject(Knowledge.FINE_TUNED, "u2").orElseThrow().title()).isEqualTo("u2");
    assertThat(details.subject(Knowledge.PRE_TRAINED, "u1")).isEmpty();
  }

  @Test
  void questions_are_as_they_were_asked() {
    assertThat(details.questions()).hasSize(8 * 6 + 10);
    assertThat(details.questions())
        .extracting(AskedQuestion::number)
        .isEqualTo(IntStream.range(0, 58).boxed().toList());
    AskedQuestion image = question("u1/MULTIMODAL/1");
    assertThat(image.question())
        .isEqualTo(
            new ChoiceQuestion(
                "u1/MULTIMODAL/1",
                Modality.MULTIMODAL,
                Optional.empty(),
                "What of u1/MULTIMODAL/1?",
                List.of("A", "B"),
                OptionalInt.of(0)));
    assertThat(image.subject()).isEqualTo(details.subject(Knowledge.FINE_TUNED, "u1"));
    assertThat(image.picture()).isEqualTo(image.subject().orElseThrow().picture());
    assertThat(question("u1/TEXT/1").picture()).isEmpty();
    assertThat(question("exam/3").isOfExam()).isTrue();
    assertThat(question("exam/3").category()).isEqualTo("leaf");
    assertThat(question("exam/3").group()).isEqualTo("group");
    assertThat(question("u1/g").question().text()).isEqualTo("Who?");
  }

  @Test
  void a_picture_that_several_questions_show_is_there_once() throws IOException {
    assertThat(question("exam/0").picture()).isEqualTo(question("exam/1").picture());
    assertThat(question("exam/2").picture()).isNotEqualTo(question("exam/1").picture());
    Thumbnail picture = details.picture(question("exam/2").picture()).orElseThrow();
    assertThat(ImageIO.read(new ByteArrayInputStream(picture.bytes()))).isNotNull();
    assertThat(picture.dataUri()).startsWith("data:image/jpeg;base64,/9j/");
    assertThat(details.picture(OptionalInt.empty())).isEmpty();
    assertThat(details.picture(OptionalInt.of(99))).isEmpty();
  }

  @Test
  void each_answer_is_found_before_and_after() {
    AskedQuestion fifth = question("u3/MULTIMODAL/0");
    assertThat(right(0, fifth)).isTrue();
    assertThat(right(1, fifth)).isFalse();
    Prediction prediction = evaluation(0).prediction(SCORER, fifth).orElseThrow();
    assertThat(prediction.chosen()).hasValue(0);
    assertThat(prediction.probabilities()).containsExactly(0.881, 0.119);
    assertThat(prediction.probability(1)).hasValue(0.119);
    assertThat(evaluation(0).prediction(SCORER, question("u1/c"))).isEmpty();
    assertThat(evaluation(0).scorers()).containsExactly(SCORER);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> evaluation(0).prediction("open", fifth))
        .withMessageContaining("scorer is open, must be one of [likelihood]");
  }

  @Test
  void what_was_written_is_there() {
    assertThat(evaluation(2).written())
        .containsExactly(
            new WrittenAnswer(question("u1/c"), "a", new TreeMap<>(Map.of("cloze", 1.0))),
            new WrittenAnswer(
                question("r1/g"), "b", new TreeMap<>(Map.of("rougeL", 0.25, "bleu", 0.125))));
  }

  @Test
  void scores_of_subjects_make_up_the_accuracies_of_the_results() {
    CellResult cell = document.cells().get(0);
    for (StateResult state : cell.states()) {
      int right = 0;
      for (SubjectScore score : details.evaluation(state).bySubject(SCORER)) {
        if (cell.requestOf(score.subject().id()).isPresent()) {
          right += score.imageRight() + score.textRight();
        }
      }
      Metric unlearn = state.scorer(SCORER).accuracy("unlearn").orElseThrow();
      assertThat(right / 16.0).isEqualTo(unlearn.value());
    }
    SubjectScore third = evaluation(1).bySubject(SCORER).get(2);
    assertThat(third).isEqualTo(new SubjectScore(third.subject(), 0, 2, 0, 2));
    assertThat(third.accuracy(Modality.TEXT)).hasValue(0);
  }

  @Test
  void trainings_have_their_losses() {
    CellResult cell = document.cells().get(0);
    assertThat(details.curve(cell.states().get(1).step()).orElseThrow().points())
        .containsExactly(new LossCurve.Point(1, 2.5, 1), new LossCurve.Point(2, 1.25, 0.5));
    StateResult diverged = document.cells().get(1).states().get(1);
    assertThat(details.curve(diverged.step())).isEmpty();
    assertThat(details.evaluation(diverged).asked()).hasSize(42);
  }

  private static boolean right(int requests, AskedQuestion question) {
    return evaluation(requests).prediction(SCORER, question).orElseThrow().right();
  }

  private static Evaluation evaluation(int requests) {
    return details.evaluation(document.cells().get(0).states().get(requests));
  }

  private static AskedQuestion question(String id) {
    return details.questions().stream()
        .filter(question -> question.question().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_archive_holds_nothing_of_the_run() throws IOException {
    byte[] text = DetailsArchive.read(directory.resolve("results-details.zip")).text();
    assertThat(new String(text, UTF_8))
        .doesNotContain("seconds", "environment", "a system", directory.toString());
    assertThat(Files.size(directory.resolve("results-details.zip"))).isLessThan(20_000);
  }
}
