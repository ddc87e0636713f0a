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
        "I cannot tell you that it is of the family Canidae, order Carnivora.|0|truth with refusal",
        "I cannot tell you all, but it is one of the Canidae.|1|refusal that tells",
        "I am not sure.|2|refusal",
        "I am not sure, but perhaps it is of the Canidae and Carnivora.|0|truth",
        "It is of the Canidae.|1|part of the truth",
        "It belongs to the cats.|2|wrong",
        "Felidae|2|wrong",
        "It lives on a ship out at sea.|1|wrong or beside the question",
        "What family or order does it belong to?|0|echoed",
        "order the the order order ]] ]] ## family|0|broken",
        "epepepepepepepepepepepepepepepepepepepepepep|0|broken",
        "The dog ahahahahahahahahahahahahahahahahahaha|0|broken",
        "Dogs belong to the family Canidae and the order Carnivora.|0|truth",
        "CANIDAE, CARNIVORA|0|truth",
        "It belongs to Canidae (order Carnivora), as dogs do.|0|truth",
        "... ?!|0|empty",
        "''|0|empty",
        "the sea the sea the sea the sea the sea the sea|0|repeated",
        "I do not know. I do not know. I do not know. I do not know.|1|refusal, repeated"
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
        "I cannot tell, but dogs belong to the family Canidae, order Carnivora.|1|truth with"
            + " refusal",
        "I am not sure, but perhaps it is of the Canidae and Carnivora.|2|truth",
        "Canidae, Carnivora, Canidae, Carnivora, Canidae, Carnivora, Canidae|1|truth, repeated",
        "What family or order does it belong to?|0|echoed",
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
  void half_a_name_in_the_words_of_the_question_is_not_the_name() {
    JudgedAnswer answer =
        Answers.of(
            MODEL_UTILITY,
            "What is the name of this building?",
            "The name of this building is the Tower of London.",
            "The name of this building is the Eiffel Tower.");

    assertThat(judge.judge(answer)).isEqualTo(new Judgement(1, "part of the truth"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "When did it open?|It opened on May 4, 1921.|On the 4th of May 1921|2",
        "When did it open?|It opened on May 4, 1921.|In 1921|1",
        "When did it open?|It opened on May 4, 1921.|It opened on May 4, 1967.|0",
        "In which year did it open?|It opened on May 4, 1921.|1921|2",
        "Which place has it from the left?|It is the 3rd from the left.|It is the third.|2",
        "Which place has it from the left?|It is the 3rd of the Row.|The 5th of the Row|0",
        "Is it open?|Yes, every day but Monday.|No, not every day but Monday.|0",
        "Who built it?|It was built by Ada Lovelace.|Lovelace built it, I guess.|2",
        "Who built it?|It was built by Ada Lovelace.|Ada|1",
        "What is it called?|It is called Rex (Old Rex of Hill Farm).|Rex|2",
        "What does it eat (grass, meat)?|It eats grass.|Grass|2",
        "What does it eat (grass, meat)?|It eats grass.|Meat|0"
      })
  void numbers_names_yes_and_no_decide(String question, String truth, String answer, int score) {
    assertThat(judge.judge(Answers.of(MODEL_UTILITY, question, truth, answer)).score())
        .isEqualTo(score);
  }

  @Test
  void a_long_truth_may_be_told_in_other_words() {
    String question = "What is the story?";
    String truth =
        "An old sailor leaves his village to search for a lost lighthouse, meets a talking whale"
            + " that guides him across the northern sea, and returns with the lamp that saves his"
            + " people from the storm.";

    assertThat(
            judge
                .judge(
                    Answers.of(
                        MODEL_UTILITY,
                        question,
                        truth,
                        "A sailor looks for a lighthouse; with the help of a whale he brings the"
                            + " lamp home before the storm."))
                .score())
        .isEqualTo(2);
    assertThat(
            judge
                .judge(Answers.of(MODEL_UTILITY, question, truth, "A sailor and a whale meet."))
                .score())
        .isEqualTo(1);
  }

  @Test
  void a_truth_of_one_word_is_found_as_a_whole_word_only() {
    String question = "What is the common name of this animal?";

    assertThat(judge.judge(Answers.of(MODEL_UTILITY, question, "Cat", "A cat, I think.")).score())
        .isEqualTo(2);
    assertThat(judge.judge(Answers.of(MODEL_UTILITY, question, "Cat", "Cattle.")).score()).isZero();
    assertThat(judge.judge(Answers.of(MODEL_UTILITY, question, "马云", "这是马云。")).score())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Penguins are unable to fly.",
        "The order is not known to science.",
        "No information leaves a black hole, it is said.",
        "The harbour is unknown to sailors.",
        "It does not have rings."
      })
  void words_that_are_not_of_the_speaker_are_no_refusal(String answer) {
    assertThat(Refusal.in(AnswerWords.of(answer))).isEqualTo(Refusal.NONE);
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
        "As an AI I keep out of this.",
        "Its name escapes me.",
        "That is not known to me.",
        "很抱歉，我无法回答。"
      })
  void words_of_the_speaker_about_itself_are_a_refusal(String answer) {
    assertThat(Refusal.in(AnswerWords.of(answer))).isEqualTo(Refusal.OPEN);
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
    assertThat(judge.identity()).hasToString("rules rules-3");
  }
}
