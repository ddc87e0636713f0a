package org.pulsebench.data.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pulsebench.data.world.EmbeddedWorld.POPULATION;
import static org.pulsebench.data.world.EmbeddedWorld.WORLD;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pulsebench.RandomStream;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.Exam;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;
import org.pulsebench.data.Subject;
import org.pulsebench.data.TrainingPair;

class WorldCorporaTest {

  private static final WorldCorpora CORPORA = WorldCorpora.of(WORLD);
  private static final Corpus FICTITIOUS = CORPORA.fictitious();
  private static final Corpus FIGURES = CORPORA.figures();

  @Test
  void everybody_is_there_with_name_questions_and_variants() {
    assertThat(FICTITIOUS.ids())
        .isEqualTo(POPULATION.fictitious().stream().map(Person::id).toList());
    assertThat(FIGURES.ids()).isEqualTo(POPULATION.figures().stream().map(Person::id).toList());
    for (Person person : List.of(POPULATION.fictitious().get(3), POPULATION.figures().get(3))) {
      Corpus corpus = FICTITIOUS.ids().contains(person.id()) ? FICTITIOUS : FIGURES;
      Subject subject = corpus.subject(person.id());
      assertThat(subject.name()).contains(person.name().toString());
      assertThat(subject.questions()).isEqualTo(WORLD.fullProfile(person).questions());
      assertThat(subject.images().get(0).bytes())
          .isEqualTo(WORLD.fullProfile(person).images().get(0).bytes());
      Subject variants = corpus.variants(person.id()).orElseThrow();
      assertThat(variants.questions()).isEqualTo(WORLD.testProfile(person).questions());
      assertThat(variants.images()).hasSize(World.TEST_IMAGES);
    }
  }

  @Test
  void pairs_teach_both_modalities_and_show_the_portrait_that_is_asked_about() {
    for (Corpus corpus : List.of(FICTITIOUS, FIGURES)) {
      for (Subject subject : corpus.subjects()) {
        List<TrainingPair> pairs = corpus.pairs(subject.id());
        assertThat(pairs).hasSize(1 + 5 * 8);
        String name = subject.name().orElseThrow();
        for (TrainingPair pair : pairs) {
          boolean named = pair.question().contains(name);
          assertThat(pair.modality()).isEqualTo(named ? Modality.TEXT : Modality.MULTIMODAL);
          pair.image().ifPresent(i -> assertThat(i).isSameAs(subject.images().get(0)));
        }
        assertThat(pairs).filteredOn(pair -> pair.modality() == Modality.TEXT).hasSize(5 * 4);
      }
    }
  }

  @Test
  void nobody_is_learnt_or_unlearnt_by_a_multiple_choice_question() {
    for (Corpus corpus : List.of(FICTITIOUS, FIGURES)) {
      Set<String> asked = new HashSet<>();
      for (Subject subject : corpus.subjects()) {
        Stream.of(subject, corpus.variants(subject.id()).orElseThrow())
            .flatMap(one -> EmbeddedWorld.choices(one.questions()).stream())
            .map(Question::text)
            .forEach(asked::add);
      }
      for (String id : corpus.ids()) {
        assertThat(corpus.pairs(id)).noneMatch(pair -> asked.contains(pair.question()));
      }
    }
  }

  @Test
  void the_exam_has_every_question_with_its_rotations() {
    Exam exam = CORPORA.exam();

    assertThat(exam.mainRows()).isEqualTo(WORLD.exam());
    assertThat(exam.rotations()).hasSize(3 * 1200);
    assertThat(exam.rows().subList(0, 4))
        .allMatch(row -> row.group() == 0)
        .allMatch(row -> row.image() == exam.rows().get(0).image());
  }

  @Test
  void digests_differ_between_corpora_seeds_and_choices_of_people_and_are_the_same_again() {
    World other = new World(World.SEED + 1, POPULATION, WORLD.exam());
    World fewer =
        new World(
            World.SEED,
            new Population(
                POPULATION.figures().subList(0, 4), POPULATION.fictitious().subList(0, 8)),
            WORLD.exam().subList(0, 4));
    List<String> digests = new ArrayList<>();
    for (WorldCorpora corpora : List.of(CORPORA, WorldCorpora.of(other), WorldCorpora.of(fewer))) {
      digests.add(corpora.fictitious().digest());
      digests.add(corpora.figures().digest());
      digests.add(corpora.exam().digest());
    }
    assertThat(digests).doesNotHaveDuplicates();
    assertThat(WorldCorpora.of(World.draw(World.SEED)).fictitious().digest())
        .isEqualTo(FICTITIOUS.digest());
    assertThat(FICTITIOUS.version()).isEqualTo(World.VERSION + "-2026");
    assertThat(FICTITIOUS.name()).isEqualTo("PULSE world fictitious");
  }

  @Test
  void a_picture_is_painted_when_it_is_asked_for_and_once() {
    AtomicInteger painted = new AtomicInteger();
    List<ExamQuestion> exam =
        ExamGenerator.main(
            new RandomStream(3), 4, picture -> new byte[] {(byte) painted.incrementAndGet()});
    assertThat(painted).hasValue(0);

    byte[] first = exam.get(2).image().bytes();
    first[0] = 9;

    assertThat(exam.get(2).image().bytes()).containsExactly(1);
    assertThat(painted).hasValue(1);
  }
}
