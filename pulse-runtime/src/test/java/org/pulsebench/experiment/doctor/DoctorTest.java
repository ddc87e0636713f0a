package org.pulsebench.experiment.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.experiment.store.StepStore;

class DoctorTest {

  @TempDir Path directory;

  @Test
  void a_machine_that_runs_these_tests_can_run_pulse() {
    List<Finding> findings = examine(directory.resolve("new/store"), Optional.empty());
    assertThat(findings)
        .extracting(Finding::name)
        .containsExactly(
            "JDK",
            "system",
            "processors",
            "memory",
            "temporary files",
            "cache",
            "store",
            "embedded model",
            "native library",
            "GPU");
    assertThat(Doctor.canRun(findings)).isTrue();
    assertThat(find(findings, "store").text()).endsWith("no step yet");
    assertThat(find(findings, "embedded model").text()).matches("digest [0-9a-f]{64}");
    assertThat(find(findings, "native library").text()).contains("PyTorch ", "torch_", " threads");
    assertThat(find(findings, "cache").text()).endsWith("GiB free");
    assertThat(directory.resolve("new")).as("is looked at, not made").doesNotExist();
    assertThat(Doctor.text(findings))
        .startsWith("PULSE ")
        .containsPattern("(?m)^ok       JDK {14}\\d")
        .endsWith("PULSE can run here.\n");
  }

  @Test
  void a_store_is_counted() {
    StepStore.open(directory).close();
    assertThat(find(examine(directory, Optional.empty()), "store").text())
        .isEqualTo(directory + ", 0 steps, 0.00 GiB");
  }

  @Test
  void a_place_that_cannot_be_written_is_missing_and_the_rest_is_looked_at() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    List<Finding> findings = examine(file.resolve("store"), Optional.empty());
    assertThat(find(findings, "cache").state()).isEqualTo(Finding.State.MISSING);
    assertThat(find(findings, "cache").text()).contains("choose another directory");
    assertThat(Doctor.canRun(findings)).isFalse();
    assertThat(find(findings, "native library").state()).isEqualTo(Finding.State.OK);
    assertThat(Doctor.text(findings)).endsWith("PULSE cannot run here.\n");
  }

  @Test
  void a_gpu_that_the_library_does_not_use_is_told_with_the_reason() {
    Finding gpu = find(examine(directory, Optional.of(new Gpu("NVIDIA X"))), "GPU");
    // On a machine whose library uses it, there is nothing to tell but its name.
    assertThat(gpu.text()).startsWith("NVIDIA X");
    if (gpu.state() == Finding.State.NOTE) {
      assertThat(gpu.text()).containsAnyOf("PYTORCH_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES");
    }
  }

  private static List<Finding> examine(Path store, Optional<Gpu> gpu) {
    return Doctor.examine(store, new NativeLibrary(Map.of(), gpu));
  }

  private static Finding find(List<Finding> findings, String name) {
    return findings.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }
}
