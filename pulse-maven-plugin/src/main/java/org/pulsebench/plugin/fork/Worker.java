package org.pulsebench.plugin.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.experiment.Event;
import org.pulsebench.experiment.EventSink;
import org.pulsebench.experiment.Phase;

/**
 * Runs programs of the worker in a JVM of their own.
 *
 * @param directory of the project, in which the worker runs
 * @param output where the worker's log and its class path are written
 */
public record Worker(
    WorkerArtifacts artifacts,
    List<ClassPath.UserEntry> user,
    DeviceChoice device,
    int gpu,
    JvmOptions jvm,
    HubAccess hub,
    Path directory,
    Path output,
    CommandListener listener) {

  private static final String WORKER = "org.pulsebench.worker.Worker";
  private static final String MAIN = "org.pulsebench.worker.Main";
  private static final String TOKEN = "PULSE_EVENTS_TOKEN";
  private static final long LAST_EVENTS_MILLIS = 5_000;

  /** Exit statuses from 1 to this come with an explanation in the log. */
  private static final int LAST_EXPLAINED = 4;

  /** Hears of a command before it starts. */
  @FunctionalInterface
  public interface CommandListener {

    /** Is told the whole command. */
    void starting(String command);
  }

  public Worker {
    Objects.requireNonNull(artifacts, "artifacts");
    user = List.copyOf(user);
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(jvm, "jvm");
    Objects.requireNonNull(hub, "hub");
  }

  /**
   * How an experiment ended.
   *
   * @param failure if it failed in a way that the worker could explain
   */
  public record Ending(Optional<Event.Failed> failure) {}

  /** Returns the file that the worker prints into. */
  public Path log() {
    return output.resolve("worker.log");
  }

  /**
   * Runs an experiment up to one kind of step.
   *
   * @param until the last kind of step
   * @param events gets what happens, from another thread
   * @throws EnvironmentException if the worker cannot be started, crashes, is stopped or takes too
   *     long
   */
  public Ending run(Path experimentFile, Phase until, EventSink events) {
    LastEvents last = new LastEvents(events);
    boolean computes = until != Phase.PREPARE;
    try (GpuLock gpuLock = computes ? GpuLock.of(device, gpu) : GpuLock.none();
        EventServer server = EventServer.open(last)) {
      List<String> arguments =
          List.of(
              experimentFile.toString(),
              "--events",
              server.target(),
              "--parent",
              "" + ProcessHandle.current().pid(),
              "--log",
              log().toString(),
              "--until",
              until.id());
      Execution execution = execute(command(WORKER, arguments), Map.of(TOKEN, server.token()));
      server.awaitEnd(LAST_EVENTS_MILLIS);
      return ending(last, execution);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopped("Maven's thread was interrupted");
    }
  }

  /**
   * Runs a command that answers with text.
   *
   * @param arguments of the worker's command line, without {@code --output}
   * @throws EnvironmentException if the worker cannot be started or crashes
   */
  public Answer ask(String what, List<String> arguments) {
    Path answer = output.resolve(what + ".txt");
    try {
      Files.createDirectories(output);
      Files.deleteIfExists(answer);
      List<String> all = new ArrayList<>(arguments);
      all.addAll(List.of("--output", answer.toString()));
      Execution execution = execute(command(MAIN, all), Map.of());
      List<String> text = Files.exists(answer) ? Files.readAllLines(answer) : List.of();
      if (text.isEmpty() && execution.exit() > LAST_EXPLAINED) {
        throw execution.crash(Optional.of(what), log());
      }
      return new Answer(execution.exit(), text, Files.readString(log()).strip());
    } catch (IOException e) {
      throw new EnvironmentException(
          new Problem(
              "The worker's answer cannot be read",
              answer.toString(),
              e.toString(),
              "a directory that this user may write to",
              "Check <directory> (-Dpulse.directory)."),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopped("Maven's thread was interrupted");
    }
  }

  /**
   * What a command answered.
   *
   * @param exit its status; 0 for success, 1 where the user can mend it, otherwise the machine
   * @param text the answer, line by line; empty if it failed
   * @param complaint what it printed beside the answer
   */
  public record Answer(int exit, List<String> text, String complaint) {}

  private WorkerCommand command(String main, List<String> arguments) {
    Versions versions = Versions.installed();
    ClassPath classPath = ClassPath.of(artifacts.resolve(versions, device.library()), user);
    return new WorkerCommand(jvm, device, gpu, hub, classPath, main, arguments);
  }

  private Execution execute(WorkerCommand command, Map<String, String> secrets)
      throws InterruptedException {
    try (Scratch temporary = Scratch.at(output.resolve("tmp"))) {
      List<String> line = command.line(output.resolve("worker.args"), temporary.directory());
      clearLog();
      Map<String, String> environment = new LinkedHashMap<>(command.environment());
      environment.putAll(secrets);
      listener.starting(String.join(" ", line));
      int exit =
          WorkerProcess.start(line, environment, directory, log())
              .await(jvm.timeout())
              .orElseThrow(() -> tooLong(jvm.timeout().orElseThrow()));
      return new Execution(line, exit);
    }
  }

  /** The last lines that a crash is told with are to be its own. */
  private void clearLog() {
    try {
      Files.deleteIfExists(log());
    } catch (IOException e) {
      throw EnvironmentException.unwritable(log(), e);
    }
  }

  /** A command that has ended. */
  private record Execution(List<String> line, int exit) {

    EnvironmentException crash(Optional<String> running, Path log) {
      return new CrashReport(line, exit, running, log).exception();
    }
  }

  private Ending ending(LastEvents last, Execution execution) {
    Event.Bye bye = last.bye().orElseThrow(() -> execution.crash(running(last), log()));
    return switch (bye.status()) {
      case DONE -> new Ending(Optional.empty());
      case FAILED -> new Ending(last.failed());
      case CANCELLED -> throw stopped("a signal asked the worker to stop");
    };
  }

  private static Optional<String> running(LastEvents last) {
    return last.begun() ? Optional.of(last.running()) : Optional.empty();
  }

  private static EnvironmentException stopped(String why) {
    return new EnvironmentException(
        new Problem(
            "The run was stopped",
            "worker",
            why,
            "a run to its end",
            "Run the same command again: it goes on from the finished steps."));
  }

  private static EnvironmentException tooLong(Duration timeout) {
    return new EnvironmentException(
        new Problem(
            "The worker was stopped for its time",
            "<timeout> (-Dpulse.timeout)",
            "no end within " + timeout.toSeconds() + " s",
            "an end within that time",
            "Raise <timeout>; the same command goes on from the finished steps."));
  }
}
