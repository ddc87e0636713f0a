package org.pulsebench.experiment.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.experiment.RunNeeds;
import org.pulsebench.experiment.environment.Machine;

class RunFindingsTest {

  private static final long GIB = 1L << 30;
  private static final Machine MACHINE =
      new Machine("a system", Optional.empty(), 2, 16 * GIB, GIB);

  @TempDir Path directory;

  private List<Finding> findings(RunNeeds needs, OptionalLong gpu) {
    return RunFindings.of(needs, MACHINE, gpu, directory.resolve("not/there/yet"));
  }

  private static RunNeeds onGpu(long computing) {
    return new RunNeeds(true, computing, "training, ga", 6 * GIB, GIB / 2);
  }

  @Test
  void each_need_is_a_line_with_what_is_needed_and_found() {
    List<Finding> findings = findings(onGpu(49 * GIB), OptionalLong.of(80 * GIB));
    assertThat(findings)
        .extracting(Finding::name)
        .containsExactly("run: memory", "run: GPU", "run: disk");
    assertThat(findings.get(0).text()).isEqualTo("needed 6.0 GiB, found 16.0 GiB");
    assertThat(findings.get(1).text())
        .isEqualTo("needed 49.0 GiB for training, ga, found 80.0 GiB");
    assertThat(findings.get(2).text()).startsWith("needed 0.5 GiB in " + directory);
    assertThat(Doctor.canRun(findings)).isTrue();
    assertThat(Doctor.text(findings)).endsWith("The experiment can run here.\n");
  }

  @Test
  void too_small_a_gpu_is_missing_with_what_to_do() {
    List<Finding> findings = findings(onGpu(49 * GIB), OptionalLong.of(24 * GIB));
    assertThat(findings.get(1).state()).isEqualTo(Finding.State.MISSING);
    assertThat(findings.get(1).text()).contains("found 24.0 GiB; lower batch-size, compute");
    assertThat(Doctor.canRun(findings)).isFalse();
    assertThat(Doctor.text(findings)).endsWith("The experiment cannot run here.\n");
  }

  @Test
  void a_gpu_that_is_not_there_is_missing() {
    Finding gpu = findings(onGpu(49 * GIB), OptionalLong.empty()).get(1);
    assertThat(gpu.state()).isEqualTo(Finding.State.MISSING);
    assertThat(gpu.text()).contains("found none; use a machine with a GPU, or device cpu");
  }

  @Test
  void without_a_gpu_the_memory_is_the_machines() {
    List<Finding> findings =
        findings(
            new RunNeeds(false, 20 * GIB, "asking", 21 * GIB, Long.MAX_VALUE),
            OptionalLong.empty());
    assertThat(findings)
        .extracting(Finding::name, Finding::state)
        .containsExactly(
            tuple("run: memory", Finding.State.MISSING), tuple("run: disk", Finding.State.MISSING));
    assertThat(findings.get(0).text()).startsWith("needed 21.0 GiB for asking, found 16.0 GiB; ");
  }
}
