package org.pulsebench.data.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.pulsebench.data.world.EmbeddedWorld.EVERYBODY;
import static org.pulsebench.data.world.EmbeddedWorld.FULL;
import static org.pulsebench.data.world.EmbeddedWorld.POPULATION;
import static org.pulsebench.data.world.EmbeddedWorld.TEST;
import static org.pulsebench.data.world.EmbeddedWorld.WORLD;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Question;
import org.pulsebench.data.mllmu.FineTuningProfile;
import org.pulsebench.data.mllmu.MllmuProfile;
import org.pulsebench.data.mllmu.QuestionAnswer;

class WorldTest {

  private static final List<ChoiceQuestion> EXAM =
      WORLD.exam().stream().map(ExamQuestion::question).toList();

  private final Person person = POPULATION.fictitious().get(41);

  @Test
  void a_full_profile_holds_the_name_the_biography_a_portrait_and_the_full_questions() {
    for (Person one : List.of(person, POPULATION.figures().get(0))) {
      MllmuProfile profile = WORLD.fullProfile(one);
      assertThat(profile.id()).isEqualTo(one.id());
      assertThat(profile.directory()).contains("people/" + one.id());
      assertThat(profile.question()).isEqualTo("Who is this person?");
      assertThat(profile.answer()).isEqualTo(one.name().toString());
      assertThat(profile.biography()).isEqualTo(one.biography()).contains(one.facts().values());
      assertThat(profile.images()).hasSize(1);
      assertThat(profile.questions()).isEqualTo(FULL.of(one));
    }
  }

  @Test
  void a_test_profile_shows_the_person_in_four_other_pictures_and_tells_nothing() {
    MllmuProfile profile = WORLD.testProfile(person);
    Set<ByteBuffer> pictures = pictures(profile.images());
    assertThat(profile.images()).hasSize(World.TEST_IMAGES);
    assertThat(pictures)
        .hasSize(World.TEST_IMAGES)
        .doesNotContainAnyElementsOf(pictures(WORLD.fullProfile(person).images()));
    assertThat(profile.biography() + profile.question() + profile.answer()).isEmpty();
    assertThat(profile.questions()).isEqualTo(TEST.of(person));
  }

  @Test
  void fine_tuning_tells_the_name_and_every_fact_in_eight_ways() {
    FineTuningProfile profile = WORLD.fineTuningProfile(person);
    assertThat(pictures(List.of(profile.image())))
        .isEqualTo(pictures(WORLD.fullProfile(person).images()));
    assertThat(profile.pairs())
        .hasSize(1 + 5 * 8)
        .extracting(QuestionAnswer::question)
        .doesNotHaveDuplicates();
    assertThat(profile.pairs().get(0).answer()).isEqualTo(person.name().toString());
    for (FactKind kind : FactKind.values()) {
      List<QuestionAnswer> told =
          profile.pairs().stream().filter(pair -> pair.answer().equals(person.fact(kind))).toList();
      assertThat(told).hasSize(8);
      assertThat(told)
          .filteredOn(pair -> pair.question().contains(person.name().toString()))
          .hasSize(4);
    }
  }

  @Test
  void nobody_is_asked_a_question_of_the_fine_tuning() {
    for (Person one : EVERYBODY.subList(0, 50)) {
      List<String> learnt =
          WORLD.fineTuningProfile(one).pairs().stream().map(QuestionAnswer::question).toList();
      assertThat(FULL.of(one)).extracting(Question::text).doesNotContainAnyElementsOf(learnt);
      assertThat(TEST.of(one)).extracting(Question::text).doesNotContainAnyElementsOf(learnt);
    }
  }

  @Test
  void the_exam_has_six_groups_of_200_questions() {
    assertThat(
            WORLD.exam().stream()
                .collect(Collectors.groupingBy(ExamQuestion::l2Category, Collectors.counting())))
        .hasSize(6)
        .allSatisfy((group, count) -> assertThat(count).isEqualTo(200));
    assertThat(WORLD.exam()).allMatch(row -> row.rotation() == 0);
  }

  @Test
  void no_picture_of_the_exam_is_shown_twice() {
    assertThat(pictures(WORLD.exam().stream().map(ExamQuestion::image).toList())).hasSize(1200);
  }

  @Test
  void guessing_without_the_picture_answers_a_quarter_of_the_exam() {
    assertThat(BlindGuess.mostOffered(EXAM).percent(EXAM)).isCloseTo(25, within(3.0));
    assertThat(BlindGuess.highest(String::length).percent(EXAM)).isCloseTo(25, within(3.0));
    assertThat(BlindGuess.highest(text -> -text.length()).percent(EXAM)).isCloseTo(25, within(3.0));
    assertThat(BlindGuess.highest(text -> 0).percent(EXAM)).isCloseTo(25, within(3.0));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void every_letter_is_right_for_exactly_a_quarter_of_the_exam(int letter) {
    assertThat(BlindGuess.letter(letter).percent(EXAM)).isEqualTo(25);
  }

  @Test
  void another_seed_gives_another_world() {
    World other = World.draw(World.SEED + 1);
    assertThat(other.population().fictitious())
        .doesNotContainAnyElementsOf(POPULATION.fictitious());
    assertThat(other.exam().stream().map(ExamQuestion::question).toList()).isNotEqualTo(EXAM);
    assertThat(pictures(other.exam().subList(0, 20).stream().map(ExamQuestion::image).toList()))
        .isNotEqualTo(
            pictures(WORLD.exam().subList(0, 20).stream().map(ExamQuestion::image).toList()));
    assertThat(other.fullProfile(person).questions())
        .isNotEqualTo(WORLD.fullProfile(person).questions());
  }

  private static Set<ByteBuffer> pictures(List<Image> images) {
    Set<ByteBuffer> pictures = new HashSet<>();
    images.forEach(image -> pictures.add(ByteBuffer.wrap(image.bytes())));
    return pictures;
  }
}
