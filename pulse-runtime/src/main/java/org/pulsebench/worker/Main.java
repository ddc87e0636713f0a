package org.pulsebench.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pulsebench.NearNames;
import org.pulsebench.PulseException;
import org.pulsebench.experiment.ExperimentRun;
import org.pulsebench.experiment.environment.Environment;

/**
 * The command line for use without Maven: {@code run}, and commands that answer with a text.
 *
 * <pre>
 * run &lt;experiment.json&gt; [--until prepare | learn | unlearn | evaluate] [--log &lt;file&gt;]
 * </pre>
 *
 * <p>Progress and the summary of a run go to standard error; stack traces go to the log, {@code
 * pulse.log} unless named otherwise. Ctrl-C stops the run; the same command goes on from the
 * finished steps. The other commands write to standard output, or to the file after {@code
 * --output}; without arguments they are listed. The meaning of the exit status is told by {@link
 * ExitCode}.
 */
public final class Main {

  private static final String RUN = "run";
  private static final String RUN_USAGE =
      "<experiment.json> [--until prepare|learn|unlearn|evaluate] [--log <file>]";
  private static final String UNTIL = "--until";
  private static final String LOG = "--log";
  private static final String HELP = "--help";

  private Main() {}

  /** Does what the arguments ask for and ends the process. */
  public static void main(String[] arguments) {
    start(List.of(arguments), new InstalledRun(), Supervisor.PATIENCE);
  }

  /** The same for any run; never returns. */
  static void start(List<String> arguments, ExperimentRun run, Duration patience) {
    try {
      if (arguments.isEmpty() || arguments.contains(HELP)) {
        System.out.print(usage());
        System.exit(ExitCode.DONE.status());
      }
      String name = arguments.get(0);
      Optional<TextCommand> text =
          TextCommand.ALL.stream().filter(command -> command.name().equals(name)).findFirst();
      if (text.isPresent()) {
        System.exit(text.get().run(arguments).status());
      }
      if (!name.equals(RUN)) {
        throw Arguments.bad("There is no such command", name, NearNames.expected(name, names()));
      }
      run(Arguments.parse(arguments, Set.of(UNTIL, LOG)), run, patience);
    } catch (PulseException e) {
      System.err.println("error: " + e.getMessage());
      System.exit(ExitCode.of(Outcome.category(e)).status());
    }
  }

  private static void run(Arguments arguments, ExperimentRun run, Duration patience) {
    Path experimentFile = arguments.experimentFile(1);
    WorkerLog log = WorkerLog.file(arguments.file(LOG).orElse(Path.of("pulse.log")));
    log.line(Environment.ofJvm().summary());
    new Supervisor(log, patience)
        .run(
            run,
            experimentFile,
            arguments.until(UNTIL),
            new ConsoleProgress(new StreamOutput(System.err, Terminal.detect())));
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of(RUN));
    TextCommand.ALL.forEach(command -> names.add(command.name()));
    return names;
  }

  private static String usage() {
    StringBuilder usage = new StringBuilder("PULSE, unlearning in large multimodal models\n\n");
    usage.append("  %-9s %s%n".formatted(RUN, RUN_USAGE));
    TextCommand.ALL.forEach(
        command -> usage.append("  %-9s %s%n".formatted(command.name(), command.usage())));
    return usage
        .append("\nA run prints the paper's tables and writes results.json; ")
        .append("what was computed stays in the store.\n")
        .append("Every other command takes --output <file>.\n")
        .toString();
  }
}
