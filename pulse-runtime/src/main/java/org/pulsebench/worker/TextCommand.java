package org.pulsebench.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.pulsebench.Cancellation;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.data.world.World;
import org.pulsebench.data.world.WorldWriter;
import org.pulsebench.experiment.Description;
import org.pulsebench.experiment.ExperimentFile;
import org.pulsebench.experiment.RunEstimate;
import org.pulsebench.experiment.TextPage;
import org.pulsebench.experiment.doctor.Doctor;
import org.pulsebench.experiment.doctor.Finding;
import org.pulsebench.experiment.store.StepStore;

/**
 * A command that answers with a text for a person.
 *
 * @param name the first argument
 * @param usage the arguments after it
 * @param options those that it has beside {@value #OUTPUT}
 * @param answer computes the text
 */
record TextCommand(
    String name, String usage, Set<String> options, Function<Arguments, Answer> answer) {

  private static final String OUTPUT = "--output";

  private static final String STORE = "--store";

  private static final Path LOG = Path.of("pulse.log");

  /** What a command has to say, and what the process ends with. */
  record Answer(String text, ExitCode exitCode) {}

  static final List<TextCommand> ALL =
      List.of(
          new TextCommand(
              "describe",
              "<experiment.json>",
              Set.of(),
              arguments -> done(Description.of(arguments.experimentFile(1), loader()))),
          new TextCommand(
              "estimate",
              "<experiment.json>",
              Set.of(),
              arguments -> done(RunEstimate.of(arguments.experimentFile(1), loader()))),
          new TextCommand("world", "<directory>", Set.of(), arguments -> done(world(arguments))),
          new TextCommand(
              "doctor",
              "[<experiment.json>] [" + STORE + " <directory>]",
              Set.of(STORE),
              TextCommand::doctor));

  /** Writes the embedded world in the layouts of the published data sets. */
  private static String world(Arguments arguments) {
    Path directory = arguments.directory(1);
    WorldWriter.write(World.draw(World.SEED), directory);
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("people", directory.resolve(WorldWriter.PEOPLE).toString());
    facts.put("exam", directory.resolve(WorldWriter.EXAM).toString());
    return new TextPage().heading("Embedded world, written").entries(0, facts).text();
  }

  private static Answer doctor(Arguments arguments) {
    List<Finding> findings =
        arguments.plain().size() > 1 ? ofExperiment(arguments) : ofMachine(arguments);
    ExitCode code = Doctor.canRun(findings) ? ExitCode.DONE : ExitCode.ENVIRONMENT;
    return new Answer(Doctor.text(findings), code);
  }

  private static List<Finding> ofMachine(Arguments arguments) {
    return Doctor.examine(
        arguments
            .file(STORE)
            .orElseGet(() -> StepStore.defaultDirectory(System.getenv(), System.getProperties())));
  }

  private static List<Finding> ofExperiment(Arguments arguments) {
    Path experiment = arguments.experimentFile(1);
    Path store = arguments.file(STORE).orElseGet(() -> ExperimentFile.read(experiment).store());
    return Doctor.examine(store, RunEstimate.needs(experiment, loader()));
  }

  private static Answer done(String text) {
    return new Answer(text, ExitCode.DONE);
  }

  private static ClassLoader loader() {
    return Thread.currentThread().getContextClassLoader();
  }

  /**
   * Does what the arguments ask for, and says it on standard output or in the file that they name.
   *
   * <p>A signal that comes before that halts the process: PyTorch's exit handlers crash while a
   * backward pass is still running, and an estimate has such.
   *
   * @param arguments with the command's name
   */
  ExitCode run(List<String> arguments) {
    AtomicBoolean ended = new AtomicBoolean();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> haltUnless(ended), "halt"));
    ExitCode code = answered(arguments);
    ended.set(true);
    return code;
  }

  private static void haltUnless(AtomicBoolean ended) {
    if (!ended.get()) {
      Runtime.getRuntime().halt(ExitCode.CANCELLED.status());
    }
  }

  private ExitCode answered(List<String> arguments) {
    try {
      Set<String> known = new TreeSet<>(options);
      known.add(OUTPUT);
      Arguments parsed = Arguments.parse(arguments, known);
      Answer found = answer.apply(parsed);
      if (parsed.option(OUTPUT).isPresent()) {
        write(found.text(), parsed.file(OUTPUT).orElseThrow());
      } else {
        System.out.print(found.text());
        System.out.flush();
      }
      return found.exitCode();
    } catch (RuntimeException | Error e) {
      return failed(e);
    }
  }

  private ExitCode failed(Throwable thrown) {
    Outcome outcome = Outcome.of(thrown, new Cancellation(), "command " + name, LOG.toString());
    outcome
        .failure()
        .ifPresent(failure -> System.err.println("error: " + failure.problem().message()));
    if (outcome.exitCode() == ExitCode.BUG) {
      WorkerLog.file(LOG).trace("The command " + name + " failed", thrown);
    }
    return outcome.exitCode();
  }

  private static void write(String text, Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new EnvironmentException(
          new Problem(
              "The text cannot be written",
              file.toString(),
              e.toString(),
              "a file that this user may write to",
              "Name another file with " + OUTPUT + "."),
          e);
    }
  }
}
