package org.pulsebench.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.Problem;
import org.pulsebench.experiment.Event;
import org.pulsebench.experiment.EventReader;
import org.pulsebench.experiment.Events;
import org.pulsebench.experiment.store.StepStore;
import org.pulsebench.protocol.Preset;
import org.pulsebench.protocol.Protocol;

/** What a build does in its own process, where there is neither an engine nor a reader of data. */
class NoEngineTest {

  /** DJL's is called {@code api} and nothing more. */
  private static final Pattern LEFT_OUT =
      Pattern.compile("(api-0|pytorch-|tokenizers-|duckdb_jdbc-|metadata-extractor-).*\\.jar");

  @TempDir private Path directory;

  /** Does its work in a class loader of its own. */
  public static final class Build implements Callable<String> {

    private final Path store;

    public Build(Path store) {
      this.store = store;
    }

    @Override
    public String call() throws Exception {
      List<String> lines = new ArrayList<>();
      EventReader reader = new EventReader(new ConsoleProgress(new Lines(lines)));
      Problem problem = new Problem("Odd", "here", "3", "an even number", "Choose another.");
      for (Event event :
          List.of(
              new Event.StepStarted("s", "learn", "", 1, 1),
              new Event.Warning(problem),
              new Event.Progress("s", 1, 2, "batches", Optional.empty()),
              new Event.StepFinished("s", "learn", false, 1),
              new Event.Bye(Event.Status.DONE))) {
        byte[] bytes = (Events.write(event) + "\n").getBytes("UTF-8");
        reader.feed(bytes, bytes.length);
      }
      for (Preset preset : Preset.values()) {
        Protocol.fromJson(preset.protocol(Preset.Size.SMOKE).toJson());
      }
      try (StepStore steps = StepStore.open(store)) {
        lines.add(steps.list().size() + " steps");
      }
      lines.add(ExitCode.ofStatus(0) + " " + Terminal.detect().interactive());
      lines.add(
          "" + EventTarget.parse("tcp:127.0.0.1:80", Map.of(EventTarget.TOKEN_VARIABLE, "x")));
      return String.join("\n", lines);
    }
  }

  /** An output that is no stream. */
  private record Lines(List<String> lines) implements ProgressOutput {

    @Override
    public Terminal terminal() {
      return new Terminal(false, 80);
    }

    @Override
    public void info(String text) {
      lines.add(text);
    }

    @Override
    public void warning(String text) {
      lines.add("W " + text.lines().findFirst().orElseThrow());
    }

    @Override
    public void error(String text) {
      lines.add("E " + text);
    }

    @Override
    public void status(String line) {
      throw new IllegalStateException("there is no terminal");
    }
  }

  @Test
  void progress_protocols_and_the_store_work_in_a_build() throws Exception {
    try (URLClassLoader loader = withoutEngine()) {
      assertThat(loader.getResource("ai/djl/engine/Engine.class")).isNull();
      Object build =
          loader
              .loadClass(Build.class.getName())
              .getConstructor(Path.class)
              .newInstance(directory.resolve("store"));
      // How long it took depends on what else the machine does.
      assertThat(
              ((Callable<?>) build)
                  .call()
                  .toString()
                  .replaceFirst("Done in [^:]+:", "Done in a while:")
                  .lines())
          .containsExactly(
              "[1/1] learn",
              "W Odd: here",
              "[1/1] learn: done in 1 s",
              "Done in a while: 1 step, 1 warning.",
              "0 steps",
              "Optional[DONE] false",
              "tcp:127.0.0.1:80");
    }
  }

  private static URLClassLoader withoutEngine() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      String name = Path.of(entry).getFileName().toString();
      if (!LEFT_OUT.matcher(name).matches()) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
