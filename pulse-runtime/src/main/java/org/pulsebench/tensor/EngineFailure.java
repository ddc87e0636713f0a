package org.pulsebench.tensor;

import ai.djl.engine.EngineException;
import java.util.List;
import java.util.Locale;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/** What the engine's failures mean to a user. */
final class EngineFailure {

  /** How the engine and the libraries below it say that memory is short, in lower case. */
  private static final List<String> MEMORY_SIGNS =
      List.of(
          "out of memory",
          "allocate memory",
          "defaultcpuallocator",
          "cublas_status_alloc_failed",
          "cudnn_status_alloc_failed",
          "bad_alloc");

  private EngineFailure() {}

  /**
   * Returns the exception to throw: an {@link EnvironmentException} where memory ran out, which
   * quotes how much was asked for; otherwise a defect of the program.
   *
   * @param operation what was being computed
   */
  static RuntimeException of(String operation, EngineException failure) {
    String text = String.valueOf(failure.getMessage());
    return text.lines()
        .filter(EngineFailure::isAboutMemory)
        .findFirst()
        .<RuntimeException>map(line -> outOfMemory(operation, line.strip(), failure))
        .orElseGet(() -> new IllegalStateException(operation + " failed: " + text, failure));
  }

  private static boolean isAboutMemory(String line) {
    String lowerCase = line.toLowerCase(Locale.ROOT);
    return MEMORY_SIGNS.stream().anyMatch(lowerCase::contains);
  }

  private static EnvironmentException outOfMemory(
      String operation, String line, EngineException failure) {
    return new EnvironmentException(
        new Problem(
            "Memory ran out",
            operation,
            line,
            "enough memory for one step",
            "Use a smaller batch, activation checkpointing or bfloat16 weights."),
        failure);
  }
}
