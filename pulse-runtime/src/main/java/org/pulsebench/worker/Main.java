package org.pulsebench.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.pulsebench.PulseException;
import org.pulsebench.experiment.ExperimentRun;
import org.pulsebench.experiment.environment.Environment;

/**
 * The command line for use without Maven: {@code run <experiment.json> [--log <file>]}.
 *
 * <p>Progress and the summary go to standard error; stack traces go to the log, {@code pulse.log}
 * unless named otherwise. Ctrl-C stops the run; the same command goes on from the finished steps.
 * The meaning of the exit status is told by {@link ExitCode}.
 */
public final class Main {

  private static final String UNTIL = "--until";
  private static final String LOG = "--log";

  private Main() {}

  /** Does what the arguments ask for and ends the process. */
  public static void main(String[] arguments) {
    start(List.of(arguments), new InstalledRun(), Supervisor.PATIENCE);
  }

  /** The same for any run; never returns. */
  static void start(List<String> arguments, ExperimentRun run, Duration patience) {
    try {
      Arguments parsed = Arguments.parse(arguments, Set.of(UNTIL, LOG));
      if (parsed.plain().isEmpty() || !parsed.plain().get(0).equals("run")) {
        throw Arguments.bad(
            "There is no such command",
            parsed.plain().isEmpty() ? "nothing" : parsed.plain().get(0),
            "run <experiment.json> [" + LOG + " <file>]");
      }
      Path experimentFile = parsed.experimentFile(1);
      WorkerLog log = WorkerLog.file(parsed.file(LOG).orElse(Path.of("pulse.log")));
      log.line(Environment.ofJvm().summary());
      new Supervisor(log, patience)
          .run(
              run,
              experimentFile,
              parsed.until(UNTIL),
              new ConsoleProgress(new StreamOutput(System.err, Terminal.detect())));
    } catch (PulseException e) {
      System.err.println(e.getMessage());
      System.exit(ExitCode.of(Outcome.category(e)).status());
    }
  }
}
