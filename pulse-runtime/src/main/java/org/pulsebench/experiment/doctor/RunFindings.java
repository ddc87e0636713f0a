package org.pulsebench.experiment.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.pulsebench.experiment.RunNeeds;
import org.pulsebench.experiment.environment.Machine;

/** Whether a machine has what a run needs: memory, a GPU with enough of it, and disk. */
final class RunFindings {

  /** What the names of these findings begin with. */
  static final String RUN = "run: ";

  private static final double GIB = 1L << 30;

  private RunFindings() {}

  /**
   * Compares what is needed with what there is.
   *
   * @param gpu bytes of the GPU's memory, where there is one and its driver tells
   * @param store the directory that is written into, which need not exist
   */
  static List<Finding> of(RunNeeds needs, Machine machine, OptionalLong gpu, Path store) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        compared(
            "memory",
            needs.host(),
            machine.memoryBytes(),
            needs.gpu() ? "" : " for " + needs.activity(),
            "lower batch-size, or use a machine with more"));
    if (needs.gpu()) {
      findings.add(
          gpu.isEmpty()
              ? Finding.missing(
                  RUN + "GPU",
                  needed(needs.computing(), " for " + needs.activity())
                      + ", found none; use a machine with a GPU, or device cpu")
              : compared(
                  "GPU",
                  needs.computing(),
                  gpu.getAsLong(),
                  " for " + needs.activity(),
                  "lower batch-size, compute activations twice (checkpointing), or use a larger"
                      + " GPU"));
    }
    try {
      long free = Files.getFileStore(Doctor.existing(store)).getUsableSpace();
      findings.add(
          compared(
              "disk",
              needs.disk(),
              free,
              " in " + store,
              "free some, or choose another directory with store"));
    } catch (IOException e) {
      findings.add(Finding.missing(RUN + "disk", store + " cannot be looked at: " + e));
    }
    return findings;
  }

  private static Finding compared(
      String name, long needed, long found, String what, String remedy) {
    String text = text(needed, found, what);
    return found >= needed
        ? Finding.ok(RUN + name, text)
        : Finding.missing(RUN + name, text + "; " + remedy);
  }

  private static String text(long needed, long found, String what) {
    return needed(needed, what) + String.format(Locale.ROOT, ", found %.1f GiB", found / GIB);
  }

  private static String needed(long bytes, String what) {
    return String.format(Locale.ROOT, "needed %.1f GiB%s", bytes / GIB, what);
  }
}
