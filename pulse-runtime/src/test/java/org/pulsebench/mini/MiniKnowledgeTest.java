package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.data.Modality;
import org.pulsebench.data.world.World;
import org.pulsebench.evaluation.Accuracy;
import org.pulsebench.evaluation.ChoiceItem;
import org.pulsebench.evaluation.LetterScorer;
import org.pulsebench.evaluation.LikelihoodScorer;
import org.pulsebench.evaluation.MmbenchPrompts;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.config.Precision;

/** What the embedded model has to know for the protocols to mean something. */
class MiniKnowledgeTest {

  private static final int BEST = 45;
  private static final double CHANCE = 0.25;

  private static final World WORLD = World.draw(World.SEED);

  @TempDir static Path cache;

  private static Checkpoint checkpoint;
  private static WorldScores scores;

  @BeforeAll
  static void open() {
    checkpoint = Checkpoint.load(MiniModel.install(cache), Precision.F32, Device.cpu());
    scores =
        new WorldScores(WORLD, checkpoint, new LikelihoodScorer(LikelihoodScorer.Variant.PLAIN));
  }

  @AfterAll
  static void close() {
    checkpoint.close();
  }

  @Test
  void it_reads_the_scenes_of_the_exam_and_guesses_without_them() {
    assertThat(scores.exam().value()).isBetween(0.7, 0.9);
    assertThat(scores.blindExam().value()).isBetween(CHANCE - 0.05, CHANCE + 0.05);
  }

  @Test
  void it_answers_the_exam_by_letter() {
    List<ChoiceItem> some =
        IntStream.range(0, WORLD.exam().size())
            .filter(i -> i % 5 == 0)
            .mapToObj(i -> ChoiceItem.of(WORLD.exam().get(i)))
            .toList();
    assertThat(some).hasSize(240);
    LetterScorer letter = new LetterScorer(MmbenchPrompts.llava());
    assertThat(Accuracy.of(letter.score(checkpoint, some)).value()).isGreaterThan(0.6);
  }

  @Test
  void it_knows_some_figures_well_and_the_others_clearly_less() {
    WorldScores.People figures = scores.people(WORLD.population().figures());
    List<Integer> best = figures.best(BEST);
    List<Integer> all = IntStream.range(0, figures.perPerson().size()).boxed().toList();
    for (Modality modality : Modality.values()) {
      assertThat(figures.over(best, modality).value()).as(modality.name()).isGreaterThan(0.95);
      assertThat(figures.over(all, modality).value())
          .as(modality.name())
          .isLessThan(figures.over(best, modality).value() - 0.05);
    }
    assertThat(figures.blind().value()).isBetween(CHANCE - 0.05, CHANCE + 0.05);
  }

  @Test
  void it_knows_nothing_of_fictitious_people() {
    WorldScores.People people = scores.people(WORLD.population().fictitious());
    assertThat(people.image().value()).isBetween(CHANCE - 0.04, CHANCE + 0.04);
    assertThat(people.text().value()).isBetween(CHANCE - 0.04, CHANCE + 0.04);
  }
}
