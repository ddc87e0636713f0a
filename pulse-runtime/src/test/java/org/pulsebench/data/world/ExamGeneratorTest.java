package org.pulsebench.data.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pulsebench.RandomStream;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ExamQuestion;

class ExamGeneratorTest {

  private static final int PER_GROUP = 200;
  private static final List<ExamQuestion> EXAM = exam(17);

  @Test
  void every_group_has_its_share_and_its_skills_take_even_parts() {
    Map<String, Long> groups =
        EXAM.stream()
            .collect(Collectors.groupingBy(ExamQuestion::l2Category, Collectors.counting()));
    assertThat(groups)
        .containsOnlyKeys(
            "coarse_perception",
            "finegrained_perception (instance-level)",
            "finegrained_perception (cross-instance)",
            "logic_reasoning",
            "relation_reasoning",
            "attribute_reasoning")
        .allSatisfy((group, count) -> assertThat(count).isEqualTo(PER_GROUP));
    Map<String, Long> skills =
        EXAM.stream().collect(Collectors.groupingBy(ExamQuestion::category, Collectors.counting()));
    assertThat(skills).hasSize(Skill.values().length);
    for (Skill skill : Skill.values()) {
      long siblings =
          List.of(Skill.values()).stream()
              .filter(other -> other.l2Category().equals(skill.l2Category()))
              .count();
      assertThat((double) skills.get(skill.category()))
          .isCloseTo((double) PER_GROUP / siblings, within(1.0));
    }
  }

  @Test
  void questions_are_numbered_and_named() {
    for (int i = 0; i < EXAM.size(); i++) {
      ExamQuestion question = EXAM.get(i);
      assertThat(question.index()).isEqualTo(i);
      assertThat(question.question().id()).isEqualTo("exam/" + i);
      assertThat(question.image().name()).isEqualTo("exam/" + i + ".png");
      assertThat(question.split()).isEqualTo("dev");
      assertThat(question.source()).isEqualTo("pulse-world");
    }
  }

  @Test
  void the_same_seed_gives_the_same_exam_and_another_seed_another() {
    assertThat(text(exam(17))).isEqualTo(text(EXAM)).isNotEqualTo(text(exam(18)));
  }

  @Test
  void no_picture_occurs_twice_or_among_training_scenes() {
    Set<ByteBuffer> pictures = new HashSet<>();
    for (ExamQuestion question : EXAM) {
      pictures.add(ByteBuffer.wrap(question.image().bytes()));
    }
    assertThat(pictures).hasSize(EXAM.size());
    RandomStream training = new RandomStream(17).child("training");
    for (int i = 0; i < 3000; i++) {
      byte[] samples = SceneGenerator.draw(training).paint().samples();
      assertThat(pictures.contains(ByteBuffer.wrap(samples))).isFalse();
    }
  }

  @Test
  void right_letters_are_equally_frequent() {
    for (int letter = 0; letter < 4; letter++) {
      int wanted = letter;
      assertThat(EXAM.stream().filter(question -> correct(question) == wanted))
          .hasSize(EXAM.size() / 4);
    }
  }

  @Test
  void an_answer_is_right_a_quarter_of_the_times_that_it_is_offered() {
    Map<String, int[]> offeredAndRight = new HashMap<>();
    for (ExamQuestion question : EXAM) {
      for (int i = 0; i < 4; i++) {
        int[] counts =
            offeredAndRight.computeIfAbsent(
                question.category() + options(question).get(i), key -> new int[2]);
        counts[0]++;
        counts[1] += i == correct(question) ? 1 : 0;
      }
    }
    double chiSquare = 0;
    for (int[] counts : offeredAndRight.values()) {
      double expected = counts[0] / 4.0;
      chiSquare += (counts[1] - expected) * (counts[1] - expected) / (expected * 0.75);
    }
    double degrees = offeredAndRight.size();
    assertThat((chiSquare - degrees) / Math.sqrt(2 * degrees)).isBetween(-4.0, 3.0);
  }

  @Test
  void guessing_without_the_picture_is_right_a_quarter_of_the_times() {
    Map<String, Integer> offered = counts(EXAM, ExamGeneratorTest::options);
    Map<String, Integer> rightElsewhere =
        counts(exam(99), question -> List.of(options(question).get(correct(question))));
    assertBlind(question -> best(options(question), offered::get));
    assertBlind(question -> best(options(question), text -> rightElsewhere.getOrDefault(text, 0)));
    assertBlind(question -> best(options(question), String::length));
    assertBlind(question -> best(options(question), text -> -text.length()));
    assertBlind(question -> best(options(question), text -> -text.compareTo("m")));
    assertBlind(question -> 0);
  }

  @Test
  void a_tenth_of_the_questions_has_a_hint() {
    long hints = EXAM.stream().filter(question -> question.question().hint().isPresent()).count();
    assertThat(hints).isBetween(80L, 160L);
  }

  private static void assertBlind(ToIntFunction<ExamQuestion> guess) {
    long right =
        EXAM.stream().filter(question -> guess.applyAsInt(question) == correct(question)).count();
    assertThat(100.0 * right / EXAM.size()).isCloseTo(25, within(3.0));
  }

  private static int best(List<String> options, ToIntFunction<String> score) {
    return IntStream.range(0, options.size())
        .reduce(
            0,
            (best, i) ->
                score.applyAsInt(options.get(i)) > score.applyAsInt(options.get(best)) ? i : best);
  }

  private static Map<String, Integer> counts(
      List<ExamQuestion> exam, Function<ExamQuestion, List<String>> texts) {
    Map<String, Integer> counts = new HashMap<>();
    for (ExamQuestion question : exam) {
      texts.apply(question).forEach(text -> counts.merge(text, 1, Integer::sum));
    }
    return counts;
  }

  private static List<ExamQuestion> exam(long seed) {
    return ExamGenerator.main(new RandomStream(seed).child("exam"), PER_GROUP, Picture::samples);
  }

  private static List<ChoiceQuestion> text(List<ExamQuestion> exam) {
    return exam.stream().map(ExamQuestion::question).toList();
  }

  private static List<String> options(ExamQuestion question) {
    return question.question().options();
  }

  private static int correct(ExamQuestion question) {
    return question.question().correct().orElseThrow();
  }
}
