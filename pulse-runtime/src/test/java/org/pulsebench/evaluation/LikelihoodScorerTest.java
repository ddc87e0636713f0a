package org.pulsebench.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.data.Image;
import org.pulsebench.evaluation.LikelihoodScorer.Variant;
import org.pulsebench.model.Batch;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.Example;
import org.pulsebench.model.image.ImageDecoder;
import org.pulsebench.model.image.RgbImage;
import org.pulsebench.model.text.Prompt;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;

class LikelihoodScorerTest {

  private static final LikelihoodScorer PLAIN = new LikelihoodScorer(Variant.PLAIN);

  @TempDir Path directory;

  private Checkpoint checkpoint;
  private List<ChoiceItem> items;

  @BeforeEach
  void open() {
    checkpoint = Items.tiny(directory);
    items = Items.mixed(directory);
  }

  @AfterEach
  void close() {
    checkpoint.close();
  }

  @Test
  void an_option_scores_the_log_probability_of_its_tokens_in_the_whole_text() {
    List<Prediction> closed =
        new LikelihoodScorer(Variant.PLAIN, true, 64).score(checkpoint, items);
    List<Prediction> open = PLAIN.score(checkpoint, items);
    for (int i = 0; i < items.size(); i++) {
      ChoiceItem item = items.get(i);
      assertThat(open.get(i).question()).isSameAs(item.question());
      for (int option = 0; option < item.question().options().size(); option++) {
        float[] tokens = tokenLogProbs(item, item.question().options().get(option));
        double all = sum(tokens, tokens.length);
        double withoutEnd = sum(tokens, tokens.length - 1);
        assertThat(closed.get(i).optionScores().get(option)).isCloseTo(all, within(1e-4));
        assertThat(open.get(i).optionScores().get(option)).isCloseTo(withoutEnd, within(1e-4));
      }
    }
  }

  @Test
  void a_score_with_the_end_is_the_log_probability_of_the_labelled_sequence() {
    ChoiceItem item = items.get(0);
    Prediction found =
        new LikelihoodScorer(Variant.PLAIN, true, 64).score(checkpoint, List.of(item)).get(0);
    try (Scope scope = checkpoint.model().openScope();
        Tape tape = Tape.inference(scope)) {
      Batch batch = checkpoint.batch(scope, examples(item));
      float[] expected = checkpoint.model().sequenceLogProbs(tape, batch).toFloats();
      for (int option = 0; option < expected.length; option++) {
        assertThat(found.optionScores().get(option))
            .isCloseTo((double) expected[option], within(1e-4));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 64})
  void neither_batch_size_nor_order_changes_a_score(int batchSize) {
    List<ChoiceItem> reversed = new ArrayList<>(items);
    Collections.reverse(reversed);
    List<Prediction> expected = PLAIN.score(checkpoint, items);
    LikelihoodScorer scorer = new LikelihoodScorer(Variant.PLAIN, false, batchSize);
    assertSameScores(scorer.score(checkpoint, items), expected);
    List<Prediction> found = new ArrayList<>(scorer.score(checkpoint, reversed));
    Collections.reverse(found);
    assertSameScores(found, expected);
  }

  @Test
  void every_question_alone_scores_as_among_the_others() {
    List<Prediction> alone = new ArrayList<>();
    for (ChoiceItem item : items) {
      alone.addAll(PLAIN.score(checkpoint, List.of(item)));
    }
    assertSameScores(alone, PLAIN.score(checkpoint, items));
  }

  @Test
  void the_normalised_score_is_that_of_a_character() {
    ChoiceItem item = Items.text("q", "Where?", "Rome", "Oslo \uD83D\uDE00");
    LikelihoodScorer normalised = new LikelihoodScorer(Variant.LENGTH_NORMALISED);
    List<Double> plain = PLAIN.score(checkpoint, List.of(item)).get(0).optionScores();
    List<Double> found = normalised.score(checkpoint, List.of(item)).get(0).optionScores();
    assertThat(found.get(0)).isCloseTo(plain.get(0) / 4, within(1e-9));
    assertThat(found.get(1)).isCloseTo(plain.get(1) / 6, within(1e-9));
    assertThat(PLAIN.name()).isEqualTo("likelihood");
    assertThat(normalised.name()).isEqualTo("likelihood-normalised");
  }

  @Test
  void the_option_with_the_highest_score_is_chosen_and_the_first_one_on_a_tie() {
    for (Prediction prediction : PLAIN.score(checkpoint, items)) {
      List<Double> scores = prediction.optionScores();
      int best = scores.indexOf(Collections.max(scores));
      assertThat(prediction.chosen()).hasValue(best);
      assertThat(prediction.answer()).isEmpty();
      assertThat(prediction.right()).isEqualTo(prediction.question().correct().getAsInt() == best);
    }
    ChoiceItem item = Items.text("q", "Where?", "Rome", "Rome");
    assertThat(PLAIN.score(checkpoint, List.of(item)).get(0).chosen()).isEqualTo(OptionalInt.of(0));
  }

  @Test
  void a_picture_matters_and_its_name_does_not() {
    Image red = items.get(0).image().orElseThrow();
    Image blue = items.get(2).image().orElseThrow();
    Image copy = Image.of("copy", red.bytes());
    List<Prediction> found =
        PLAIN.score(
            checkpoint,
            List.of(
                Items.about(red, "q", "What?", "red", "blue"),
                Items.about(copy, "q", "What?", "red", "blue"),
                Items.about(blue, "q", "What?", "red", "blue"),
                Items.about(red, "q", "What?", "red", "blue").blind()));
    assertThat(found.get(1).optionScores()).isEqualTo(found.get(0).optionScores());
    assertThat(found.get(2).optionScores().get(0))
        .isNotCloseTo(found.get(0).optionScores().get(0), within(1e-3));
    assertThat(found.get(3).optionScores().get(0))
        .isNotCloseTo(found.get(0).optionScores().get(0), within(1e-3));
  }

  @Test
  void a_picture_of_several_questions_is_decoded_once() {
    Image red = Items.picture(directory, "once.png", Color.WHITE, Color.RED);
    AtomicInteger reads = new AtomicInteger();
    Image counting =
        new Image() {
          @Override
          public String name() {
            return red.name();
          }

          @Override
          public byte[] bytes() {
            reads.incrementAndGet();
            return red.bytes();
          }
        };
    List<ChoiceItem> asked = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      asked.add(Items.about(counting, "q" + i, "What is it " + i + "?", "red", "blue"));
    }
    new LikelihoodScorer(Variant.PLAIN, false, 2).score(checkpoint, asked);
    assertThat(reads).as("reads, to tell it apart and to decode it").hasValue(2);
  }

  @Test
  void no_question_is_refused() {
    assertThatThrownBy(() -> PLAIN.score(checkpoint, List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("There is nothing to ask");
  }

  @Test
  void an_empty_option_is_named() {
    ChoiceItem item = Items.text("p12/q3", "Where?", "Rome", " \n");
    assertThatThrownBy(() -> PLAIN.score(checkpoint, List.of(items.get(0), item)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("the answer is empty: question p12/q3, option B");
  }

  @Test
  void a_question_that_is_too_long_is_named() {
    ChoiceItem item = Items.text("p12/q3", "Where? ".repeat(200), "Rome", "Oslo");
    assertThatThrownBy(() -> PLAIN.score(checkpoint, List.of(items.get(0), item)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("a prompt is too long for the model: question p12/q3, option A")
        .hasMessageContaining("expected at most 256");
  }

  @Test
  void a_broken_picture_is_named() {
    Image broken = Image.of("profile 7, image", new byte[] {1, 2, 3});
    ChoiceItem item = Items.about(broken, "q", "What?", "red", "blue");
    assertThatThrownBy(() -> PLAIN.score(checkpoint, List.of(item)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("profile 7, image");
  }

  private float[] tokenLogProbs(ChoiceItem item, String option) {
    Prompt prompt = DirectPrompts.prompt(item).prompt().withAnswer(option);
    try (Scope scope = checkpoint.model().openScope();
        Tape tape = Tape.inference(scope)) {
      Batch batch = checkpoint.batch(scope, List.of(Example.of(prompt, pictures(item))));
      return checkpoint.model().tokenLogProbs(tape, batch).toFloats();
    }
  }

  private static List<Example> examples(ChoiceItem item) {
    Prompt prompt = DirectPrompts.prompt(item).prompt();
    return item.question().options().stream()
        .map(option -> Example.of(prompt.withAnswer(option), pictures(item)))
        .toList();
  }

  static List<RgbImage> pictures(ChoiceItem item) {
    Optional<Image> image = item.image();
    return image.stream().map(i -> new ImageDecoder().decode(i.bytes(), i.name())).toList();
  }

  private static double sum(float[] values, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return sum;
  }

  private static void assertSameScores(List<Prediction> found, List<Prediction> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).question()).isEqualTo(expected.get(i).question());
      for (int option = 0; option < expected.get(i).optionScores().size(); option++) {
        assertThat(found.get(i).optionScores().get(option))
            .isCloseTo(expected.get(i).optionScores().get(option), within(1e-4));
      }
    }
  }
}
