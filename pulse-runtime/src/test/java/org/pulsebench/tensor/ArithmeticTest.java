package org.pulsebench.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pulsebench.RandomStream;

class ArithmeticTest {

  private Scope root;

  @BeforeEach
  void open() {
    root = Scope.open(Device.cpu());
  }

  @AfterEach
  void close() {
    root.close();
  }

  private Tensor floats(float... values) {
    return root.floats(values, values.length);
  }

  @Test
  void elements_are_combined_with_elements_and_with_one_for_all() {
    Tensor x = floats(1, 2, 3);
    assertThat(x.plus(floats(10, 20, 30)).toFloats()).containsExactly(11, 22, 33);
    assertThat(x.minus(floats(1, 1, 5)).toFloats()).containsExactly(0, 1, -2);
    assertThat(x.times(floats(2, 0, -1)).toFloats()).containsExactly(2, 0, -3);
    assertThat(x.times(x).toFloats()).containsExactly(1, 4, 9);
    assertThat(x.minus(x.mean()).toFloats()).containsExactly(-1, 0, 1);
    assertThat(x.plus(0.5).times(2).toFloats()).containsExactly(3, 5, 7);
    assertThat(x.negative().toFloats()).containsExactly(-1, -2, -3);
    assertThat(x.toFloats()).containsExactly(1, 2, 3);
  }

  @Test
  void functions_are_those_of_mathematics() {
    Tensor x = floats(0.5f, 2, 100);
    assertThat(x.exp().toFloats()[0]).isCloseTo((float) Math.exp(0.5), within(1e-6f));
    assertThat(x.log().toFloats()[1]).isCloseTo((float) Math.log(2), within(1e-6f));
    assertThat(x.sum().item()).isEqualTo(102.5f);
    assertThat(x.mean().item()).isCloseTo(102.5f / 3, within(1e-5f));
    assertThat(x.mean().shape().dimension()).isZero();
    float[] logSigmoids = floats(-200, 0, 200).logSigmoid().toFloats();
    assertThat(logSigmoids).containsExactly(new float[] {-200, -0.6931472f, 0}, within(1e-6f));
  }

  @Test
  void a_divergence_is_that_of_each_row_and_has_a_direction() {
    Tensor p = root.floats(logs(0.5, 0.25, 0.25, 0.8, 0.1, 0.1), 2, 3);
    Tensor q = root.floats(logs(0.25, 0.5, 0.25, 0.8, 0.1, 0.1), 2, 3);
    double expected = 0.5 * Math.log(2) - 0.25 * Math.log(2);
    assertThat(p.klDivergence(q).toFloats())
        .containsExactly(new float[] {(float) expected, 0}, within(1e-6f));
    Tensor r = root.floats(logs(0.9, 0.05, 0.05, 0.8, 0.1, 0.1), 2, 3);
    assertThat(p.klDivergence(r).toFloats()[0]).isNotEqualTo(r.klDivergence(p).toFloats()[0]);
    assertThatThrownBy(() -> p.klDivergence(floats(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("klDivergence needs two tensors of the same shape, not (2, 3) and (1)");
    assertThatThrownBy(() -> floats(1).klDivergence(floats(1)))
        .hasMessage("a divergence is between distributions [rows, values], not (1)");
  }

  private static float[] logs(double... values) {
    float[] logs = new float[values.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (float) Math.log(values[i]);
    }
    return logs;
  }

  @Test
  void gradients_go_through_and_a_constant_cuts_none() {
    assertGradient(x -> x.times(3).plus(1).sum(), 3);
    assertGradient(x -> x.times(x).sum(), 4);
    assertGradient(x -> floats(5).minus(x).negative().sum(), 1);
    assertGradient(x -> floats(5).times(x).mean(), 5);
    assertGradient(Tensor::exp, (float) Math.exp(2));
    assertGradient(Tensor::log, 0.5f);
    assertGradient(Tensor::logSigmoid, (float) (1 / (1 + Math.exp(2))));
  }

  private void assertGradient(UnaryOperator<Tensor> function, float expected) {
    Tensor x = floats(2).trainable();
    try (Tape tape = Tape.recording(root, new RandomStream(1))) {
      Tensor started = tape.scope().floats(new float[] {0}, 1).plus(x);
      Tensor result = function.apply(started);
      assertThat(result.scope()).isSameAs(tape.scope());
      tape.backward(result);
      assertThat(x.gradient(root).orElseThrow().item()).isCloseTo(expected, within(1e-5f));
    }
  }

  @Test
  void shapes_that_do_not_fit_and_other_types_are_refused() {
    assertThatThrownBy(() -> floats(1, 2).plus(floats(1, 2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("plus needs two tensors of the same shape, not (2) and (3)");
    assertThatThrownBy(() -> floats(1).castTo(ElementType.BF16, root).mean())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("arithmetic needs tensors of type F32, not BF16; cast it first");
  }

  @Test
  void rows_are_selected_and_joined() {
    Tensor x = root.floats(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
    assertThat(root.select(x, 2, 0, 2).toFloats()).containsExactly(5, 6, 1, 2, 5, 6);
    Tensor joined = root.concatenate(List.of(x, root.select(x, 1)));
    assertThat(joined).hasToString("F32[4, 2]");
    assertThat(joined.toFloats()).containsExactly(1, 2, 3, 4, 5, 6, 3, 4);
    Tensor half = x.castTo(ElementType.BF16, root);
    assertThat(root.select(half, 1).toFloats()).containsExactly(3, 4);
  }

  @Test
  void a_frozen_tensor_refuses_every_change_even_moved() {
    Tensor frozen = floats(1, 2).frozen();
    assertThatThrownBy(() -> frozen.assign(floats(3, 4)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a frozen tensor cannot be assigned to");
    assertThatThrownBy(frozen::trainable).hasMessage("a frozen tensor cannot be trained");
    assertThatThrownBy(frozen::array)
        .hasMessage("a frozen tensor has no array, through which it could be changed");
    assertThatThrownBy(() -> frozen.detach(root).assign(floats(3, 4)))
        .hasMessage("a frozen tensor cannot be assigned to");
    try (Scope inner = root.child()) {
      Tensor moved = frozen.moveTo(inner);
      assertThatThrownBy(() -> moved.assign(floats(3, 4)))
          .hasMessage("a frozen tensor cannot be assigned to");
      assertThat(moved.toFloats()).containsExactly(1, 2);
    }
  }

  @Test
  void changes_in_place_are_counted_by_whatever_way() {
    Tensor x = floats(1, 2);
    Tensor y = floats(3);
    long before = Tensor.changes(List.of(x, y));
    assertThat(Tensor.changes(List.of(x, y))).isEqualTo(before);
    x.assign(floats(5, 6));
    assertThat(Tensor.changes(List.of(x, y))).isEqualTo(before + 1);
    y.array().muli(2);
    assertThat(Tensor.changes(List.of(x, y))).isEqualTo(before + 2);
    x.plus(1).times(y);
    assertThat(Tensor.changes(List.of(x, y))).isEqualTo(before + 2);
  }
}
