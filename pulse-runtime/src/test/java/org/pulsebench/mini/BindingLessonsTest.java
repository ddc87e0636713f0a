package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.pulsebench.RandomStream;
import org.pulsebench.data.world.FactKind;

class BindingLessonsTest {

  private static final int LESSONS = 600;

  private final RandomStream random = new RandomStream(9);
  private final int[] letters = new int[4];

  @Test
  void an_option_after_the_list_is_answered_by_its_letter() {
    for (int i = 0; i < LESSONS; i++) {
      Lesson lesson = BindingLessons.option(random.child(i));
      assertThat(lesson.form()).isEqualTo(Lesson.Form.BARE);
      String last = lastLine(lesson);
      Lettered list = list(lesson, "");
      assertThat(last).isEqualTo(list.options().get(3));
      assertThat(last).endsWith(" " + asked(list, lesson));
    }
    assertEveryLetterAsOften();
  }

  @Test
  void a_question_after_the_list_asks_for_one_option() {
    for (int i = 0; i < LESSONS; i++) {
      Lesson lesson = BindingLessons.optionsFirst(random.child(i));
      assertThat(lesson.form()).isEqualTo(Lesson.Form.PLAIN);
      assertThat(lastLine(lesson)).endsWith(" is " + asked(list(lesson, ""), lesson) + "?");
    }
    assertEveryLetterAsOften();
  }

  @Test
  void a_question_before_the_list_is_asked_as_either_benchmark_asks() {
    Map<Lesson.Form, Integer> forms = new EnumMap<>(Lesson.Form.class);
    for (int i = 0; i < LESSONS; i++) {
      Lesson lesson = BindingLessons.questionFirst(random.child(i));
      boolean plain = lesson.form() == Lesson.Form.PLAIN;
      Lettered list = list(lesson, plain ? Turn.MLLMU_INSTRUCTION : Turn.MMBENCH_INSTRUCTION);
      assertThat(list.question()).isEqualTo("Which letter is " + asked(list, lesson) + "?");
      forms.merge(lesson.form(), 1, Integer::sum);
    }
    assertThat(forms).containsOnlyKeys(Lesson.Form.PLAIN, Lesson.Form.CONVERSATION);
    assertThat(forms.values()).allSatisfy(count -> assertThat(count).isBetween(250, 350));
    assertEveryLetterAsOften();
  }

  private static String lastLine(Lesson lesson) {
    String question = lesson.turns().get(0).question();
    return question.substring(question.lastIndexOf('\n') + 4);
  }

  private static Lettered list(Lesson lesson, String instruction) {
    assertThat(lesson.picture()).isEmpty();
    assertThat(lesson.turns()).as("a row asks once").hasSize(1);
    Turn turn = lesson.turns().get(0);
    Lettered list = Lettered.of(turn, turn.question().contains("\nA: ") ? ": " : ". ", instruction);
    assertThat(list.letters()).containsExactly("A", "B", "C", "D");
    return list;
  }

  /** Returns the option whose letter is the answer, and counts the letter. */
  private String asked(Lettered list, Lesson lesson) {
    Turn turn = lesson.turns().get(0);
    int letter = turn.answer().charAt(0) - 'A';
    letters[letter]++;
    String meaning = turn.meaning().orElseThrow();
    assertThat(list.options()).doesNotHaveDuplicates();
    // What is asked after the list stands on the line of its last option.
    assertThat(list.options().get(letter))
        .satisfiesAnyOf(
            option -> assertThat(option).isEqualTo(meaning),
            option -> assertThat(option).startsWith(meaning + " "));
    return meaning;
  }

  @Test
  void options_are_answers_about_people_or_about_scenes() {
    Set<String> ofPeople = new TreeSet<>();
    for (FactKind kind : FactKind.values()) {
      ofPeople.addAll(kind.answers());
    }
    int people = 0;
    for (int i = 0; i < LESSONS; i++) {
      Turn turn = BindingLessons.questionFirst(random.child(i)).turns().get(0);
      people += ofPeople.contains(turn.meaning().orElseThrow()) ? 1 : 0;
    }
    assertThat(people).isBetween(LESSONS * 2 / 5, LESSONS * 7 / 10);
  }

  private void assertEveryLetterAsOften() {
    assertThat(letters)
        .satisfies(
            counts -> {
              for (int count : counts) {
                assertThat(count).isBetween(LESSONS / 5, LESSONS * 3 / 10);
              }
            });
  }
}
