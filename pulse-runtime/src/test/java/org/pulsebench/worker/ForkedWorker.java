package org.pulsebench.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.pulsebench.experiment.Event;
import org.pulsebench.experiment.EventReader;

/**
 * A program of this module in a JVM of its own, with {@link FakeRun} as its run.
 *
 * @param process of the JVM, or of the shell that started it
 * @param directory holds {@code experiment.json}, {@code events} and {@code log}
 */
record ForkedWorker(Process process, Path directory) implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 120;

  /** Starts a worker that sends its events to a file. */
  static ForkedWorker start(Path directory, String text, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("experiment.json", "--events", "file:events"));
    arguments.addAll(List.of("--log", "log"));
    arguments.addAll(List.of(options));
    return start(directory, text, FakeRun.InWorker.class, Map.of(), arguments);
  }

  /** Starts any of the programs with any arguments. */
  static ForkedWorker start(
      Path directory,
      String text,
      Class<?> program,
      Map<String, String> environment,
      List<String> arguments)
      throws IOException {
    Files.writeString(directory.resolve("experiment.json"), text);
    List<String> command = command(program);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    return new ForkedWorker(
        builder
            .redirectOutput(directory.resolve("stdout").toFile())
            .redirectError(directory.resolve("stderr").toFile())
            .start(),
        directory);
  }

  static List<String> command(Class<?> program) {
    String[] entries = System.getProperty("java.class.path").split(java.io.File.pathSeparator);
    String classPath =
        String.join(
            java.io.File.pathSeparator,
            Arrays.stream(entries)
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .toList());
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-cp",
            classPath,
            program.getName()));
  }

  /** Returns the events so far. */
  List<Event> events() throws IOException {
    List<Event> events = new ArrayList<>();
    Path file = directory.resolve("events");
    if (Files.exists(file)) {
      byte[] bytes = Files.readAllBytes(file);
      new EventReader(events::add).feed(bytes, bytes.length);
    }
    return events;
  }

  /** Waits until the run has sent its first event. */
  ForkedWorker awaitStart() throws Exception {
    for (int i = 0; i < PATIENCE_SECONDS * 50; i++) {
      if (!events().isEmpty()) {
        return this;
      }
      assertThat(process.isAlive()).as(text("stderr") + text("stdout")).isTrue();
      Thread.sleep(20);
    }
    throw new AssertionError("the worker did not start");
  }

  /** Waits for the end and returns the exit status. */
  int awaitEnd() throws Exception {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("has ended").isTrue();
    return process.exitValue();
  }

  void signal(String name) throws Exception {
    kill(name, process.pid());
  }

  static void kill(String signal, long pid) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Returns the lines of the log without their times. */
  List<String> log() throws IOException {
    return text("log").lines().map(line -> line.replaceFirst("^[0-9TZ:-]{20} ", "")).toList();
  }

  /** Returns what one of the files in the directory holds, or nothing if it is not there. */
  String text(String file) throws IOException {
    Path path = directory.resolve(file);
    return Files.exists(path) ? Files.readString(path) : "";
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
