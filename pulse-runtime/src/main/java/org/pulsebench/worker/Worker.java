package org.pulsebench.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.pulsebench.PulseException;
import org.pulsebench.experiment.ExperimentRun;
import org.pulsebench.experiment.Phase;
import org.pulsebench.experiment.environment.Environment;
import org.pulsebench.worker.EventTarget.ToSocket;

/**
 * The main program of the forked JVM.
 *
 * <pre>
 * &lt;experiment.json&gt; --events file:&lt;path&gt; | tcp:127.0.0.1:&lt;port&gt;
 *     [--until prepare | learn | unlearn | evaluate] [--parent &lt;pid&gt;] [--log &lt;file&gt;]
 * </pre>
 *
 * <p>Events go to the file or socket as lines of {@link org.pulsebench.experiment.Events}; on a
 * socket the first line is the value of the environment variable {@code PULSE_EVENTS_TOKEN}.
 * Nothing is read from standard input, and standard output means nothing: native code prints there.
 *
 * <p>{@code --until} names the last phase that is carried out, all of them by default. {@code
 * --parent} names the process whose end is the worker's end too. {@code --log} takes stack traces
 * and all that Java code prints; without it they go to standard error.
 *
 * <p>SIGTERM, Ctrl-C, a reader that hangs up and the parent's end make the worker stop within
 * seconds; on Windows, where a process cannot be asked to end, hanging up is the way. The meaning
 * of the exit status is told by {@link ExitCode}.
 */
public final class Worker {

  private static final String EVENTS = "--events";
  private static final String UNTIL = "--until";
  private static final String PARENT = "--parent";
  private static final String LOG = "--log";

  private Worker() {}

  /** Runs one experiment and ends the process. */
  public static void main(String[] arguments) {
    start(List.of(arguments), new InstalledRun(), Supervisor.PATIENCE);
  }

  /** The same for any run; never returns. */
  static void start(List<String> arguments, ExperimentRun run, Duration patience) {
    try {
      Arguments parsed = Arguments.parse(arguments, Set.of(EVENTS, UNTIL, PARENT, LOG));
      Path experimentFile = parsed.experimentFile(0);
      Phase until = parsed.until(UNTIL);
      EventTarget target = target(parsed, System.getenv());
      OptionalLong parent = parent(parsed);
      WorkerLog log = log(parsed);
      log.line(Environment.ofJvm().summary());
      Supervisor supervisor = new Supervisor(log, patience);
      EventChannel events = EventChannel.open(target, cause -> lost(supervisor, target, cause));
      parent.ifPresent(pid -> ParentWatch.start(pid, () -> orphaned(supervisor, pid)));
      supervisor.run(run, experimentFile, until, events);
    } catch (PulseException e) {
      // There is no channel yet to tell it by.
      System.err.println(e.getMessage());
      System.exit(ExitCode.of(Outcome.category(e)).status());
    }
  }

  private static EventTarget target(Arguments arguments, Map<String, String> environment) {
    String value =
        arguments
            .option(EVENTS)
            .orElseThrow(
                () ->
                    Arguments.bad(
                        "A worker needs a place for its events",
                        "no " + EVENTS,
                        EVENTS + " file:<path> or " + EVENTS + " tcp:127.0.0.1:<port>"));
    return EventTarget.parse(value, environment);
  }

  private static OptionalLong parent(Arguments arguments) {
    if (arguments.option(PARENT).isEmpty()) {
      return OptionalLong.empty();
    }
    String value = arguments.option(PARENT).get();
    // Ten digits hold every process id of every system.
    if (!value.matches("[1-9][0-9]{0,9}")) {
      throw Arguments.bad("A process has a number", PARENT + " " + value, PARENT + " <pid>");
    }
    return OptionalLong.of(Long.parseLong(value));
  }

  private static WorkerLog log(Arguments arguments) {
    if (arguments.option(LOG).isEmpty()) {
      return WorkerLog.standardError();
    }
    WorkerLog log = WorkerLog.file(arguments.file(LOG).orElseThrow());
    log.takeStandardStreams();
    return log;
  }

  private static void lost(Supervisor supervisor, EventTarget target, IOException cause) {
    ExitCode code = target instanceof ToSocket ? ExitCode.ORPHANED : ExitCode.ENVIRONMENT;
    supervisor.stop("Events cannot be sent to " + target + " any more: " + cause, code);
  }

  private static void orphaned(Supervisor supervisor, long parent) {
    supervisor.stop(
        "The process that started the worker, " + parent + ", is gone", ExitCode.ORPHANED);
  }
}
