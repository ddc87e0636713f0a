package org.pulsebench.plugin.fork;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/**
 * What the user says of the worker's JVM.
 *
 * @param java the executable
 * @param heap the most memory of the Java heap, such as {@code 2g}; tensors lie outside of it
 * @param arguments further arguments
 * @param environment further variables, over those of Maven's process
 * @param timeout after which the worker is stopped
 * @param threads of one operator of PyTorch; empty for as many as there are processors
 * @param debugPort where a debugger is waited for
 */
public record JvmOptions(
    Path java,
    String heap,
    List<String> arguments,
    Map<String, String> environment,
    Optional<Duration> timeout,
    OptionalInt threads,
    OptionalInt debugPort) {

  private static final Pattern HEAP = Pattern.compile("[1-9][0-9]*[kKmMgG]");

  public JvmOptions {
    Objects.requireNonNull(java, "java");
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    if (!HEAP.matcher(heap).matches()) {
      throw bad("heap", heap, "a size such as 2g or 1500m");
    }
    threads.ifPresent(number -> require(number >= 1, "threads", number, "1 or more"));
    debugPort.ifPresent(
        port -> require(port >= 1 && port <= 65_535, "debugPort", port, "from 1 to 65535"));
  }

  private static void require(boolean holds, String element, int found, String expected) {
    if (!holds) {
      throw bad(element, String.valueOf(found), expected);
    }
  }

  private static BadInputException bad(String element, String found, String expected) {
    return new BadInputException(
        new Problem(
            "The worker cannot be started like that",
            "<" + element + "> (-Dpulse." + element + ")",
            found,
            expected,
            "Correct the element, or leave it out for its default."));
  }
}
