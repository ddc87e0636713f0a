package org.pulsebench.plugin.fork;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/** What is told of a worker that ended without a goodbye. */
final class CrashReport {

  private static final int LAST_LINES = 20;

  private static final long TAIL_BYTES = 64 * 1024;

  /** POSIX shells and Java add this to the number of the signal that ended a process. */
  private static final int SIGNAL_BASE = 128;

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9,
          "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM");

  private static final int SIGKILL = 9;

  private final List<String> command;
  private final int exit;
  private final String running;
  private final Path log;

  /**
   * Creates the report.
   *
   * @param running the step that was running, or what else the worker was about
   * @param log what the worker has printed
   */
  CrashReport(List<String> command, int exit, String running, Path log) {
    this.command = List.copyOf(command);
    this.exit = exit;
    this.running = running;
    this.log = log;
  }

  EnvironmentException exception() {
    Deque<String> lines = lastLines();
    StringBuilder remedy = new StringBuilder(hint(String.join("\n", lines)));
    remedy.append(" What is finished is kept; the same command goes on.");
    remedy.append("\n  command: ").append(String.join(" ", command));
    remedy.append("\n  log: ").append(log).append(", the last lines:");
    lines.forEach(line -> remedy.append("\n    | ").append(line));
    return new EnvironmentException(
        new Problem(
            "The worker crashed",
            running,
            ending(),
            "a goodbye from the worker",
            remedy.toString()));
  }

  private String ending() {
    return signal()
        .map(number -> "signal " + SIGNALS.getOrDefault(number, "") + " (" + number + ")")
        .orElse("exit code " + exit);
  }

  private Optional<Integer> signal() {
    int number = exit - SIGNAL_BASE;
    return SIGNALS.containsKey(number) ? Optional.of(number) : Optional.empty();
  }

  private String hint(String tail) {
    if (tail.contains("UnsupportedClassVersionError")) {
      return "The worker's JDK is older than 17: run Maven with a newer one, or name it with"
          + " <jdkToolchain>.";
    }
    boolean library =
        tail.contains("UnsatisfiedLinkError")
            || tail.contains("cannot open shared object")
            || tail.contains("GLIBC_");
    if (library) {
      return "A native library did not load: mvn pulse:doctor says which, and what to set.";
    }
    boolean memory =
        tail.contains("OutOfMemoryError")
            || tail.contains("Cannot allocate memory")
            || tail.contains("insufficient memory")
            || tail.contains("not enough memory")
            || signal().filter(number -> number == SIGKILL).isPresent();
    if (memory) {
      return "Memory may have run out (or somebody killed it): choose a smaller batch-size, a lower"
          + " <heap> (tensors lie outside of it), or a machine with more; mvn pulse:estimate tells"
          + " how much is needed.";
    }
    return "mvn pulse:doctor looks at the machine.";
  }

  private Deque<String> lastLines() {
    Deque<String> lines = new ArrayDeque<>();
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      channel.position(Math.max(0, channel.size() - TAIL_BYTES));
      ByteBuffer buffer = ByteBuffer.allocate((int) TAIL_BYTES);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        continue;
      }
      String tail = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
      tail.lines()
          .forEach(
              line -> {
                lines.addLast(line);
                if (lines.size() > LAST_LINES) {
                  lines.removeFirst();
                }
              });
    } catch (IOException e) {
      lines.add("(the log cannot be read: " + e + ")");
    }
    return lines;
  }
}
