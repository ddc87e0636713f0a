package org.pulsebench.experiment.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A process of its own that runs steps, whose actions write some files and then wait for the gate:
 * a file that the test creates.
 *
 * @param output what the process says: the words of {@link RecordingListener}, and {@code acting}
 *     when an action waits
 */
record StoreProcess(Process process, Path output) implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  static StoreProcess start(Path store, Path gate, String... steps) throws IOException {
    Path output = Files.createTempFile(gate.getParent(), "process", ".txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                StoreProcess.class.getName(),
                store.toString(),
                gate.toString()));
    command.addAll(List.of(steps));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new StoreProcess(process, output);
  }

  void awaitSaying(String word) {
    await(() -> said().contains(word) || !process.isAlive());
    assertThat(said()).contains(word);
  }

  List<String> awaitEnd() {
    awaitExit();
    assertThat(process.exitValue()).as(said().toString()).isZero();
    return said();
  }

  /** Ends the process as kill -9 does. */
  void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  List<String> said() {
    try {
      return Files.readAllLines(output);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  private void awaitExit() {
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  static void await(BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public static void main(String[] arguments) {
    Path gate = Path.of(arguments[1]);
    StepListener speaking =
        new StepListener() {
          @Override
          public void waiting(StepKey key) {
            say("waiting");
          }

          @Override
          public void reused(StepKey key) {
            say("reused");
          }

          @Override
          public void started(StepKey key) {
            say("started");
          }

          @Override
          public void finished(StepKey key, Duration duration) {
            say("finished");
          }
        };
    try (StepStore store = StepStore.open(Path.of(arguments[0]), speaking)) {
      for (String step : List.of(arguments).subList(2, arguments.length)) {
        store.run(Steps.key(step), work -> halfThenWait(work, gate));
      }
    }
  }

  private static void halfThenWait(Path work, Path gate) throws IOException {
    Steps.write(work);
    Files.writeString(
        work.resolve("half.txt"), "half", StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    say("acting");
    await(() -> Files.exists(gate));
    Files.delete(work.resolve("half.txt"));
  }

  private static void say(String word) {
    System.out.println(word);
    System.out.flush();
  }
}
