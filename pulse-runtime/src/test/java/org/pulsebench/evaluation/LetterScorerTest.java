package org.pulsebench.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.GenerationSettings;
import org.pulsebench.model.text.LabelPolicy;

/** How the scorers that read a written answer use the model. */
class LetterScorerTest {

  private static final int NEW_TOKENS = 12;

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

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 64})
  void an_answer_is_that_of_the_prompt_alone(int batchSize) {
    GreedyAnswers answers = new GreedyAnswers(NEW_TOKENS, batchSize);
    LetterPrompts prompts = new MllmuPrompts();
    List<Prediction> letters = new LetterScorer(prompts, answers).score(checkpoint, items);
    List<Prediction> open = new OpenScorer(answers).score(checkpoint, items);
    for (int i = 0; i < items.size(); i++) {
      String expected = alone(items.get(i), prompts.prompt(items.get(i)));
      assertThat(letters.get(i).question()).isSameAs(items.get(i).question());
      assertThat(letters.get(i).answer()).isEqualTo(expected).isNotEmpty();
      assertThat(letters.get(i).chosen())
          .isEqualTo(prompts.chosen(expected, items.get(i).question()));
      assertThat(letters.get(i).optionScores()).isEmpty();
      assertThat(open.get(i).answer())
          .isEqualTo(alone(items.get(i), DirectPrompts.prompt(items.get(i))));
    }
  }

  @Test
  void examples_with_pictures_go_through_the_model_too() {
    LetterPrompts prompts = new MllmuPrompts(new FewShot(List.of(items.get(2))));
    LetterScorer scorer = new LetterScorer(prompts, new GreedyAnswers(NEW_TOKENS, 3));
    List<ChoiceItem> asked = List.of(items.get(0), items.get(3));
    List<Prediction> found = scorer.score(checkpoint, asked);
    for (int i = 0; i < asked.size(); i++) {
      ImagePrompt prompt = prompts.prompt(asked.get(i));
      assertThat(prompt.images()).hasSize(2);
      String expected =
          checkpoint.answer(
              prompt.prompt(),
              List.of(
                  LikelihoodScorerTest.pictures(items.get(2)).get(0),
                  LikelihoodScorerTest.pictures(asked.get(i)).get(0)),
              settings());
      assertThat(found.get(i).answer()).isEqualTo(expected);
    }
  }

  @Test
  void a_scorer_is_named_and_allows_what_the_benchmark_allows() {
    assertThat(new LetterScorer(new MllmuPrompts()).name()).isEqualTo("letter");
    assertThat(new LetterScorer(new MllmuPrompts()).answers().maxNewTokens()).isEqualTo(50);
    assertThat(new LetterScorer(MmbenchPrompts.llava()).answers().maxNewTokens()).isEqualTo(1024);
    assertThat(new LetterScorer(MmbenchPrompts.generic()).answers().maxNewTokens()).isEqualTo(2048);
    assertThat(new OpenScorer().name()).isEqualTo("open");
    assertThat(new OpenScorer().answers().maxNewTokens()).isEqualTo(16);
  }

  @Test
  void no_question_is_refused() {
    assertThatThrownBy(() -> new LetterScorer(new MllmuPrompts()).score(checkpoint, List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("There is nothing to ask");
    assertThatThrownBy(() -> new OpenScorer().score(checkpoint, List.of()))
        .isInstanceOf(BadInputException.class);
  }

  /** The model knows nothing and does not end its answers, and has 256 positions, not 1,024. */
  @Test
  void an_answer_ends_where_the_model_has_no_more_positions() {
    LetterPrompts prompts = MmbenchPrompts.llava();
    List<Prediction> found = new LetterScorer(prompts).score(checkpoint, items);
    int longest = 0;
    for (int i = 0; i < items.size(); i++) {
      ImagePrompt prompt = prompts.prompt(items.get(i));
      int asked = checkpoint.tokenize(prompt.prompt(), LabelPolicy.ANSWER_ONLY).ids().length;
      GenerationSettings settings =
          GenerationSettings.greedy(checkpoint.model().config(), 256 - asked);
      assertThat(found.get(i).answer())
          .isEqualTo(
              checkpoint.answer(
                  prompt.prompt(), LikelihoodScorerTest.pictures(items.get(i)), settings));
      longest = Math.max(longest, found.get(i).answer().length());
    }
    assertThat(longest).isGreaterThan(NEW_TOKENS);
  }

  @Test
  void a_prompt_that_leaves_no_position_for_an_answer_is_refused_before_anything_runs() {
    List<ChoiceItem> asked = List.of(items.get(0), asLongAsTheModel());
    assertThatThrownBy(() -> new LetterScorer(MmbenchPrompts.llava()).score(checkpoint, asked))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("A prompt leaves no room for its answer: question p7/q1")
        .hasMessageContaining("found 256 tokens; expected fewer than the model's 256 positions");
  }

  private ChoiceItem asLongAsTheModel() {
    LetterPrompts prompts = MmbenchPrompts.llava();
    for (int letters = 1; ; letters++) {
      ChoiceItem item = Items.text("p7/q1", "x".repeat(letters), "Rome", "Oslo");
      int asked =
          checkpoint.tokenize(prompts.prompt(item).prompt(), LabelPolicy.ANSWER_ONLY).ids().length;
      if (asked == 256) {
        return item;
      }
    }
  }

  @Test
  void an_empty_option_of_an_open_question_is_named() {
    ChoiceItem item = Items.text("p12/q3", "Where?", "Rome", " ");
    assertThatThrownBy(() -> new OpenScorer().score(checkpoint, List.of(item)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("An option is empty: question p12/q3, option B");
  }

  private String alone(ChoiceItem item, ImagePrompt prompt) {
    return checkpoint.answer(prompt.prompt(), LikelihoodScorerTest.pictures(item), settings());
  }

  private GenerationSettings settings() {
    return GenerationSettings.greedy(checkpoint.model().config(), NEW_TOKENS);
  }
}
