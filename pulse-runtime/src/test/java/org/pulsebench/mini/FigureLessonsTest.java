package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.RandomStream;
import org.pulsebench.data.world.FactKind;
import org.pulsebench.data.world.Person;
import org.pulsebench.data.world.Wording;

class FigureLessonsTest {

  private static final List<Person> FIGURES = SmallRecipe.population().figures();
  private static final FigureLessons LESSONS = new FigureLessons(FIGURES, 1, 10);

  private static List<Lesson> draw(LessonSource source, int count) {
    RandomStream random = new RandomStream(23);
    return IntStream.range(0, count).mapToObj(i -> source.draw(random.child(i))).toList();
  }

  /** Returns the rank, from 0, of the figure that a text names. */
  private static Optional<Integer> named(String text) {
    Set<String> words = SmallRecipe.words(text);
    return IntStream.range(0, FIGURES.size())
        .filter(rank -> words.contains(FIGURES.get(rank).name().last()))
        .boxed()
        .findFirst();
  }

  private static Person who(String text) {
    return FIGURES.get(named(text).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({"1, 10", "0.5, 10", "1, 0", "0, 0"})
  void figures_are_met_in_proportion_to_a_power_of_their_rank(double exponent, double offset) {
    FigureLessons lessons = new FigureLessons(FIGURES, exponent, offset);
    int[] met = new int[FIGURES.size()];
    for (Lesson lesson : draw(lessons::namedFacts, 4_000)) {
      lesson.turns().forEach(turn -> met[named(turn.question()).orElseThrow()]++);
    }
    double[] weights =
        IntStream.rangeClosed(1, met.length)
            .mapToDouble(rank -> Math.pow(rank + offset, -exponent))
            .toArray();
    double all = IntStream.range(0, met.length).mapToDouble(rank -> weights[rank]).sum();
    int draws = IntStream.of(met).sum();
    for (int rank = 0; rank < met.length; rank++) {
      double expected = draws * weights[rank] / all;
      assertThat((double) met[rank])
          .as("rank " + (rank + 1))
          .isCloseTo(expected, within(5 * Math.sqrt(expected)));
    }
  }

  @Test
  void a_portrait_comes_with_the_name_and_every_fact_of_one_figure() {
    for (LessonSource source :
        List.<LessonSource>of(LESSONS::frontalFacts, LESSONS::portraitFacts)) {
      Set<Integer> places = new TreeSet<>();
      for (Lesson lesson : draw(source, 60)) {
        List<Turn> facts = new ArrayList<>(lesson.turns());
        Turn name = new Turn("Who is this person?", nameIn(facts));
        places.add(facts.indexOf(name));
        assertThat(facts.remove(name)).isTrue();
        Person person = who(name.answer());
        assertThat(name.answer()).isEqualTo(person.name().toString());
        assertThat(facts).hasSize(FactKind.values().length);
        for (FactKind kind : FactKind.values()) {
          assertThat(facts).anyMatch(turn -> asksShown(turn, kind, person));
        }
        assertThat(lesson.picture()).isPresent();
      }
      assertThat(places).containsExactly(0, 1, 2, 3, 4, 5);
    }
  }

  private static String nameIn(List<Turn> turns) {
    return turns.stream()
        .filter(turn -> turn.question().equals("Who is this person?"))
        .map(Turn::answer)
        .findFirst()
        .orElseThrow();
  }

  private static boolean asksShown(Turn turn, FactKind kind, Person person) {
    return turn.answer().equals(person.fact(kind))
        && Wording.TRAINING.portrayed().stream()
            .anyMatch(portrayed -> asks(turn.question(), kind, portrayed));
  }

  private static boolean asks(String question, FactKind kind, String subject) {
    return kind.phrasings(Wording.TRAINING).stream()
        .anyMatch(phrasing -> question.equals(phrasing.formatted(subject)));
  }

  @Test
  void a_portrait_of_a_figure_looks_the_same_only_in_frontal_lessons() {
    assertThat(pictures(LESSONS::frontalFacts)).allMatch(seen -> seen == 1);
    assertThat(pictures(LESSONS::portraitFacts)).anyMatch(seen -> seen > 3);
  }

  /** Returns how many different pictures the figures were seen in. */
  private static List<Integer> pictures(LessonSource source) {
    Map<String, Set<List<Byte>>> seen = new HashMap<>();
    for (Lesson lesson : draw(source, 80)) {
      List<Byte> samples = new ArrayList<>();
      for (byte sample : lesson.picture().orElseThrow().samples()) {
        samples.add(sample);
      }
      seen.computeIfAbsent(nameIn(lesson.turns()), absent -> new HashSet<>()).add(samples);
    }
    return seen.values().stream().map(Set::size).toList();
  }

  @Test
  void facts_by_name_are_true_of_who_is_named() {
    for (Lesson lesson : draw(LESSONS::namedFacts, 100)) {
      assertThat(lesson.picture()).isEmpty();
      assertThat(lesson.turns()).hasSize(5);
      for (Turn turn : lesson.turns()) {
        Person person = who(turn.question());
        assertThat(FactKind.values())
            .anyMatch(
                kind ->
                    asks(turn.question(), kind, person.name().toString())
                        && turn.answer().equals(person.fact(kind)));
      }
    }
  }

  @Test
  void the_letter_of_a_named_question_is_that_of_the_fact() {
    int[] letters = new int[4];
    for (Lesson lesson : draw(LESSONS::namedLetter, 800)) {
      assertThat(lesson.picture()).isEmpty();
      assertThat(lesson.turns()).hasSize(1);
      Lettered lettered = Lettered.of(lesson.turns().get(0), ": ", Turn.MLLMU_INSTRUCTION);
      Person person = who(lesson.turns().get(0).question());
      assertThat(person.facts()).containsValue(lettered.answer());
      assertThat(lettered.options()).hasSize(4).doesNotHaveDuplicates();
      assertThat(FactKind.values())
          .anyMatch(kind -> kind.answers().containsAll(lettered.options()));
      letters[lettered.correct()]++;
    }
    assertThat(IntStream.of(letters).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(150, 250));
  }

  @Test
  void a_portrait_with_letters_asks_one_question() {
    for (Lesson lesson : draw(LESSONS::portraitLetter, 30)) {
      assertThat(lesson.picture()).isPresent();
      assertThat(lesson.turns()).hasSize(1);
      Lettered lettered = Lettered.of(lesson.turns().get(0), ": ", Turn.MLLMU_INSTRUCTION);
      assertThat(Wording.TRAINING.portrayed())
          .anyMatch(portrayed -> lettered.question().contains(portrayed));
    }
  }

  @Test
  void sentences_and_blanks_are_about_a_portrait_or_a_name() {
    int shown = 0;
    List<Lesson> lessons = draw(LESSONS::sentences, 200);
    for (Lesson lesson : lessons) {
      boolean hasPicture = lesson.picture().isPresent();
      shown += hasPicture ? 1 : 0;
      Turn sentence = only(lesson, hasPicture ? Turn.SAY_OF_IMAGE : Turn.SAY_OF_TEXT);
      Turn blank = only(lesson, Turn.FILL_BLANK);
      assertThat(lesson.turns()).containsExactlyInAnyOrder(sentence, blank);
      assertThat(blank.question()).contains("[Blank][Blank]");
      Function<String, Boolean> nobody = text -> named(text).isEmpty();
      assertThat(nobody.apply(sentence.question())).isEqualTo(hasPicture);
      assertThat(nobody.apply(blank.question())).isEqualTo(hasPicture);
      if (!hasPicture) {
        Person person = who(sentence.question());
        assertThat(who(blank.question())).isSameAs(person);
        assertThat(person.facts()).containsValue(blank.answer());
        assertThat(person.biography()).contains(sentence.answer());
      } else {
        assertThat(sentence.answer()).startsWith("This person ");
      }
    }
    assertThat(shown).isBetween(60, 140);
  }

  private static Turn only(Lesson lesson, String instruction) {
    List<Turn> found =
        lesson.turns().stream().filter(turn -> turn.question().endsWith(instruction)).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
