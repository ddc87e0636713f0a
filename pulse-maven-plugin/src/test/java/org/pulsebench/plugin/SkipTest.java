package org.pulsebench.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.AbstractMojo;
import org.junit.jupiter.api.Test;

@MojoTest
final class SkipTest {

  @Test
  @MojoParameter(name = "skip", value = "true")
  void prepare_data_is_skipped(@InjectMojo(goal = "prepare-data") PrepareDataMojo mojo)
      throws Exception {
    requireSkipped(mojo, "pulse.skip");
  }

  @Test
  @MojoParameter(name = "skip", value = "true")
  void learn_is_skipped(@InjectMojo(goal = "learn") LearnMojo mojo) throws Exception {
    requireSkipped(mojo, "pulse.skip");
  }

  @Test
  @MojoParameter(name = "skip", value = "true")
  void unlearn_is_skipped(@InjectMojo(goal = "unlearn") UnlearnMojo mojo) throws Exception {
    requireSkipped(mojo, "pulse.skip");
  }

  @Test
  @MojoParameter(name = "skip", value = "true")
  void evaluate_is_skipped(@InjectMojo(goal = "evaluate") EvaluateMojo mojo) throws Exception {
    requireSkipped(mojo, "pulse.skip");
  }

  @Test
  @MojoParameter(name = "skip", value = "true")
  void run_is_skipped(@InjectMojo(goal = "run") RunMojo mojo) throws Exception {
    requireSkipped(mojo, "pulse.skip");
  }

  @Test
  @MojoParameter(name = "skip", value = "true")
  void check_is_skipped(@InjectMojo(goal = "check") CheckMojo mojo) throws Exception {
    requireSkipped(mojo, "pulse.skip");
  }

  @Test
  @MojoParameter(name = "skip", value = "true")
  void baseline_is_skipped(@InjectMojo(goal = "baseline") BaselineMojo mojo) throws Exception {
    requireSkipped(mojo, "pulse.skip");
  }

  @Test
  @MojoParameter(name = "skip", value = "true")
  void describe_is_skipped(@InjectMojo(goal = "describe") DescribeMojo mojo) throws Exception {
    requireSkipped(mojo, "pulse.skip");
  }

  @Test
  @MojoParameter(name = "skip", value = "true")
  void estimate_is_skipped(@InjectMojo(goal = "estimate") EstimateMojo mojo) throws Exception {
    requireSkipped(mojo, "pulse.skip");
  }

  @Test
  @MojoParameter(name = "skip", value = "true")
  void doctor_is_skipped(@InjectMojo(goal = "doctor") DoctorMojo mojo) throws Exception {
    requireSkipped(mojo, "pulse.skip");
  }

  @Test
  @MojoParameter(name = "skip", value = "true")
  void store_is_skipped(@InjectMojo(goal = "store") StoreMojo mojo) throws Exception {
    requireSkipped(mojo, "pulse.skip");
  }

  @Test
  @MojoParameter(name = "skipRun", value = "true")
  void a_goal_is_skipped_by_itself(@InjectMojo(goal = "run") RunMojo mojo) throws Exception {
    requireSkipped(mojo, "pulse.run.skip");
  }

  private static void requireSkipped(AbstractMojo mojo, String property) throws Exception {
    RecordedLog log = new RecordedLog();
    mojo.setLog(log);
    mojo.execute();
    assertThat(log.lines()).containsExactly("Skipped: " + property + " is set.");
  }
}
