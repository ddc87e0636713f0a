package org.pulsebench.mini;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Modality;
import org.pulsebench.data.world.Person;
import org.pulsebench.data.world.World;
import org.pulsebench.evaluation.Accuracy;
import org.pulsebench.evaluation.ChoiceScorer;
import org.pulsebench.evaluation.GreedyAnswers;
import org.pulsebench.evaluation.LetterPrompts;
import org.pulsebench.evaluation.LetterScorer;
import org.pulsebench.evaluation.LikelihoodScorer;
import org.pulsebench.evaluation.LikelihoodScorer.Variant;
import org.pulsebench.evaluation.MllmuPrompts;
import org.pulsebench.evaluation.MmbenchPrompts;
import org.pulsebench.evaluation.OpenScorer;
import org.pulsebench.evaluation.Prediction;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.config.Precision;

/**
 * Prints what a checkpoint knows of the embedded world before anything is taught or unlearned: the
 * exam, the public figures and the fictitious people, by each scorer.
 *
 * <p>Arguments: the checkpoint's directory, or {@code embedded}.
 */
final class MiniScores {

  private static final int BEST = 45;
  private static final GreedyAnswers ONE_LETTER = new GreedyAnswers(2);

  private final World world;
  private final Checkpoint checkpoint;

  private MiniScores(World world, Checkpoint checkpoint) {
    this.world = world;
    this.checkpoint = checkpoint;
  }

  public static void main(String[] arguments) {
    Path directory =
        arguments[0].equals("embedded")
            ? MiniModel.install(Path.of("target", "embedded"))
            : Path.of(arguments[0]);
    try (Checkpoint checkpoint = Checkpoint.load(directory, Precision.F32, Device.cpu())) {
      MiniScores scores = new MiniScores(World.draw(World.SEED), checkpoint);
      for (ChoiceScorer scorer :
          List.of(
              new LikelihoodScorer(Variant.PLAIN),
              new LikelihoodScorer(Variant.LENGTH_NORMALISED),
              new OpenScorer())) {
        scores.exam(scorer);
        scores.people(scorer);
      }
      scores.exam(letter(MmbenchPrompts.llava()));
      scores.people(letter(new MllmuPrompts()));
    }
  }

  /** The answer is its first character, so that two tokens are as good as a thousand. */
  private static ChoiceScorer letter(LetterPrompts prompts) {
    return new LetterScorer(prompts, ONE_LETTER);
  }

  private void exam(ChoiceScorer scorer) {
    WorldScores scores = new WorldScores(world, checkpoint, scorer);
    scores.examPredictions();
    long start = System.nanoTime();
    List<Prediction> predictions = scores.examPredictions();
    double seconds = (System.nanoTime() - start) / 1e9;
    print(scorer, "exam", Accuracy.of(predictions));
    System.out.printf(
        Locale.ROOT, "%s: %.0f questions a second%n", scorer.name(), predictions.size() / seconds);
    print(scorer, "exam, blind", scores.blindExam());
    Map<String, List<Prediction>> byCategory = new TreeMap<>();
    for (int i = 0; i < predictions.size(); i++) {
      ExamQuestion question = world.exam().get(i);
      byCategory
          .computeIfAbsent(question.category(), absent -> new ArrayList<>())
          .add(predictions.get(i));
    }
    byCategory.forEach((category, part) -> print(scorer, "exam, " + category, Accuracy.of(part)));
  }

  private void people(ChoiceScorer scorer) {
    WorldScores scores = new WorldScores(world, checkpoint, scorer);
    WorldScores.People figures = scores.people(world.population().figures());
    List<Integer> best = figures.best(BEST);
    List<Integer> others =
        IntStream.range(0, world.population().figures().size())
            .boxed()
            .filter(figure -> !best.contains(figure))
            .toList();
    print(scorer, "best 45 figures, image", figures.over(best, Modality.MULTIMODAL));
    print(scorer, "best 45 figures, text", figures.over(best, Modality.TEXT));
    print(scorer, "other 108 figures, image", figures.over(others, Modality.MULTIMODAL));
    print(scorer, "other 108 figures, text", figures.over(others, Modality.TEXT));
    printAll(scorer, "figures", figures);
    List<Person> fictitious = world.population().fictitious();
    printAll(scorer, "fictitious people", scores.people(fictitious));
  }

  private static void printAll(ChoiceScorer scorer, String who, WorldScores.People people) {
    print(scorer, who + ", image", people.image());
    print(scorer, who + ", text", people.text());
    print(scorer, who + ", image questions, blind", people.blind());
  }

  private static void print(ChoiceScorer scorer, String what, Accuracy accuracy) {
    System.out.println(scorer.name() + ": " + what + " " + WorldScores.percent(accuracy));
  }
}
