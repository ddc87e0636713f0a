package org.pulsebench.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TensorTest {

  private static final Script SCRIPT =
      Script.compile(
          List.of(
              ScriptMethod.of(
                  "squares",
                  List.of("x: Tensor"),
                  "Tensor",
                  "return torch.sum(torch.mul(torch.to(x, 6), torch.to(x, 6)))"),
              ScriptMethod.of("twice", List.of("x: Tensor"), "Tensor", "return torch.mul(x, 2.)")));

  private Scope root;

  @BeforeEach
  void open() {
    root = Scope.open(Device.cpu());
  }

  @AfterEach
  void close() {
    root.close();
  }

  @Test
  void a_bfloat16_tensor_has_no_array_because_some_of_its_methods_end_the_process() {
    Tensor half = floats(1, 2).castTo(ElementType.BF16, root);
    assertThatThrownBy(half::array)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a tensor of type BF16 has no safe array; cast it to float32 first");
    assertThat(floats(1, 2).array().sum().getFloat()).isEqualTo(3);
  }

  @Test
  void a_bfloat16_tensor_cannot_be_trained_and_begins_no_backward_pass() {
    Tensor half = floats(1, 2).castTo(ElementType.BF16, root);
    assertThatThrownBy(half::trainable)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this needs a tensor of type F32, not BF16");
    assertThatThrownBy(half::backward)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this needs a tensor of type F32, not BF16");
    assertThatThrownBy(half::toLongs).hasMessage("this needs a tensor of type I64, not BF16");
    assertThatThrownBy(() -> root.longs(new long[] {1}, 1).trainable())
        .hasMessage("this needs a tensor of type F32, not I64");
  }

  @Test
  void a_bfloat16_tensor_describes_itself_and_gives_its_values() {
    Tensor half = floats(1, 2).castTo(ElementType.BF16, root);
    assertThat(half).hasToString("BF16[2]");
    assertThat(half.toFloats()).containsExactly(1, 2);
    assertThat(half.toBytes()).containsExactly(0x80, 0x3F, 0, 0x40);
    assertThat(half.requiresGradient()).isFalse();
    assertThat(half.gradient(root)).isEmpty();
    assertThat(floats(3).castTo(ElementType.BF16, root).item()).isEqualTo(3);
  }

  @Test
  void a_cast_to_bfloat16_rounds_to_nearest_and_ties_to_even() {
    Tensor wide = floats(1.00390625f, 1.01171875f, 1.005859375f, -1.00390625f, 1e-40f, 0.1f);
    assertThat(wide.castTo(ElementType.BF16, root).toFloats())
        .containsExactly(
            1.0f, 1.015625f, 1.0078125f, -1.0f, 9.183549615799121e-41f, 0.10009765625f);
    float[] special = {Float.POSITIVE_INFINITY, Float.NaN, -0f, Float.MAX_VALUE};
    assertThat(floats(special).castTo(ElementType.BF16, root).toFloats())
        .containsExactly(Float.POSITIVE_INFINITY, Float.NaN, -0f, Float.POSITIVE_INFINITY);
  }

  @Test
  void a_cast_owns_its_memory_even_where_the_type_stays() {
    Tensor original = floats(1, 2);
    Tensor cast = original.castTo(ElementType.F32, root);
    original.assign(floats(7, 8));
    assertThat(cast.toFloats()).containsExactly(1, 2);
    assertThat(original.toFloats()).containsExactly(7, 8);
  }

  @Test
  void a_cast_goes_to_the_two_types_of_models_only() {
    assertThatThrownBy(() -> floats(1).castTo(ElementType.I64, root))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a cast goes to F32 or BF16, not to I64");
  }

  @Test
  void a_backward_pass_goes_through_a_bfloat16_tensor() {
    Tensor weight = floats(1, -2).trainable();
    try (Scope step = root.recordingChild()) {
      Tensor half = weight.castTo(ElementType.BF16, step);
      assertThat(half.requiresGradient()).isTrue();
      SCRIPT.call(step, "squares", half).backward();
    }
    assertThat(weight.gradient(root).orElseThrow().toFloats()).containsExactly(2, -4);
  }

  @Test
  void gradients_add_up_until_they_are_forgotten() {
    Tensor weight = floats(1, -2).trainable();
    for (int i = 0; i < 2; i++) {
      try (Scope step = root.recordingChild()) {
        SCRIPT.call(step, "squares", weight).backward();
      }
    }
    assertThat(weight.gradient(root).orElseThrow().toFloats()).containsExactly(4, -8);
    Tensor.forgetGradients(List.of(weight));
    assertThat(weight.gradient(root)).isEmpty();
    assertThat(weight.requiresGradient()).isTrue();
    assertThat(weight.toFloats()).containsExactly(1, -2);
  }

  @Test
  void what_is_computed_outside_a_recording_scope_has_no_history() {
    Tensor weight = floats(1, -2).trainable();
    Tensor loss = SCRIPT.call(root, "squares", weight);
    assertThat(loss.requiresGradient()).isFalse();
    assertThatThrownBy(loss::backward)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the backward pass failed");
    try (Scope step = root.recordingChild()) {
      Tensor recorded = SCRIPT.call(step, "squares", weight);
      assertThat(recorded.requiresGradient()).isTrue();
      assertThat(recorded.detach(step).requiresGradient()).isFalse();
    }
  }

  @Test
  void a_backward_pass_of_the_wrong_shape_is_reported() {
    Tensor weight = floats(1, -2).trainable();
    try (Scope step = root.recordingChild()) {
      Tensor doubled = SCRIPT.call(step, "twice", weight);
      assertThatThrownBy(() -> doubled.backward(floats(1, 2, 3)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the backward pass failed");
      doubled.backward(floats(1, 3));
    }
    assertThat(weight.gradient(root).orElseThrow().toFloats()).containsExactly(2, 6);
  }

  @Test
  void assigning_changes_a_trainable_tensor_without_a_record() {
    Tensor weight = floats(1, -2).trainable();
    try (Scope step = root.recordingChild()) {
      weight.assign(step.floats(new float[] {3, 4}, 2));
    }
    assertThat(weight.toFloats()).containsExactly(3, 4);
    assertThat(weight.requiresGradient()).isTrue();
    assertThatThrownBy(() -> weight.assign(floats(1, 2, 3)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(weight.toFloats()).containsExactly(3, 4);
  }

  @Test
  void item_is_for_one_element() {
    assertThat(root.floats(new float[] {2.5f}).item()).isEqualTo(2.5f);
    assertThat(root.floats(new float[] {2.5f}, 1, 1).item()).isEqualTo(2.5f);
    assertThatThrownBy(() -> root.zeros(new Shape(2)).item())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("item() needs one element, this tensor has shape (2)");
  }

  @Test
  void the_ends_of_a_tensor_are_its_first_and_last_elements() {
    Tensor x = root.floats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    assertThat(x.ends(root, 2).toFloats()).containsExactly(1, 2, 5, 6);
    assertThat(x.ends(root, 3).toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(x.ends(root, 4).toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(root.floats(new float[] {7}).ends(root, 2).toFloats()).containsExactly(7);
  }

  @Test
  void a_closed_tensor_is_refused() {
    Tensor closed = floats(1, 2);
    closed.close();
    closed.close();
    assertThatThrownBy(closed::toFloats).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> SCRIPT.call(root, "twice", closed))
        .isInstanceOf(IllegalStateException.class);
  }

  private Tensor floats(float... values) {
    return root.floats(values, values.length);
  }
}
