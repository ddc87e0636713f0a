package org.pulsebench.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pulsebench.EnvironmentException;

class ScriptTest {

  private static final Script SCRIPT =
      Script.compile(
          List.of(
              ScriptMethod.of(
                  "add", List.of("x: Tensor", "y: Tensor"), "Tensor", "return torch.add(x, y)"),
              ScriptMethod.of(
                  "product",
                  List.of("x: Tensor", "y: Tensor"),
                  "Tensor",
                  "return torch.matmul(x, y)"),
              ScriptMethod.of(
                  "row",
                  List.of("x: Tensor", "i: Tensor"),
                  "Tensor",
                  "return torch.embedding(x, i)"),
              ScriptMethod.of(
                  "weighted",
                  List.of("x: Tensor", "w: List[Tensor]", "v: List[Tensor]"),
                  "Tensor",
                  "return torch.add(torch.mul(x, (w[0])), torch.mul((w[1]), (v[0])))"),
              ScriptMethod.of(
                  "both",
                  List.of("x: Tensor"),
                  "Tuple[Tensor, Tensor]",
                  "return (x, torch.neg(x))"),
              ScriptMethod.of(
                  "huge",
                  List.of("x: Tensor"),
                  "Tensor",
                  "return torch.expand(x, [1099511627776, 1024]).clone()")));

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
  void a_rejected_text_is_reported_with_its_line() {
    ScriptMethod wrong =
        ScriptMethod.of(
            "wrong",
            List.of("x: Tensor"),
            "Tensor",
            "y = torch.add(x, 1)\nreturn torch.nonsuch(y)");
    assertThatThrownBy(() -> Script.compile(List.of(wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TorchScript text was rejected")
        .hasMessageContaining("return torch.nonsuch(y)");
  }

  @Test
  void a_text_that_is_no_syntax_is_reported_with_its_line() {
    ScriptMethod wrong = ScriptMethod.of("wrong", List.of("x: Tensor"), "Tensor", "return (x");
    assertThatThrownBy(() -> Script.compile(List.of(wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("return (x");
  }

  @Test
  void a_method_without_a_statement_is_refused() {
    assertThatThrownBy(() -> ScriptMethod.of("idle", List.of(), "Tensor", ""))
        .hasMessage("method idle has no statement");
  }

  @Test
  void lists_reach_their_parameters_in_order() {
    Tensor result = SCRIPT.call(root, "weighted", one(2), List.of(one(3), one(5)), List.of(one(7)));
    assertThat(result.toFloats()).containsExactly(2 * 3 + 5 * 7);
  }

  @Test
  void a_tuple_comes_back_as_a_list() {
    List<Tensor> both = SCRIPT.callAll(root, "both", one(2));
    assertThat(both).extracting(Tensor::item).containsExactly(2f, -2f);
    assertThatThrownBy(() -> SCRIPT.call(root, "both", one(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("both returned 2 tensors instead of one");
  }

  @Test
  void an_empty_list_is_refused() {
    assertThatThrownBy(() -> SCRIPT.call(root, "weighted", one(2), List.of(), List.of(one(7))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("argument 1 of weighted is neither a tensor nor a non-empty list: []");
  }

  @Test
  void an_argument_that_is_no_tensor_is_refused() {
    assertThatThrownBy(() -> SCRIPT.call(root, "add", one(2), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("argument 1 of add is neither a tensor nor a non-empty list: 3");
  }

  @Test
  void a_tensor_that_is_an_argument_and_in_a_list_is_refused() {
    Tensor x = one(2);
    assertThatThrownBy(() -> SCRIPT.call(root, "weighted", x, List.of(x, one(5)), List.of(one(7))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("argument 0 of weighted appears again in a list");
    assertThatThrownBy(() -> SCRIPT.call(root, "weighted", one(2), List.of(x, x), List.of(x)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("argument 1 of weighted appears again in a list");
    assertThat(SCRIPT.call(root, "add", x, x).item()).isEqualTo(4);
  }

  @Test
  void an_unknown_method_is_reported_by_name() {
    assertThatThrownBy(() -> SCRIPT.call(root, "nonsuch", one(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nonsuch");
  }

  @Test
  void a_wrong_number_of_arguments_is_reported() {
    assertThatThrownBy(() -> SCRIPT.call(root, "add", one(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("add failed");
  }

  @Test
  void shapes_and_indices_that_do_not_fit_are_reported_and_the_next_call_works() {
    Tensor wide = root.zeros(new Shape(2, 3));
    assertThatThrownBy(() -> SCRIPT.call(root, "product", wide, wide))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("product failed")
        .hasMessageContaining("2x3");
    assertThatThrownBy(() -> SCRIPT.call(root, "row", wide, root.longs(new long[] {2}, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("row failed")
        .hasMessageContaining("out of range");
    assertThat(SCRIPT.call(root, "add", one(1), one(2)).item()).isEqualTo(3);
  }

  @Test
  void memory_that_the_machine_does_not_have_is_the_environments_fault() {
    assertThatThrownBy(() -> SCRIPT.call(root, "huge", one(1)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("Memory ran out: huge")
        .hasMessageContaining("Use a smaller batch");
    assertThat(SCRIPT.call(root, "add", one(1), one(2)).item()).isEqualTo(3);
  }

  @Test
  void a_closed_script_is_refused() {
    Script script =
        Script.compile(
            List.of(ScriptMethod.of("same", List.of("x: Tensor"), "Tensor", "return x")));
    script.close();
    assertThatThrownBy(() -> script.call(root, "same", one(1)))
        .isInstanceOf(IllegalStateException.class);
  }

  private Tensor one(float value) {
    return root.floats(new float[] {value}, 1);
  }
}
