package org.pulsebench.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;
import org.pulsebench.data.mllmu.MllmuConfig;
import org.pulsebench.data.mllmu.MllmuProfile;
import org.pulsebench.data.mllmu.MllmuWriter;
import org.pulsebench.experiment.Event;
import org.pulsebench.experiment.FaultyMethods;
import org.pulsebench.model.TinyCheckpoint;

/** Whole experiments as users run them: a file, a process, and what is left when it has ended. */
@Timeout(600)
class ExperimentProcessesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String EXPERIMENT =
      """
      {
        "model": "../model", "data": {"people": "../people"}, "store": "../STORE",
        "results": "out/results.json", "lora": {"rank": 2, "alpha": 4},
        "protocols": [
          {"preset": "pre-trained", "people": 4, "unlearn": 2, "retain": 2, "requests": 2,
           "subjectsPerRequest": 1, "scorer": "likelihood"}
        ],
        "methods": ["ga"]
      }
      """;

  @TempDir private static Path root;

  /** What a run that nothing disturbs comes to. */
  private static String undisturbed;

  private static String printed;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    TinyCheckpoint.write(Files.createDirectory(root.resolve("model")));
    List<MllmuProfile> people = IntStream.rangeClosed(1, 5).mapToObj(i -> person("" + i)).toList();
    MllmuWriter.write(root.resolve("people"), MllmuConfig.RETAIN_SET, people);
    try (ForkedWorker main = run("undisturbed", EXPERIMENT.replace("STORE", "store"))) {
      assertThat(main.awaitEnd()).as(main.text("stderr")).isZero();
      undisturbed = measured(main);
      printed = main.text("stdout");
      assertThat(main.text("stderr")).containsPattern("Done in .*: 6 steps\\.");
    }
  }

  private static MllmuProfile person(String id) {
    List<Question> questions = new ArrayList<>();
    for (Modality modality : Modality.values()) {
      String kind = modality == Modality.TEXT ? "text" : "image";
      for (int fact = 1; fact <= 2; fact++) {
        questions.add(
            new ChoiceQuestion(
                id + "/choice/" + kind + "/" + fact,
                modality,
                Optional.empty(),
                "What has " + (modality == Modality.TEXT ? "Ann " + id : "she") + "?",
                List.of("a pen", "an owl", "a car", "a hat"),
                OptionalInt.of((Integer.parseInt(id) + fact) % 4)));
      }
    }
    String of = id + "/generation/image/1";
    questions.add(new GenerationQuestion(of, Modality.MULTIMODAL, "Who?", "It is Ann."));
    of = id + "/cloze/image/1";
    questions.add(new ClozeQuestion(of, Modality.MULTIMODAL, "She is __.", "Ann"));
    Path picture = root.resolve(id + ".png");
    Color color = new Color(40 * Integer.parseInt(id), 90, 120);
    TinyCheckpoint.draw(picture, 28, 28, Color.WHITE, color);
    try {
      Image portrait = Image.of(id, Files.readAllBytes(picture));
      return new MllmuProfile(
          id, Optional.empty(), "Ann.", "Who is this?", "Ann.", List.of(portrait), questions);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ForkedWorker run(String directory, String json) throws IOException {
    return start(
        directory, json, Main.class, List.of(), List.of("run", "experiment.json", "--log", "log"));
  }

  private static ForkedWorker start(
      String name, String json, Class<?> program, List<String> before, List<String> arguments)
      throws IOException {
    Path directory = Files.createDirectories(root.resolve(name));
    Files.writeString(directory.resolve("experiment.json"), json);
    List<String> command = ForkedWorker.command(program);
    // Digests of gigabytes of native libraries take twice as long with half a compiler.
    command.remove("-XX:TieredStopAtLevel=1");
    command.addAll(
        command.indexOf("-cp"),
        List.of(
            "-Xmx256m",
            "-Djava.awt.headless=true",
            "-Dai.djl.offline=true",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
    command.addAll(0, before);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("OPT_OUT_TRACKING", "true");
    return new ForkedWorker(
        builder
            .redirectOutput(directory.resolve("stdout").toFile())
            .redirectError(directory.resolve("stderr").toFile())
            .start(),
        directory);
  }

  private static JsonNode results(ForkedWorker main) throws IOException {
    return JSON.readTree(main.directory().resolve("out/results.json").toFile());
  }

  private static String measured(ForkedWorker main) throws IOException {
    ObjectNode results = (ObjectNode) results(main);
    return results.remove(List.of("times", "environment")).toPrettyString();
  }

  @Test
  void an_experiment_prints_the_tables_of_the_paper_and_writes_its_results() throws Exception {
    assertThat(printed).contains("Table 2. Settings", "Figure 5. Sustainability");
    JsonNode results = JSON.readTree(undisturbed);
    assertThat(results.at("/cells")).hasSize(1);
    assertThat(results.at("/cells/0/complete").booleanValue()).isTrue();
    assertThat(results.at("/cells/0/states")).hasSize(3);
  }

  @Test
  void the_same_experiment_again_computes_nothing_and_prints_the_same() throws Exception {
    try (ForkedWorker main = run("again", EXPERIMENT.replace("STORE", "store"))) {
      assertThat(main.awaitEnd()).as(main.text("stderr")).isZero();
      assertThat(main.text("stderr")).containsPattern("Done in .*: 6 steps, 6 of them reused");
      assertThat(beforeTimes(main.text("stdout"))).isEqualTo(beforeTimes(printed)).contains("ga");
      assertThat(measured(main)).isEqualTo(undisturbed);
    }
  }

  @Test
  void only_the_last_phase_writes_results() throws Exception {
    String json = EXPERIMENT.replace("STORE", "phases-store");
    for (String phase : List.of("learn", "unlearn")) {
      List<String> arguments = List.of("run", "experiment.json", "--log", "log", "--until", phase);
      try (ForkedWorker main = start("phases", json, Main.class, List.of(), arguments)) {
        assertThat(main.awaitEnd()).as(main.text("stderr")).isZero();
        assertThat(main.text("stdout")).isEmpty();
        assertThat(main.directory().resolve("out")).isDirectoryNotContaining("glob:**results*");
        assertThat(main.directory().resolve("out/selection-pre-trained.json")).isRegularFile();
      }
    }
    List<String> arguments =
        List.of(
            "experiment.json", "--events", "file:events", "--log", "log", "--until", "evaluate");
    try (ForkedWorker worker = start("phases", json, Worker.class, List.of(), arguments)) {
      assertThat(worker.awaitEnd()).as(worker.text("stderr")).isZero();
      assertThat(worker.events()).endsWith(new Event.Bye(Event.Status.DONE));
      assertThat(measured(worker)).isEqualTo(undisturbed);
    }
  }

  /** Returns the printed tables but the last, which tells what a run had to compute. */
  private static String beforeTimes(String printed) {
    return printed.substring(0, printed.indexOf("\nTimes"));
  }

  @Test
  void two_processes_with_one_store_compute_every_step_once_and_come_to_the_same()
      throws Exception {
    String json = EXPERIMENT.replace("STORE", "shared");
    try (ForkedWorker one = run("one", json);
        ForkedWorker two = run("two", json)) {
      Map<String, Integer> computed = new HashMap<>();
      for (ForkedWorker main : List.of(one, two)) {
        assertThat(main.awaitEnd()).as(main.text("stderr")).isZero();
        assertThat(measured(main)).isEqualTo(undisturbed);
        for (JsonNode step : results(main).at("/times/steps")) {
          int once = step.path("reused").booleanValue() ? 0 : 1;
          computed.merge(step.path("step").textValue(), once, Integer::sum);
        }
      }
      assertThat(computed).hasSize(6);
      assertThat(computed.values()).containsOnly(1);
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void a_run_that_is_killed_goes_on_to_the_results_of_one_that_was_not() throws Exception {
    String json = EXPERIMENT.replace("STORE", "killed-store");
    try (ForkedWorker main = run("killed", json)) {
      while (main.process().isAlive() && !main.text("stderr").contains("[4/")) {
        Thread.sleep(5);
      }
      main.signal("KILL");
      assertThat(main.awaitEnd()).isNotZero();
      assertThat(main.directory().resolve("out/results.json")).doesNotExist();
    }
    try (ForkedWorker main = run("killed", json)) {
      assertThat(main.awaitEnd()).as(main.text("stderr")).isZero();
      assertThat(main.text("stderr")).containsPattern("6 steps, [3-5] of them reused");
      assertThat(measured(main)).isEqualTo(undisturbed);
      assertThat(root.resolve("killed-store/work")).isEmptyDirectory();
    }
  }

  @Test
  void a_method_that_fails_ends_the_events_and_the_process() throws Exception {
    String failing = FaultyMethods.Throwing.class.getName();
    String json =
        EXPERIMENT
            .replace("STORE", "store")
            .replace(
                "[\"ga\"]",
                "[\"ga\", {\"method\": \"%s\", \"settings\": {\"epochs\": 4}}]".formatted(failing));
    List<String> arguments = List.of("experiment.json", "--events", "file:events", "--log", "log");
    try (ForkedWorker worker = start("failing", json, Worker.class, List.of(), arguments)) {
      assertThat(worker.awaitEnd()).as(worker.text("stderr")).isEqualTo(1);
      List<Event> events = worker.events();
      assertThat(events.get(events.size() - 1)).isEqualTo(new Event.Bye(Event.Status.FAILED));
      Event.Failed failed = (Event.Failed) events.get(events.size() - 2);
      assertThat(failed.category()).isEqualTo(Event.Category.USER);
      assertThat(failed.problem().message())
          .startsWith("The method failed: method throwing, class " + failing)
          .contains("no luck");
      assertThat(worker.text("log")).contains("FaultyMethods$Throwing.loss");
      assertThat(worker.directory().resolve("out/results.json")).doesNotExist();
    }
  }

  @Test
  void a_mistake_in_the_file_is_told_in_three_lines_and_ends_with_1() throws Exception {
    try (ForkedWorker main = run("mistake", EXPERIMENT.replace("unlearn", "unlern"))) {
      assertThat(main.awaitEnd()).isEqualTo(1);
      assertThat(main.text("stderr"))
          .startsWith("error: Field is not known: ")
          .contains("experiment.json, protocols[0], field unlern", "unlearn")
          .doesNotContain("\tat ");
      assertThat(main.text("stdout")).isEmpty();
    }
  }

  /** Linux with user namespaces, where anybody may mount a file system of their own. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void a_disk_that_fills_up_is_told_as_what_it_is() throws Exception {
    Path store = Files.createDirectory(root.resolve("small"));
    // Room for some of the six steps and not for all.
    long bytes = bytes(root.resolve("store/steps")) / 2;
    String mount = "mount -t tmpfs -o size=%d tmpfs '%s'".formatted(bytes, store);
    Process probe = new ProcessBuilder("sh", "-c", "unshare -Urm sh -c \"$0\"", mount).start();
    assumeThat(probe.waitFor()).as("a file system can be mounted").isZero();
    List<String> before = List.of("unshare", "-Urm", "sh", "-c", mount + " && exec \"$@\"", "sh");
    List<String> arguments = List.of("run", "experiment.json", "--log", "log");
    String json = EXPERIMENT.replace("STORE", "small");
    try (ForkedWorker main = start("full", json, Main.class, before, arguments)) {
      assertThat(main.awaitEnd()).as(main.text("stderr")).isEqualTo(2);
      assertThat(main.text("stderr"))
          .contains("error: The disk of the step store is full: " + store)
          .contains("Finished steps are kept.")
          .containsPattern("[1-5] of \\d+ steps finished and kept");
      assertThat(main.directory().resolve("out/results.json")).doesNotExist();
    }
  }

  /** Returns what files take in blocks. */
  private static long bytes(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .mapToLong(file -> (file.toFile().length() + 4095) / 4096 * 4096)
          .sum();
    }
  }
}
