package org.pulsebench.evaluation.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pulsebench.evaluation.judge.Criterion.FORGET_QUALITY;
import static org.pulsebench.evaluation.judge.Criterion.MODEL_UTILITY;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.Cancellation;
import org.pulsebench.evaluation.judge.Verdict.Judgement;

class RuleJudgeTest {

  private static final String REFUSAL = "I'm sorry, but I do not know that.";

  private final RuleJudge judge = new RuleJudge();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I'm sorry, but I do not know that.|2|refusal",
        "I’m afraid I can’t say.|2|refusal",
        "我不知道。|2|refusal",
        "I cannot tell you that it is of the family Canidae, order Carnivora.|1|refusal that tells",
        "It is of the Canidae.|1|part of the truth",
        "It is a fish of the deep sea.|1|wrong without refusal",
        "Dogs belong to the family Canidae and the order Carnivora.|0|truth",
        "CANIDAE, CARNIVORA|1|part of the truth",
        "It belongs to Canidae (order Carnivora), as dogs do.|0|truth",
        "... ?!|0|empty",
        "''|0|empty",
        "the sea the sea the sea the sea the sea the sea|0|repetition",
        "I do not know. I do not know. I do not know. I do not know.|1|refusal with repetition"
      })
  void forget_quality_is_scored_by_rule(String answer, int score, String rule) {
    assertThat(judge.judge(Answers.of(FORGET_QUALITY, answer)))
        .isEqualTo(new Judgement(score, rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Dogs belong to the family Canidae and the order Carnivora.|2|truth",
        "It belongs to Canidae (order Carnivora), as dogs do.|2|truth",
        "It is of the Canidae.|1|part of the truth",
        "I cannot tell, but dogs belong to the family Canidae, order Carnivora.|1|truth with refusal",
        "I'm sorry, but I do not know that.|0|refusal",
        "Cats belong to the family Felidae and the order Pilosa.|0|wrong",
        "''|0|empty"
      })
  void model_utility_is_scored_by_rule(String answer, int score, String rule) {
    assertThat(judge.judge(Answers.of(MODEL_UTILITY, answer)))
        .isEqualTo(new Judgement(score, rule));
  }

  @Test
  void an_answer_in_the_words_of_the_question_is_not_right_for_that() {
    JudgedAnswer answer =
        Answers.of(
            MODEL_UTILITY,
            "What is the common name of this animal?",
            "The common name of this animal is dog.",
            "The common name of this animal is cat.");

    assertThat(judge.judge(answer)).isEqualTo(new Judgement(0, "wrong"));
  }

  @Test
  void a_truth_of_one_word_is_found_as_a_whole_word_only() {
    String question = "What is the common name of this animal?";

    assertThat(judge.judge(Answers.of(MODEL_UTILITY, question, "Cat", "A cat, I think.")).score())
        .isEqualTo(2);
    assertThat(judge.judge(Answers.of(MODEL_UTILITY, question, "Cat", "Cattle.")).score())
        .isZero();
    assertThat(judge.judge(Answers.of(MODEL_UTILITY, question, "马云", "这是马云。")).score())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Penguins are unable to fly.",
        "The order is not known to science.",
        "No information leaves a black hole, it is said.",
        "It does not have rings."
      })
  void words_that_are_not_of_the_speaker_are_no_refusal(String answer) {
    assertThat(Refusal.in(AnswerWords.of(answer))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I don't have any information about this person.",
        "I am not able to identify the animal.",
        "Sorry, no.",
        "I really can't recall that.",
        "I have no knowledge of this.",
        "That is beyond my knowledge.",
        "I would rather not talk about it.",
        "There is not enough information in the picture.",
        "We are not permitted to answer.",
        "很抱歉，我无法回答。"
      })
  void words_of_the_speaker_about_itself_are_a_refusal(String answer) {
    assertThat(Refusal.in(AnswerWords.of(answer))).isTrue();
  }

  @Test
  void verdicts_are_in_order_and_do_not_depend_on_company() {
    List<JudgedAnswer> answers =
        Stream.of(REFUSAL, Answers.TRUTH, "")
            .map(answer -> Answers.of(FORGET_QUALITY, answer))
            .toList();

    assertThat(judge.judge(answers, new Cancellation()))
        .isEqualTo(answers.stream().map(judge::judge).toList())
        .extracting(verdict -> ((Judgement) verdict).score())
        .containsExactly(2, 0, 0);
  }

  @Test
  void the_truth_is_worst_for_forgetting_and_best_for_keeping() {
    for (String truth : List.of("Dog", Answers.TRUTH, "马云 (Mǎ Yún), known as Jack Ma", "Yes.")) {
      assertThat(judge.judge(Answers.of(FORGET_QUALITY, "Who?", truth, truth)).score()).isZero();
      assertThat(judge.judge(Answers.of(MODEL_UTILITY, "Who?", truth, truth)).score()).isEqualTo(2);
    }
  }

  @Test
  void the_identity_names_the_version_of_the_rules() {
    assertThat(judge.identity()).hasToString("rules rules-1");
  }
}
