package org.pulsebench.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.pulsebench.DivergedException;

class AdamWTest {

  private static final Script SQUARES =
      Script.compile(
          List.of(
              ScriptMethod.of(
                  "half_squares",
                  List.of("w: List[Tensor]"),
                  "Tensor",
                  "return torch.mul(torch.sum(torch.mul((w[0]), (w[0]))), 0.5)")));

  @Test
  void a_step_moves_a_parameter_as_the_formula_says() {
    try (Scope root = Scope.open(Device.cpu())) {
      Tensor w = root.floats(new float[] {3, -4}, 2).trainable();
      AdamW.Settings settings = new AdamW.Settings(0.9, 0.999, 1e-8, OptionalDouble.of(1));
      try (AdamW optimizer =
          new AdamW(
              root,
              settings,
              LearningRateSchedule.constant(),
              List.of(new AdamW.Group(List.of(w), 0.1, 0.01)))) {
        double[] m = new double[2];
        double[] v = new double[2];
        double[] expected = {3, -4};
        for (int step = 1; step <= 5; step++) {
          try (Scope scope = root.recordingChild()) {
            SQUARES.call(scope, "half_squares", List.of(w)).backward();
          }
          double norm = Math.hypot(expected[0], expected[1]);
          assertThat(optimizer.step()).isCloseTo(norm, within(1e-5));
          for (int i = 0; i < 2; i++) {
            double g = expected[i] * Math.min(1, 1 / (norm + 1e-6));
            m[i] = 0.9 * m[i] + 0.1 * g;
            v[i] = 0.999 * v[i] + 0.001 * g * g;
            expected[i] -= 0.1 * 0.01 * expected[i];
            expected[i] -=
                0.1
                    * (m[i] / (1 - Math.pow(0.9, step)))
                    / (Math.sqrt(v[i] / (1 - Math.pow(0.999, step))) + 1e-8);
          }
          assertThat(w.toFloats()[0]).isCloseTo((float) expected[0], within(1e-5f));
          assertThat(w.toFloats()[1]).isCloseTo((float) expected[1], within(1e-5f));
        }
      }
    }
  }

  @Test
  void a_parameter_that_no_backward_pass_reached_stays_as_it_is() {
    try (Scope root = Scope.open(Device.cpu())) {
      Tensor used = root.floats(new float[] {1, 2}, 2).trainable();
      Tensor idle = root.floats(new float[] {5, 6}, 2).trainable();
      try (AdamW optimizer =
          new AdamW(
              root,
              AdamW.Settings.DEFAULT,
              LearningRateSchedule.constant(),
              List.of(new AdamW.Group(List.of(idle, used), 0.1, 0.5)))) {
        for (int i = 0; i < 3; i++) {
          try (Scope scope = root.recordingChild()) {
            SQUARES.call(scope, "half_squares", List.of(used)).backward();
          }
          optimizer.step();
        }
      }
      assertThat(idle.toFloats()).containsExactly(5, 6);
      assertThat(used.toFloats()[0]).isLessThan(1);
    }
  }

  @Test
  void gradients_are_absent_after_a_step() {
    try (Scope root = Scope.open(Device.cpu())) {
      Tensor w = root.floats(new float[] {1, 2}, 2).trainable();
      try (AdamW optimizer =
          new AdamW(
              root,
              AdamW.Settings.DEFAULT,
              LearningRateSchedule.constant(),
              List.of(new AdamW.Group(List.of(w), 0.1, 0)))) {
        try (Scope scope = root.recordingChild()) {
          SQUARES.call(scope, "half_squares", List.of(w)).backward();
          assertThat(w.gradient(scope)).isPresent();
        }
        optimizer.step();
        assertThat(w.gradient(root)).isEmpty();
        assertThat(w.requiresGradient()).isTrue();
      }
    }
  }

  @Test
  void a_gradient_that_is_not_finite_is_reported_and_changes_nothing() {
    try (Scope root = Scope.open(Device.cpu())) {
      Tensor w = root.floats(new float[] {Float.POSITIVE_INFINITY, 2}, 2).trainable();
      try (AdamW optimizer =
          new AdamW(
              root,
              AdamW.Settings.DEFAULT,
              LearningRateSchedule.constant(),
              List.of(new AdamW.Group(List.of(w), 0.1, 0)))) {
        try (Scope scope = root.recordingChild()) {
          SQUARES.call(scope, "half_squares", List.of(w)).backward();
        }
        assertThatThrownBy(optimizer::step)
            .isInstanceOf(DivergedException.class)
            .hasMessageContaining("optimizer step 1")
            .hasMessageContaining("gradient norm of Infinity");
        assertThat(w.toFloats()).containsExactly(Float.POSITIVE_INFINITY, 2);
        assertThat(optimizer.stepsDone()).isZero();
      }
    }
  }

  @Test
  void settings_out_of_range_are_refused_by_name() {
    assertThatThrownBy(() -> new AdamW.Settings(1, 0.999, 1e-8, OptionalDouble.empty()))
        .hasMessage("beta1 is 1.0, must be in [0, 1)");
    assertThatThrownBy(() -> new AdamW.Settings(0.9, 0.999, 1e-8, OptionalDouble.of(0)))
        .hasMessage("clipNorm is 0.0, must be over 0");
    assertThatThrownBy(() -> new AdamW.Group(List.of(), 0.1, 0))
        .hasMessageContaining("at least one parameter");
  }
}
