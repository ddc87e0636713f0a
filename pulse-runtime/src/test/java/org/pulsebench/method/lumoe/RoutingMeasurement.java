package org.pulsebench.method.lumoe;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.pulsebench.data.Image;
import org.pulsebench.data.mlubench.Entity;
import org.pulsebench.data.mlubench.Mlubench;
import org.pulsebench.data.mlubench.MlubenchOptions;
import org.pulsebench.data.mlubench.MlubenchQuestion;
import org.pulsebench.data.mlubench.MlubenchSet;
import org.pulsebench.data.mlubench.TaskSets;
import org.pulsebench.evaluation.Accuracy;
import org.pulsebench.method.lumoe.CombinedRouter.Rule;
import org.pulsebench.method.lumoe.ImageRouter.Prototype;
import org.pulsebench.method.lumoe.RoutingQuality.Routed;
import org.pulsebench.mini.MiniModel;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.Images;
import org.pulsebench.model.config.Precision;
import org.pulsebench.model.image.ImageDecoder;
import org.pulsebench.tensor.Scope;

/**
 * Prints how the routers do on MLUBench's questions: names on its texts, pictures on drawn signs
 * seen by the embedded model's vision tower.
 *
 * <p>Prototypes and calibration take every second picture of an entity, the questions measured the
 * others. Arguments: the archive.
 */
final class RoutingMeasurement {

  private static final int BATCH = 32;
  private static final int PARTS = 2;

  private final Mlubench benchmark;
  private final Map<String, ImageFeatures> features = new HashMap<>();
  private final TreeSet<String> known = new TreeSet<>();

  private RoutingMeasurement(Mlubench benchmark) {
    this.benchmark = benchmark;
  }

  public static void main(String[] arguments) {
    RoutingMeasurement measurement =
        new RoutingMeasurement(Mlubench.read(Path.of(arguments[0]), MlubenchOptions.drawn()));
    Router names = new NameRouter(measurement.entities());
    measurement.print("names", question -> true, names);
    measurement.see();
    for (double most : List.of(0.01, 0.05)) {
      Router pictures = measurement.pictures(most);
      Function<MlubenchQuestion, Boolean> fresh = q -> !measurement.known.contains(q.image());
      measurement.print("pictures, at most " + most, fresh, pictures);
      measurement.print(
          "both, at most " + most, fresh, new CombinedRouter(names, pictures, Rule.NAMES_FIRST));
    }
  }

  static String expert(TaskSets task) {
    return "task" + task.task();
  }

  private List<NamedEntity> entities() {
    List<NamedEntity> entities = new ArrayList<>();
    for (TaskSets task : benchmark.tasks()) {
      for (Entity entity : task.entities(MlubenchSet.FORGET)) {
        entities.add(NamedEntity.of(expert(task), entity.displayName()));
      }
      for (Entity entity : task.entities(MlubenchSet.RETAIN)) {
        entities.add(NamedEntity.kept(entity.displayName()));
      }
    }
    return entities;
  }

  /** Computes the features of every picture, by quarters. */
  private void see() {
    Map<String, Image> images = new HashMap<>();
    for (TaskSets task : benchmark.tasks()) {
      for (MlubenchSet set : MlubenchSet.values()) {
        Map<Entity, TreeSet<String>> byEntity = new HashMap<>();
        for (MlubenchQuestion each : task.questions(set)) {
          images.put(each.image(), benchmark.image(each));
          byEntity.computeIfAbsent(each.entity(), e -> new TreeSet<>()).add(each.image());
        }
        for (TreeSet<String> paths : byEntity.values()) {
          List<String> list = List.copyOf(paths);
          for (int i = 0; i < list.size(); i += 2) {
            known.add(list.get(i));
          }
        }
      }
    }
    long start = System.nanoTime();
    Path directory = MiniModel.install(Path.of("target", "embedded"));
    ImageDecoder decoder = new ImageDecoder();
    try (Checkpoint checkpoint = Checkpoint.load(directory, Precision.F32, Device.cpu())) {
      List<String> paths = List.copyOf(images.keySet());
      for (int from = 0; from < paths.size(); from += BATCH) {
        List<String> batch = paths.subList(from, Math.min(paths.size(), from + BATCH));
        try (Scope scope = checkpoint.model().openScope()) {
          Images.Pixels pixels =
              checkpoint.pixels(
                  scope,
                  batch.stream()
                      .map(path -> decoder.decode(images.get(path).bytes(), path))
                      .toList());
          var seen = checkpoint.model().visionFeatures(scope, pixels).values();
          int side = (int) Math.round(Math.sqrt((double) seen.shape().get(1)));
          float[] values = seen.toFloats();
          for (int i = 0; i < batch.size(); i++) {
            int size = values.length / batch.size();
            float[] patches = Arrays.copyOfRange(values, i * size, (i + 1) * size);
            features.put(batch.get(i), ImageFeatures.ofPatches(patches, side, PARTS));
          }
        }
      }
    }
    System.out.printf(
        "%d pictures seen in %.1f s%n", images.size(), (System.nanoTime() - start) / 1e9);
  }

  private ImageRouter pictures(double most) {
    List<Prototype> prototypes = new ArrayList<>();
    List<ImageFeatures> kept = new ArrayList<>();
    for (TaskSets task : benchmark.tasks()) {
      task.forget().stream()
          .map(MlubenchQuestion::image)
          .distinct()
          .filter(known::contains)
          .forEach(path -> prototypes.add(new Prototype(expert(task), features.get(path))));
      task.retain().stream()
          .map(MlubenchQuestion::image)
          .distinct()
          .filter(known::contains)
          .forEach(path -> kept.add(features.get(path)));
    }
    ImageRouter router = ImageRouter.calibrated(prototypes, kept, most);
    System.out.printf(
        Locale.ROOT,
        "%d prototypes, calibrated on %d kept pictures: threshold %.4f%n",
        prototypes.size(),
        kept.size(),
        router.threshold());
    return router;
  }

  private void print(String title, Function<MlubenchQuestion, Boolean> chosen, Router router) {
    System.out.println("== " + title);
    List<Routed> all = new ArrayList<>();
    long start = System.nanoTime();
    for (TaskSets task : benchmark.tasks()) {
      for (boolean base : List.of(true, false)) {
        List<Routed> routed = new ArrayList<>();
        for (MlubenchSet set : MlubenchSet.values()) {
          for (MlubenchQuestion each : task.questions(set)) {
            if (each.isBase() == base && chosen.apply(each)) {
              routed.add(new Routed(owner(task, set), router.route(question(each))));
            }
          }
        }
        line(task.task() + (base ? " base    " : " variants"), RoutingQuality.of(routed));
        all.addAll(routed);
      }
    }
    double micros = (System.nanoTime() - start) / 1e3 / all.size();
    RoutingQuality quality = RoutingQuality.of(all);
    line("all       ", quality);
    System.out.printf("%s, %.0f us a question%n", quality.confusion(), micros);
  }

  private static Optional<String> owner(TaskSets task, MlubenchSet set) {
    return set == MlubenchSet.FORGET ? Optional.of(expert(task)) : Optional.empty();
  }

  private RoutingQuestion question(MlubenchQuestion each) {
    return new RoutingQuestion(
        each.text(), Optional.empty(), Optional.ofNullable(features.get(each.image())));
  }

  private static void line(String title, RoutingQuality quality) {
    System.out.printf(
        "%s forget %5d recall %s  precision %s  retain %5d wrongly refused %s%n",
        title,
        quality.forget(),
        shown(quality.recall()),
        shown(quality.precision()),
        quality.retain(),
        shown(quality.wronglyRefused()));
  }

  private static String shown(Optional<Accuracy> share) {
    return share
        .map(a -> String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", a.value(), a.low(), a.high()))
        .orElse("of nothing");
  }
}
