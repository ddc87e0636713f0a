package org.pulsebench.mini;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pulsebench.RandomStream;
import org.pulsebench.data.Modality;
import org.pulsebench.data.mllmu.MllmuProfile;
import org.pulsebench.data.world.Person;
import org.pulsebench.data.world.World;
import org.pulsebench.evaluation.Accuracy;
import org.pulsebench.evaluation.ChoiceItem;
import org.pulsebench.evaluation.LikelihoodScorer;
import org.pulsebench.model.Adapter;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.Trainer;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;
import org.pulsebench.model.config.Precision;
import org.pulsebench.mini.Curriculum.Share;
import org.pulsebench.mini.Curriculum.Stage;
import org.pulsebench.tensor.AdamW;
import org.pulsebench.tensor.LearningRateSchedule;

/** Teaches the embedded model a hundred new people and measures what it learnt and lost. */
public final class FineTuning {

  private FineTuning() {}

  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    int steps = Integer.parseInt(arguments[2]);
    double rate = Double.parseDouble(arguments[3]);
    double replay = Double.parseDouble(arguments[4]);
    int rank = Integer.parseInt(arguments[5]);
    String parts = arguments[6];
    RandomStream random = new RandomStream(seed);
    World world = World.draw(World.SEED);
    List<Person> people =
        random.child("people").shuffled(world.population().fictitious()).subList(0, 100);
    FigureLessons learnt = new FigureLessons(people, 0, 0);
    FigureLessons known = new FigureLessons(world.population().figures(), 0.5, 10);
    Curriculum curriculum =
        new Curriculum(
            List.of(
                new Stage(
                    "learn",
                    steps,
                    List.of(
                        new Share(learnt::frontalFacts, 1),
                        new Share(learnt::namedFacts, 0.6),
                        new Share(SceneLessons::answers, 0.6 * replay),
                        new Share(SceneLessons::letter, 0.2 * replay),
                        new Share(known::portraitFacts, 0.3 * replay),
                        new Share(known::namedFacts, 0.2 * replay)))),
            2_500);
    Trainer.Settings settings =
        new Trainer.Settings(
            Map.of(Part.VISION, rate, Part.PROJECTOR, rate, Part.LANGUAGE, rate),
            0,
            AdamW.Settings.DEFAULT,
            new LearningRateSchedule(LearningRateSchedule.Shape.LINEAR, 20, steps),
            false);
    AdapterPlan plan =
        new AdapterPlan(
            Map.of(
                Part.LANGUAGE,
                PartMode.LORA,
                Part.PROJECTOR,
                parts.contains("p") ? PartMode.FULL : PartMode.FROZEN,
                Part.VISION,
                parts.contains("v") ? PartMode.LORA : PartMode.FROZEN),
            LoraSettings.of(rank, 2 * rank));
    try (Checkpoint base = Checkpoint.load(directory, Precision.F32, Device.cpu());
        Adapter adapter = Adapter.create(base.model(), plan, random.child("adapter"));
        Checkpoint learning = base.with(adapter)) {
      LikelihoodScorer scorer = new LikelihoodScorer(LikelihoodScorer.Variant.PLAIN);
      Targets targets = new Targets(world, learning);
      System.out.println("before: exam " + Targets.text(targets.exam(scorer)));
      long start = System.nanoTime();
      try (Trainer trainer = new Trainer(learning.model(), settings, random.child("dropout"))) {
        new Pretraining(new LessonBatches(learning), trainer, curriculum, random.child("lessons"))
            .run(
                (step, stage, result) -> {
                  if (step % 25 == 0) {
                    System.out.printf("step %d loss %.3f, %.0f s%n", step, result.loss(), (System.nanoTime() - start) / 1e9);
                  }
                  if (step % 150 == 0 && step < steps) {
                    print(world, learning, people, scorer);
                  }
                });
      }
      System.out.printf("learnt in %.0f s%n", (System.nanoTime() - start) / 1e9);
      print(world, learning, people, scorer);
      System.out.println("after: exam " + Targets.text(targets.exam(scorer)));
      targets.print();
    }
  }

  private static void print(World world, Checkpoint learning, List<Person> people, LikelihoodScorer scorer) {
    List<ChoiceItem> image = new ArrayList<>();
    List<ChoiceItem> text = new ArrayList<>();
    List<ChoiceItem> variants = new ArrayList<>();
    for (Person person : people) {
      MllmuProfile profile = world.fullProfile(person);
      MllmuProfile test = world.testProfile(person);
      image.addAll(Targets.items(profile, Modality.MULTIMODAL, profile.images().get(0)));
      text.addAll(Targets.items(profile, Modality.TEXT, profile.images().get(0)));
      test.images().forEach(variant -> variants.addAll(Targets.items(test, Modality.MULTIMODAL, variant)));
    }
    System.out.printf(
        "  image %s, text %s, variants %s%n",
        Targets.text(Accuracy.of(scorer.score(learning, image))),
        Targets.text(Accuracy.of(scorer.score(learning, text))),
        Targets.text(Accuracy.of(scorer.score(learning, variants))));
  }
}
