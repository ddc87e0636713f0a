package org.pulsebench.mini;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;
import org.pulsebench.data.mllmu.MllmuProfile;
import org.pulsebench.data.world.Person;
import org.pulsebench.data.world.World;
import org.pulsebench.evaluation.Accuracy;
import org.pulsebench.evaluation.ChoiceItem;
import org.pulsebench.evaluation.ChoiceScorer;
import org.pulsebench.evaluation.LetterScorer;
import org.pulsebench.evaluation.LikelihoodScorer;
import org.pulsebench.evaluation.MllmuPrompts;
import org.pulsebench.evaluation.MmbenchPrompts;
import org.pulsebench.evaluation.OpenScorer;
import org.pulsebench.evaluation.Prediction;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.config.Precision;

/** Measures what the embedded model knows: the exam, the public figures, and nobody else. */
public final class Targets {

  private final World world;
  private final Checkpoint checkpoint;

  Targets(World world, Checkpoint checkpoint) {
    this.world = world;
    this.checkpoint = checkpoint;
  }

  public static void main(String[] arguments) {
    World world = World.draw(World.SEED);
    try (Checkpoint checkpoint =
        Checkpoint.load(Path.of(arguments[0]), Precision.F32, Device.cpu())) {
      new Targets(world, checkpoint).print();
    }
  }

  void print() {
    exam();
    people("figures", world.population().figures());
    people("fictitious", world.population().fictitious().subList(0, 200));
  }

  Accuracy exam(ChoiceScorer scorer) {
    return Accuracy.of(
        scorer.score(checkpoint, world.exam().stream().map(ChoiceItem::of).toList()));
  }

  private void exam() {
    List<ChoiceItem> items = world.exam().stream().map(ChoiceItem::of).toList();
    LikelihoodScorer likelihood = new LikelihoodScorer(LikelihoodScorer.Variant.PLAIN);
    LetterScorer letter = new LetterScorer(MmbenchPrompts.llava());
    for (ChoiceScorer scorer : List.of(likelihood, new LikelihoodScorer(LikelihoodScorer.Variant.LENGTH_NORMALISED), letter, new OpenScorer())) {
      long start = System.nanoTime();
      List<Prediction> predictions = scorer.score(checkpoint, items);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf("exam %s %s, %.0f questions/s%n", scorer.name(), text(Accuracy.of(predictions)), items.size() / seconds);
      if (scorer == likelihood || scorer == letter) {
        Map<String, List<Prediction>> by = new java.util.TreeMap<>();
        for (int i = 0; i < items.size(); i++) {
          by.computeIfAbsent(world.exam().get(i).category(), k -> new ArrayList<>()).add(predictions.get(i));
        }
        by.forEach((k, v) -> System.out.printf("  %s %.1f", k, 100 * Accuracy.of(v).value()));
        System.out.println();
      }
    }
    System.out.printf(
        "exam blind likelihood %s%n",
        text(Accuracy.of(likelihood.score(checkpoint, items.stream().map(ChoiceItem::blind).toList()))));
  }

  static List<ChoiceItem> items(MllmuProfile profile, Modality modality, Image image) {
    List<ChoiceItem> items = new ArrayList<>();
    for (Question question : profile.questions()) {
      if (question instanceof ChoiceQuestion choice && choice.modality() == modality) {
        items.add(new ChoiceItem(choice, modality == Modality.TEXT ? Optional.empty() : Optional.of(image)));
      }
    }
    return items;
  }

  private void people(String name, List<Person> people) {
    for (ChoiceScorer scorer : List.of(new LikelihoodScorer(LikelihoodScorer.Variant.PLAIN), new LetterScorer(new MllmuPrompts()), new OpenScorer())) {
      List<double[]> scores = new ArrayList<>();
      List<Prediction> image = new ArrayList<>();
      List<Prediction> text = new ArrayList<>();
      List<Prediction> blind = new ArrayList<>();
      long start = System.nanoTime();
      List<ChoiceItem> imageItems = new ArrayList<>();
      List<ChoiceItem> textItems = new ArrayList<>();
      for (Person person : people) {
        MllmuProfile profile = world.fullProfile(person);
        imageItems.addAll(items(profile, Modality.MULTIMODAL, profile.images().get(0)));
        textItems.addAll(items(profile, Modality.TEXT, profile.images().get(0)));
      }
      image.addAll(scorer.score(checkpoint, imageItems));
      text.addAll(scorer.score(checkpoint, textItems));
      double seconds = (System.nanoTime() - start) / 1e9;
      blind.addAll(scorer.score(checkpoint, imageItems.stream().map(ChoiceItem::blind).toList()));
      for (int p = 0; p < people.size(); p++) {
        scores.add(new double[] {Accuracy.of(image.subList(5 * p, 5 * p + 5)).value(), Accuracy.of(text.subList(5 * p, 5 * p + 5)).value()});
      }
      System.out.printf("%s %s image %s text %s blind %s, %.0f questions/s%n", name, scorer.name(), text(Accuracy.of(image)), text(Accuracy.of(text)), text(Accuracy.of(blind)), 2 * image.size() / seconds);
      List<double[]> best = scores.stream().sorted(Comparator.comparingDouble((double[] s) -> -Math.min(s[0], s[1])).thenComparing(s -> -s[0] - s[1])).limit(45).toList();
      System.out.printf("  best 45: image %.1f text %.1f%n", 100 * best.stream().mapToDouble(s -> s[0]).average().orElseThrow(), 100 * best.stream().mapToDouble(s -> s[1]).average().orElseThrow());
    }
  }

  static String text(Accuracy a) {
    return "%.1f (%.1f to %.1f, n %d)".formatted(100 * a.value(), 100 * a.low(), 100 * a.high(), a.count());
  }
}
