package org.pulsebench.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.data.Image;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.GenerationSettings;
import org.pulsebench.model.TinyCheckpoint;
import org.pulsebench.model.config.Precision;

/** Questions about pictures whose number of tokens depends on their size, as in LLaVA-1.6. */
class TiledPicturesTest {

  private static final int NEW_TOKENS = 8;

  @TempDir Path directory;

  @Test
  void an_answer_is_that_of_the_prompt_alone() throws IOException {
    try (Checkpoint checkpoint = load()) {
      GenerationSettings settings =
          GenerationSettings.greedy(checkpoint.model().config(), NEW_TOKENS);
      List<ChoiceItem> items = items();
      List<Prediction> found =
          new OpenScorer(new GreedyAnswers(NEW_TOKENS, 64)).score(checkpoint, items);
      for (int i = 0; i < items.size(); i++) {
        assertThat(found.get(i).answer())
            .isEqualTo(
                checkpoint.answer(
                    DirectPrompts.prompt(items.get(i)).prompt(),
                    LikelihoodScorerTest.pictures(items.get(i)),
                    settings));
      }
    }
  }

  @Test
  void likelihoods_do_not_depend_on_what_is_asked_together() throws IOException {
    try (Checkpoint checkpoint = load()) {
      List<ChoiceItem> items = items();
      LikelihoodScorer.Variant plain = LikelihoodScorer.Variant.PLAIN;
      List<Prediction> alone = new LikelihoodScorer(plain, false, 1).score(checkpoint, items);
      List<Prediction> together = new LikelihoodScorer(plain, false, 64).score(checkpoint, items);
      for (int i = 0; i < items.size(); i++) {
        for (int option = 0; option < alone.get(i).optionScores().size(); option++) {
          assertThat(together.get(i).optionScores().get(option))
              .isCloseTo(alone.get(i).optionScores().get(option), within(1e-3));
        }
      }
    }
  }

  private Checkpoint load() {
    return Checkpoint.load(TinyCheckpoint.writeTiled(directory), Precision.F32, Device.cpu());
  }

  private List<ChoiceItem> items() throws IOException {
    List<ChoiceItem> items = new ArrayList<>(Items.mixed(directory));
    Path tall = TinyCheckpoint.draw(directory.resolve("t.png"), 20, 61, Color.GRAY, Color.GREEN);
    Image image = Image.of("tall", Files.readAllBytes(tall));
    items.add(Items.about(image, "q9", "What colour is it?", "red", "green"));
    return items;
  }
}
