package org.pulsebench.experiment.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.pulsebench.PulseException;
import org.pulsebench.experiment.RunNeeds;
import org.pulsebench.experiment.TextPage;
import org.pulsebench.experiment.environment.Environment;
import org.pulsebench.experiment.environment.GpuDriver;
import org.pulsebench.experiment.environment.Machine;
import org.pulsebench.experiment.store.StepStore;
import org.pulsebench.experiment.store.StoredStep;
import org.pulsebench.mini.MiniModel;

/** Looks at everything that a run needs of its machine. */
public final class Doctor {

  private static final double GIB = 1L << 30;

  /** Below it a step may not fit; a run of the embedded model needs less. */
  private static final long LITTLE_DISK = 2L << 30;

  /** The embedded model takes less than 2 GiB in all. */
  private static final long LITTLE_MEMORY = 3L << 30;

  private static final int OLDEST_JAVA = 17;

  private final Path store;
  private final NativeLibrary library;
  private final List<Finding> findings = new ArrayList<>();

  private Doctor(Path store, NativeLibrary library) {
    this.store = store;
    this.library = library;
  }

  /**
   * Examines this process and its machine; the engine is loaded where it can be.
   *
   * @param store the directory of finished steps, which need not exist
   */
  public static List<Finding> examine(Path store) {
    return examine(store, new NativeLibrary(System.getenv(), Gpu.find()));
  }

  static List<Finding> examine(Path store, NativeLibrary library) {
    return new Doctor(store, library).findings();
  }

  /**
   * Does the same for an experiment, and finds besides whether the machine has what it needs.
   *
   * @param needs of the experiment, whose store is looked at
   */
  public static List<Finding> examine(Path store, RunNeeds needs) {
    List<Finding> findings = new ArrayList<>(examine(store));
    findings.addAll(
        RunFindings.of(needs, Environment.ofJvm().machine(), GpuDriver.firstGpuMemory(), store));
    return List.copyOf(findings);
  }

  /** Returns findings as a text for a person. */
  public static String text(List<Finding> findings) {
    TextPage page = new TextPage();
    page.line("PULSE " + Environment.ofJvm().pulse()).space();
    for (Finding.State state : Finding.State.values()) {
      findings.stream()
          .filter(finding -> finding.state() == state)
          .forEach(finding -> page.entries(0, Map.of(line(finding), finding.text())));
    }
    long missing =
        findings.stream().filter(finding -> finding.state() == Finding.State.MISSING).count();
    page.space();
    boolean ofRun =
        findings.stream().anyMatch(finding -> finding.name().startsWith(RunFindings.RUN));
    String what = ofRun ? "The experiment" : "PULSE";
    return page.line(what + (missing == 0 ? " can run here." : " cannot run here.")).text();
  }

  private static String line(Finding finding) {
    return "%-7s  %-15s".formatted(finding.state().word(), finding.name());
  }

  private List<Finding> findings() {
    Environment environment = Environment.ofJvm();
    java(environment);
    machine(environment.machine());
    directory("temporary files", Path.of(System.getProperty("java.io.tmpdir")));
    directory("cache", store);
    store();
    add("embedded model", () -> Finding.ok("embedded model", "digest " + MiniModel.digest()));
    findings.addAll(library.findings());
    return List.copyOf(findings);
  }

  private void java(Environment environment) {
    String found = environment.java() + ", " + environment.javaVendor();
    boolean enough = Runtime.version().feature() >= OLDEST_JAVA;
    findings.add(
        enough
            ? Finding.ok("JDK", found)
            : Finding.missing("JDK", found + "; install version " + OLDEST_JAVA + " or newer"));
  }

  private void machine(Machine machine) {
    findings.add(Finding.ok("system", machine.system()));
    String model = machine.processor().map(name -> ", " + name).orElse("");
    findings.add(Finding.ok("processors", machine.cores() + model));
    String memory =
        String.format(
            Locale.ROOT,
            "%.1f GiB, of them %.1f GiB for the Java heap of this process",
            machine.memoryBytes() / GIB,
            machine.heapBytes() / GIB);
    findings.add(
        machine.memoryBytes() >= LITTLE_MEMORY
            ? Finding.ok("memory", memory)
            : Finding.note("memory", memory + "; choose small batches"));
  }

  /** A directory that is to be made later lies where the nearest that exists does. */
  static Path existing(Path directory) {
    Path existing = directory.toAbsolutePath();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing;
  }

  private void directory(String name, Path directory) {
    Path existing = existing(directory);
    try {
      Path probe = Files.createTempFile(existing, "pulse", ".probe");
      Files.delete(probe);
      long free = Files.getFileStore(existing).getUsableSpace();
      String text = String.format(Locale.ROOT, "%s, %.1f GiB free", directory, free / GIB);
      findings.add(
          free >= LITTLE_DISK
              ? Finding.ok(name, text)
              : Finding.note(name, text + "; free some, or choose another directory"));
    } catch (IOException e) {
      findings.add(
          Finding.missing(
              name, directory + " cannot be written: " + e + "; choose another directory"));
    }
  }

  private void store() {
    if (!Files.isDirectory(store)) {
      findings.add(Finding.ok("store", store + ", no step yet"));
      return;
    }
    add(
        "store",
        () -> {
          try (StepStore steps = StepStore.open(store)) {
            List<StoredStep> all = steps.list();
            double bytes = all.stream().mapToLong(StoredStep::bytes).sum();
            return Finding.ok(
                "store",
                String.format(
                    Locale.ROOT, "%s, %d steps, %.2f GiB", store, all.size(), bytes / GIB));
          }
        });
  }

  private void add(String name, Supplier<Finding> look) {
    try {
      findings.add(look.get());
    } catch (PulseException e) {
      findings.add(Finding.missing(name, e.getMessage()));
    }
  }

  /** Returns whether nothing is missing. */
  public static boolean canRun(List<Finding> findings) {
    return findings.stream().noneMatch(finding -> finding.state() == Finding.State.MISSING);
  }
}
