package org.pulsebench.plugin.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/**
 * A started JVM: waited for, and ended with whatever ends Maven.
 *
 * <p>What it prints goes into its log, native code's words too; nothing of it is parsed.
 */
final class WorkerProcess {

  /** A little longer than the worker waits for its own running step. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Process process;
  private final Thread hook;

  private WorkerProcess(Process process) {
    this.process = process;
    this.hook = new Thread(() -> end(process), "end of the pulse worker");
  }

  /**
   * Starts a process.
   *
   * @param log where all that it prints is added
   * @throws EnvironmentException if it cannot be started
   */
  static WorkerProcess start(
      List<String> command, Map<String, String> environment, Path directory, Path log) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.directory(directory.toFile());
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.redirectInput(ProcessBuilder.Redirect.PIPE);
      Process process = builder.start();
      process.getOutputStream().close();
      WorkerProcess started = new WorkerProcess(process);
      Runtime.getRuntime().addShutdownHook(started.hook);
      return started;
    } catch (IOException e) {
      throw new EnvironmentException(
          new Problem(
              "The worker's JVM cannot be started",
              command.get(0),
              e.getMessage(),
              "a Java 17 or newer, and a directory for " + log + " that can be written to",
              "Check the JDK that runs Maven, or the toolchain that <jdkToolchain> names."),
          e);
    }
  }

  /**
   * Waits for the end.
   *
   * @param timeout after which the process is ended
   * @return its exit status; empty if it was ended for its time
   */
  Optional<Integer> await(Optional<Duration> timeout) throws InterruptedException {
    try {
      if (timeout.isEmpty()) {
        return Optional.of(process.waitFor());
      }
      if (process.waitFor(timeout.get().toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.of(process.exitValue());
      }
      end(process);
      return Optional.empty();
    } catch (InterruptedException e) {
      end(process);
      throw e;
    } finally {
      forget();
    }
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Maven is ending, and the hook is at work.
    }
  }

  /** Asks first: the worker then keeps what is finished and says so in its log. */
  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
