package org.pulsebench.worker;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pulsebench.Checks;

/**
 * What the text of a run is shown on.
 *
 * @param interactive whether a line can be written over
 * @param columns the width, at least 1; means nothing where the text is not interactive
 */
public record Terminal(boolean interactive, int columns) {

  private static final int USUAL_COLUMNS = 80;

  private static final long STTY_MILLIS = 500;

  public Terminal {
    Checks.positive(columns, "columns");
  }

  /** Returns the terminal of this process, or a file-like one if there is none. */
  public static Terminal detect() {
    boolean interactive = detect(System.getenv(), isConsole());
    return new Terminal(interactive, interactive ? measuredColumns() : USUAL_COLUMNS);
  }

  static boolean detect(Map<String, String> environment, boolean console) {
    return console
        && !environment.containsKey("CI")
        && !"dumb".equals(environment.getOrDefault("TERM", ""));
  }

  /** From JDK 22 on there is a console even where there is no terminal. */
  private static boolean isConsole() {
    Optional<Console> console = Optional.ofNullable(System.console());
    if (console.isEmpty()) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console.get());
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Console.isTerminal takes nothing and throws nothing", e);
    }
  }

  private static int measuredColumns() {
    return stty().filter(columns -> columns > 0).orElse(USUAL_COLUMNS);
  }

  /** Java has no way to ask; POSIX has this program, other systems keep the usual width. */
  private static Optional<Integer> stty() {
    try {
      Process process =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(STTY_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return parseStty(
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  static Optional<Integer> parseStty(String output) {
    Matcher size = Pattern.compile("[0-9]{1,5} ([0-9]{1,5})\\s*").matcher(output);
    return size.matches() ? Optional.of(Integer.valueOf(size.group(1))) : Optional.empty();
  }
}
