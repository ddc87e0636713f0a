package org.pulsebench.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.pulsebench.RandomStream;
import org.pulsebench.Sha256;
import org.pulsebench.data.mlubench.Mlubench;
import org.pulsebench.data.mlubench.MlubenchOptions;
import org.pulsebench.data.mlubench.MlubenchQuestion;
import org.pulsebench.data.mlubench.MlubenchSet;
import org.pulsebench.method.lumoe.CombinedRouter;
import org.pulsebench.method.lumoe.ExpertLibrary;
import org.pulsebench.method.lumoe.ImageFeatures;
import org.pulsebench.method.lumoe.ImageRouter;
import org.pulsebench.method.lumoe.ImageRouter.Prototype;
import org.pulsebench.method.lumoe.NameRouter;
import org.pulsebench.method.lumoe.NamedEntity;
import org.pulsebench.method.lumoe.Router;
import org.pulsebench.method.lumoe.RoutingQuestion;
import org.pulsebench.model.AdapterFiles;

/**
 * Prints what lifelong unlearning costs beside the model: reading MLUBench, routing a question
 * among 1,000 experts, and the heap that a stored expert takes while its adapter is not loaded.
 *
 * <p>Experts are invented: names of two made-up words, features drawn at random. Every third
 * question names an expert, every third does so with a wrong letter, the others name none.
 * Arguments: the archive. Times are processor time.
 */
public final class LifelongCost {

  private static final int EXPERTS = 1000;
  private static final int QUESTIONS = 1500;
  private static final int ROUNDS = 4;

  /** Width of CLIP ViT-L/14, as a mean over the picture and as means over its quarters. */
  private static final List<Integer> DIMENSIONS = List.of(1024, 4096);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final RandomStream random = new RandomStream(1);

  private LifelongCost() {}

  /** Prints the costs. */
  public static void main(String[] arguments) throws IOException {
    Path archive = Path.of(arguments[0]);
    for (int i = 0; i < ROUNDS; i++) {
      long start = time();
      Mlubench benchmark = Mlubench.read(archive, MlubenchOptions.drawn());
      print("reading the archive", benchmark.report().records() + " records", start, 1);
    }
    new LifelongCost().measure(texts(archive));
  }

  private static List<String> texts(Path archive) {
    return Mlubench.read(archive, MlubenchOptions.drawn()).tasks().stream()
        .flatMap(task -> task.questions(MlubenchSet.FORGET).stream())
        .map(MlubenchQuestion::text)
        .toList();
  }

  private void measure(List<String> texts) throws IOException {
    List<String> names = names();
    List<RoutingQuestion> questions = questions(names, texts);
    Router byName =
        stored(
            "names",
            () -> new NameRouter(names.stream().map(each -> NamedEntity.of(each, each)).toList()));
    route("names", byName, questions);
    for (int dimension : DIMENSIONS) {
      Router byPicture = stored("pictures, " + dimension, () -> pictures(names, dimension));
      List<RoutingQuestion> seen =
          questions.stream().map(each -> each.with(features(dimension))).toList();
      route("pictures, " + dimension, byPicture, seen);
      route(
          "names, then pictures, " + dimension,
          new CombinedRouter(byName, byPicture, CombinedRouter.Rule.NAMES_FIRST),
          seen);
    }
    Path library = library(names);
    stored("library", () -> ExpertLibrary.open(library));
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < EXPERTS; i++) {
      names.add(word() + " " + word() + i);
    }
    return names;
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      word.append("bdfgklmnprst".charAt(random.nextInt(12)));
      word.append("aeiou".charAt(random.nextInt(5)));
    }
    return word.toString();
  }

  private List<RoutingQuestion> questions(List<String> names, List<String> texts) {
    List<RoutingQuestion> questions = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      String text = texts.get(random.nextInt(texts.size()));
      String name = names.get(random.nextInt(names.size()));
      String wrong = name.substring(0, 2) + "x" + name.substring(3);
      questions.add(
          RoutingQuestion.ofText(
              switch (i % 3) {
                case 0 -> text + " It shows " + name + ".";
                case 1 -> text + " It shows " + wrong + ".";
                default -> text;
              }));
    }
    return questions;
  }

  private ImageRouter pictures(List<String> names, int dimension) {
    return new ImageRouter(
        names.stream().map(each -> new Prototype(each, features(dimension))).toList(), 0.9);
  }

  private ImageFeatures features(int dimension) {
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return ImageFeatures.of(values);
  }

  private static Path library(List<String> names) throws IOException {
    Path directory = Files.createTempDirectory("experts");
    StringBuilder list = new StringBuilder();
    for (String name : names) {
      String digest = new Sha256().add(name).finish();
      Path adapter = directory.resolve("adapters").resolve(digest);
      Files.createDirectories(adapter);
      Files.createFile(adapter.resolve(AdapterFiles.TENSORS));
      list.append(list.isEmpty() ? "" : ",");
      list.append("{\"name\":\"%s\",\"digest\":\"%s\"}".formatted(name, digest));
    }
    Files.writeString(
        directory.resolve(ExpertLibrary.LIST),
        "{\"format\":\"pulse-experts\",\"version\":1,\"base\":\"none\",\"experts\":["
            + list
            + "]}");
    return directory;
  }

  private static void route(String title, Router router, List<RoutingQuestion> questions) {
    double[] worst = new double[questions.size()];
    for (int round = 0; round < ROUNDS; round++) {
      long begun = time();
      int routed = 0;
      for (int i = 0; i < worst.length; i++) {
        long start = time();
        routed += router.route(questions.get(i)).isNone() ? 0 : 1;
        worst[i] = (time() - start) / 1e3;
      }
      print("routing by " + title, routed + " routed", begun, worst.length);
    }
    Arrays.sort(worst);
    System.out.printf(
        Locale.ROOT,
        "  of single questions in the last round: median %.0f us, 99th percentile %.0f us%n",
        worst[worst.length / 2],
        worst[worst.length * 99 / 100]);
  }

  /** Prints the heap that what is made takes for each expert. */
  private static <T> T stored(String title, Supplier<T> make) {
    long before = heap();
    T made = make.get();
    long bytes = heap() - before;
    System.out.printf("%s: %d bytes of heap an expert%n", title, bytes / EXPERTS);
    return made;
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Returns this thread's processor time in ns: other work on the machine does not count. */
  private static long time() {
    return THREADS.getCurrentThreadCpuTime();
  }

  private static void print(String title, String what, long start, int count) {
    System.out.printf(
        Locale.ROOT, "%s: %.1f us each (%s)%n", title, (time() - start) / 1e3 / count, what);
  }
}
