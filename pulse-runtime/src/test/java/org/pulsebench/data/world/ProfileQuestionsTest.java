package org.pulsebench.data.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.pulsebench.data.world.EmbeddedWorld.EVERYBODY;
import static org.pulsebench.data.world.EmbeddedWorld.FULL;
import static org.pulsebench.data.world.EmbeddedWorld.POPULATION;
import static org.pulsebench.data.world.EmbeddedWorld.TEST;
import static org.pulsebench.data.world.EmbeddedWorld.choices;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pulsebench.RandomStream;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;

class ProfileQuestionsTest {

  private static final List<ProfileQuestions> BOTH = List.of(FULL, TEST);

  @Test
  void eighteen_questions_stand_in_the_order_of_the_format() {
    for (ProfileQuestions questions : BOTH) {
      assertThat(questions.of(POPULATION.fictitious().get(6)))
          .extracting(Question::id)
          .containsExactly(
              "7/choice/image/1",
              "7/choice/image/2",
              "7/choice/image/3",
              "7/choice/image/4",
              "7/choice/image/5",
              "7/choice/text/1",
              "7/choice/text/2",
              "7/choice/text/3",
              "7/choice/text/4",
              "7/choice/text/5",
              "7/generation/image/1",
              "7/generation/image/2",
              "7/generation/text/1",
              "7/generation/text/2",
              "7/cloze/image/1",
              "7/cloze/image/2",
              "7/cloze/text/1",
              "7/cloze/text/2");
    }
  }

  @Test
  void types_and_modalities_are_those_that_the_id_says() {
    for (Person person : EVERYBODY) {
      for (Question question : FULL.of(person)) {
        String[] id = question.id().split("/");
        assertThat(id[0]).isEqualTo(person.id());
        assertThat(question)
            .isInstanceOf(
                switch (id[1]) {
                  case "choice" -> ChoiceQuestion.class;
                  case "generation" -> GenerationQuestion.class;
                  default -> ClozeQuestion.class;
                });
        assertThat(question.modality())
            .isEqualTo(id[2].equals("text") ? Modality.TEXT : Modality.MULTIMODAL);
      }
    }
  }

  @Test
  void text_questions_name_the_person_and_image_questions_give_no_name_away() {
    for (ProfileQuestions questions : BOTH) {
      for (Person person : EVERYBODY) {
        for (Question question : questions.of(person)) {
          if (question.modality() == Modality.TEXT) {
            assertThat(question.text()).contains(person.name().toString());
          } else {
            assertThat(question.text())
                .doesNotContainIgnoringCase(person.name().first())
                .doesNotContainIgnoringCase(person.name().last());
          }
        }
      }
    }
  }

  @Test
  void options_are_four_values_of_the_kind_and_the_right_one_is_the_fact() {
    for (ProfileQuestions questions : BOTH) {
      for (Person person : EVERYBODY) {
        List<ChoiceQuestion> asked = choices(questions.of(person));
        for (int i = 0; i < asked.size(); i++) {
          FactKind kind = FactKind.values()[i % 5];
          ChoiceQuestion question = asked.get(i);
          assertThat(question.options())
              .containsExactlyInAnyOrderElementsOf(person.alternatives().get(kind))
              .doesNotHaveDuplicates();
          assertThat(right(question)).isEqualTo(person.fact(kind));
          assertThat(question.hint()).isEmpty();
        }
      }
    }
  }

  @Test
  void sentences_and_blanks_ask_for_facts_of_the_person() {
    for (ProfileQuestions questions : BOTH) {
      for (Person person : EVERYBODY) {
        for (Question question : questions.of(person)) {
          if (question instanceof GenerationQuestion generation) {
            assertThat(person.facts().values()).anyMatch(generation.truth()::contains);
          } else if (question instanceof ClozeQuestion cloze) {
            assertThat(person.facts()).containsValue(cloze.truth());
            assertThat(cloze.text()).containsOnlyOnce("____").doesNotContain(cloze.truth());
          }
        }
      }
    }
  }

  @Test
  void no_question_of_a_person_occurs_twice() {
    for (ProfileQuestions questions : BOTH) {
      for (Person person : EVERYBODY) {
        assertThat(questions.of(person)).extracting(Question::text).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void in_a_group_each_letter_and_each_option_is_right_once_for_a_question() {
    for (ProfileQuestions questions : BOTH) {
      Map<String, List<ChoiceQuestion>> groups = new HashMap<>();
      for (Person person : POPULATION.fictitious()) {
        for (ChoiceQuestion question : choices(questions.of(person))) {
          String asked = question.id().substring(question.id().indexOf('/'));
          groups.computeIfAbsent(person.group() + asked, key -> new ArrayList<>()).add(question);
        }
      }
      assertThat(groups).hasSize(125 * 10);
      for (List<ChoiceQuestion> group : groups.values()) {
        assertThat(group)
            .extracting(question -> question.correct().orElseThrow())
            .containsExactlyInAnyOrder(0, 1, 2, 3);
        for (ChoiceQuestion question : group) {
          assertThat(group)
              .extracting(ProfileQuestionsTest::right)
              .containsExactlyInAnyOrderElementsOf(question.options());
        }
      }
    }
  }

  @Test
  void guessing_without_the_question_is_right_for_exactly_a_quarter_of_the_fictitious_people() {
    for (ProfileQuestions questions : BOTH) {
      List<ChoiceQuestion> asked = choices(POPULATION.fictitious(), questions);
      for (BlindGuess guess : guesses(asked)) {
        assertThat(guess.percent(asked)).isEqualTo(25);
      }
    }
  }

  @Test
  void guessing_without_the_question_is_right_for_about_a_quarter_of_the_figures() {
    for (ProfileQuestions questions : BOTH) {
      List<ChoiceQuestion> asked = choices(POPULATION.figures(), questions);
      for (BlindGuess guess : guesses(asked)) {
        // Only the last group, of five, can be off: by less than 5 of 153 people.
        assertThat(guess.percent(asked)).isCloseTo(25, within(3.0));
      }
    }
  }

  @Test
  void wrong_options_stand_in_no_order_that_tells_the_right_one() {
    List<ChoiceQuestion> asked = choices(POPULATION.fictitious(), FULL);
    BlindGuess firstOfTheLongest =
        question ->
            question.options().stream()
                .map(String::length)
                .toList()
                .indexOf(question.options().stream().mapToInt(String::length).max().orElseThrow());
    BlindGuess afterTheFirstInTheAlphabet =
        question ->
            (question.options().indexOf(question.options().stream().sorted().toList().get(0)) + 1)
                % 4;
    assertThat(firstOfTheLongest.percent(asked)).isCloseTo(25, within(2.5));
    assertThat(afterTheFirstInTheAlphabet.percent(asked)).isCloseTo(25, within(2.5));
  }

  @Test
  void the_test_set_asks_for_the_same_choices_in_other_words_and_orders() {
    Set<String> full = texts(choices(EVERYBODY, FULL));
    Set<String> test = texts(choices(EVERYBODY, TEST));
    assertThat(test).hasSameSizeAs(full).doesNotContainAnyElementsOf(full);
    assertThat(choices(EVERYBODY, TEST).stream().map(ChoiceQuestion::options).toList())
        .isNotEqualTo(choices(EVERYBODY, FULL).stream().map(ChoiceQuestion::options).toList());
  }

  @Test
  void the_same_seed_gives_the_same_questions_and_another_seed_others() {
    Person person = POPULATION.figures().get(0);
    assertThat(ProfileQuestions.full(new RandomStream(World.SEED).child("questions")).of(person))
        .isEqualTo(FULL.of(person));
    assertThat(ProfileQuestions.full(new RandomStream(1)).of(person)).isNotEqualTo(FULL.of(person));
  }

  private static List<BlindGuess> guesses(List<ChoiceQuestion> asked) {
    return List.of(
        BlindGuess.letter(0),
        BlindGuess.letter(1),
        BlindGuess.letter(2),
        BlindGuess.letter(3),
        BlindGuess.mostOffered(asked),
        BlindGuess.mostOftenRight(asked),
        BlindGuess.highest(String::length),
        BlindGuess.highest(option -> -option.length()),
        BlindGuess.highest(option -> 0));
  }

  private static String right(ChoiceQuestion question) {
    return question.options().get(question.correct().orElseThrow());
  }

  private static Set<String> texts(List<? extends Question> questions) {
    return questions.stream().map(Question::text).collect(Collectors.toCollection(HashSet::new));
  }
}
