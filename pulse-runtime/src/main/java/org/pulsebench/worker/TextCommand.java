package org.pulsebench.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.pulsebench.Cancellation;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.experiment.Description;

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

  private static final Path LOG = Path.of("pulse.log");

  /** What a command has to say, and what the process ends with. */
  record Answer(String text, ExitCode exitCode) {}

  static final List<TextCommand> ALL =
      List.of(
          new TextCommand(
              "describe",
              "<experiment.json>",
              Set.of(),
              arguments -> done(Description.of(arguments.experimentFile(1), loader()))));

  private static Answer done(String text) {
    return new Answer(text, ExitCode.DONE);
  }

  private static ClassLoader loader() {
    return Thread.currentThread().getContextClassLoader();
  }

  /**
   * Does what the arguments ask for, and says it on standard output or in the file that they name.
   *
   * @param arguments with the command's name
   */
  ExitCode run(List<String> arguments) {
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
