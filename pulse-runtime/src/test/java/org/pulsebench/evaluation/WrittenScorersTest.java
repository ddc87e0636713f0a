package org.pulsebench.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;
import org.pulsebench.evaluation.text.Bleu;
import org.pulsebench.evaluation.text.Rouge;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.GenerationSettings;
import org.pulsebench.model.image.ImageDecoder;
import org.pulsebench.model.image.RgbImage;

/** How blanks and sentences are asked for and judged. */
class WrittenScorersTest {

  private static final int NEW_TOKENS = 12;

  @TempDir Path directory;

  private Checkpoint checkpoint;
  private Image red;
  private List<WrittenItem<ClozeQuestion>> blanks;
  private List<WrittenItem<GenerationQuestion>> sentences;

  @BeforeEach
  void open() {
    checkpoint = Items.tiny(directory);
    red = Items.picture(directory, "red.png", Color.WHITE, Color.RED);
    Image blue = Items.picture(directory, "blue.png", Color.BLACK, Color.BLUE);
    blanks =
        List.of(
            about(red, blank("c1", Modality.MULTIMODAL, "The disc is ____.", "red")),
            told(blank("c2", Modality.TEXT, "Ann lives in __.", "Oslo")),
            about(blue, blank("c3", Modality.MULTIMODAL, "The disc is __.", "blue")),
            about(red, blank("c4", Modality.MULTIMODAL, "It is a __.", "disc")).blind());
    sentences =
        List.of(
            about(red, sentence("g1", Modality.MULTIMODAL, "What is it?", "It is a red disc.")),
            told(sentence("g2", Modality.TEXT, "Who is Ann?", "Ann is a baker from Oslo.")),
            about(blue, sentence("g3", Modality.MULTIMODAL, "What is it?", "It is blue.")));
  }

  @AfterEach
  void close() {
    checkpoint.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64})
  void an_answer_is_that_of_the_prompt_alone(int batchSize) {
    GreedyAnswers answers = new GreedyAnswers(NEW_TOKENS, batchSize);
    List<ClozePrediction> filled = new ClozeScorer(answers).score(checkpoint, blanks);
    assertThat(filled).hasSameSizeAs(blanks);
    for (int i = 0; i < blanks.size(); i++) {
      ClozeQuestion question = blanks.get(i).question();
      String expected = alone(MllmuPrompts.cloze(question, blanks.get(i).image()));
      assertThat(filled.get(i).question()).isSameAs(question);
      assertThat(filled.get(i).answer()).isEqualTo(expected).isNotEmpty();
      assertThat(filled.get(i).right()).isEqualTo(MllmuPrompts.fillsBlank(expected, question));
    }
    List<GenerationPrediction> said = new GenerationScorer(answers).score(checkpoint, sentences);
    assertThat(said).hasSameSizeAs(sentences);
    for (int i = 0; i < sentences.size(); i++) {
      GenerationQuestion question = sentences.get(i).question();
      String expected = alone(MllmuPrompts.generation(question, sentences.get(i).image()));
      assertThat(said.get(i)).isEqualTo(GenerationPrediction.of(question, expected));
      assertThat(said.get(i).answer()).isNotEmpty();
    }
  }

  @Test
  void a_blank_is_filled_by_the_models_own_words() {
    WrittenItem<ClozeQuestion> item = blanks.get(0);
    GreedyAnswers answers = new GreedyAnswers(NEW_TOKENS);
    String said = new ClozeScorer(answers).score(checkpoint, List.of(item)).get(0).answer();
    ClozeQuestion known = blank("c1", Modality.MULTIMODAL, item.question().text(), said);
    assertThat(new ClozeScorer(answers).score(checkpoint, List.of(about(red, known))))
        .containsExactly(new ClozePrediction(known, said, true));
  }

  @Test
  void a_sentence_scores_rouge_and_bleu_against_the_truth() {
    GenerationQuestion question = sentences.get(1).question();
    String said = "Ann bakes in Oslo.";
    Rouge rouge = Rouge.of(question.truth(), said);
    double bleu = Bleu.sentence(question.truth(), said);
    assertThat(rouge.rouge1()).isPositive();
    assertThat(GenerationPrediction.of(question, said))
        .isEqualTo(
            new GenerationPrediction(
                question, said, rouge.rouge1(), rouge.rouge2(), rouge.rougeL(), bleu));
  }

  @Test
  void another_turn_of_the_models_own_is_kept_and_not_judged() {
    GenerationQuestion question = sentences.get(1).question();
    String said = "Ann is a baker from Oslo. ASSISTANT: Or not.";
    GenerationPrediction found = GenerationPrediction.of(question, said);
    assertThat(found.answer()).isEqualTo(said);
    assertThat(found.rougeL()).isEqualTo(1);
    assertThat(found.bleu()).isEqualTo(1);
  }

  @Test
  void scorers_allow_what_the_benchmark_allows() {
    assertThat(new ClozeScorer().answers().maxNewTokens()).isEqualTo(50);
    assertThat(new GenerationScorer().answers().maxNewTokens()).isEqualTo(50);
  }

  @Test
  void no_question_is_refused() {
    assertThatThrownBy(() -> new ClozeScorer().score(checkpoint, List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("There is nothing to ask");
    assertThatThrownBy(() -> new GenerationScorer().score(checkpoint, List.of()))
        .isInstanceOf(BadInputException.class);
  }

  @Test
  void a_question_without_a_true_answer_is_named() {
    WrittenItem<ClozeQuestion> blank = told(blank("p12/c3", Modality.TEXT, "In __.", " "));
    assertThatThrownBy(() -> new ClozeScorer().score(checkpoint, List.of(blank)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "The true answer is empty: question p12/c3\n"
                + "  found \" \"; expected at least one visible character\n"
                + "  Correct or remove this question in the data.");
    WrittenItem<GenerationQuestion> open = told(sentence("p12/g3", Modality.TEXT, "Who?", ""));
    assertThatThrownBy(() -> new GenerationScorer().score(checkpoint, List.of(open)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("The true answer is empty: question p12/g3");
  }

  @Test
  void a_question_that_is_too_long_is_named() {
    WrittenItem<ClozeQuestion> item =
        told(blank("p12/c3", Modality.TEXT, "In __. ".repeat(200), "Oslo"));
    assertThatThrownBy(() -> new ClozeScorer().score(checkpoint, List.of(item)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("a prompt is too long for the model: question p12/c3");
  }

  @Test
  void a_text_question_has_no_picture() {
    ClozeQuestion question = blanks.get(1).question();
    assertThatThrownBy(() -> about(red, question))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("image is given, must be empty for the text question c2");
  }

  @Test
  void a_prediction_is_what_its_answer_says() {
    ClozeQuestion question = blanks.get(1).question();
    assertThatThrownBy(() -> new ClozePrediction(question, "Rome", true))
        .hasMessage("right is true, must be false for this answer");
    GenerationQuestion open = sentences.get(1).question();
    assertThatThrownBy(() -> new GenerationPrediction(open, "", 0, 0, 0, Double.NaN))
        .hasMessage("bleu is NaN, must be from 0 to 1");
    assertThatThrownBy(() -> new GenerationPrediction(open, "", 1.5, 0, 0, 0))
        .hasMessage("rouge1 is 1.5, must be from 0 to 1");
  }

  private String alone(ImagePrompt prompt) {
    List<RgbImage> pictures =
        prompt.images().stream()
            .map(image -> new ImageDecoder().decode(image.bytes(), image.name()))
            .toList();
    GenerationSettings settings =
        GenerationSettings.greedy(checkpoint.model().config(), NEW_TOKENS);
    return checkpoint.answer(prompt.prompt(), pictures, settings);
  }

  private static ClozeQuestion blank(String id, Modality modality, String text, String truth) {
    return new ClozeQuestion(id, modality, text, truth);
  }

  private static GenerationQuestion sentence(
      String id, Modality modality, String text, String truth) {
    return new GenerationQuestion(id, modality, text, truth);
  }

  private static <Q extends Question> WrittenItem<Q> about(Image image, Q question) {
    return new WrittenItem<>(question, Optional.of(image));
  }

  private static <Q extends Question> WrittenItem<Q> told(Q question) {
    return new WrittenItem<>(question, Optional.empty());
  }
}
