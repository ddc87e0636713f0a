package org.pulsebench.tensor;

import java.util.List;

/** The few operators that the tensor package itself needs, compiled once. */
final class Operators {

  private static final Script SCRIPT = Script.compile(methods());

  private Operators() {}

  /** Shares the memory, as does the way back. */
  static Tensor reinterpretAsBfloat16(Scope scope, Tensor bits) {
    return SCRIPT.call(scope, "as_bfloat16", bits);
  }

  static Tensor reinterpretAsFloat16(Scope scope, Tensor bits) {
    return SCRIPT.call(scope, "as_float16", bits);
  }

  static Tensor toFloat32(Scope scope, Tensor x) {
    return SCRIPT.call(scope, "to_float32", x);
  }

  static Tensor copyToBfloat16(Scope scope, Tensor x) {
    return SCRIPT.call(scope, "copy_to_bfloat16", x);
  }

  static Tensor copyToFloat32(Scope scope, Tensor x) {
    return SCRIPT.call(scope, "copy_to_float32", x);
  }

  static Tensor detach(Scope scope, Tensor x) {
    return SCRIPT.call(scope, "detach", x);
  }

  /** Puts values, converted, at a position of a contiguous tensor; the change is not recorded. */
  static void fill(Scope scope, Tensor target, long position, Tensor values) {
    try (Tensor start = scope.longs(new long[] {position})) {
      SCRIPT.call(scope, "fill", target, start, values).close();
    }
  }

  static List<Tensor> detachAll(Scope scope, List<Tensor> tensors) {
    return SCRIPT.callAll(scope, "detach_all", tensors);
  }

  static Tensor ends(Scope scope, Tensor x, int count) {
    try (Tensor number = scope.longs(new long[] {count})) {
      return SCRIPT.call(scope, "ends", x, number);
    }
  }

  static Tensor select(Scope scope, Tensor x, long[] rows) {
    try (Tensor indices = scope.longs(rows, rows.length)) {
      return SCRIPT.call(scope, "select", x, indices);
    }
  }

  static Tensor concatenate(Scope scope, List<Tensor> tensors) {
    return SCRIPT.call(scope, "concatenate", tensors);
  }

  static long changes(Scope scope, List<Tensor> tensors) {
    return SCRIPT.call(scope, "changes", tensors).toLongs()[0];
  }

  /** The engine's own question answers for leaves only. */
  static boolean requiresGradient(Scope scope, Tensor x) {
    return SCRIPT.call(scope, "requires_gradient", x).item() != 0;
  }

  /** Overwrites the values of a tensor in place; the change is not recorded. */
  static void assign(Scope scope, Tensor target, Tensor values) {
    SCRIPT.call(scope, "assign", target, values).close();
  }

  private static List<ScriptMethod> methods() {
    return List.of(
        sharing("as_bfloat16", 15),
        sharing("as_float16", 5),
        unary("to_float32", "torch.to(x, 6)"),
        unary("copy_to_bfloat16", "torch.to(x, 15, False, True)"),
        unary("copy_to_float32", "torch.to(x, 6, False, True)"),
        unary("detach", "torch.detach(x)"),
        ScriptMethod.of(
            "ends",
            List.of("x: Tensor", "count: Tensor"),
            "Tensor",
            """
            n = int(count)
            flat = torch.reshape(torch.detach(x), [-1])
            size = torch.size(flat, 0)
            if torch.gt(size, torch.mul(n, 2)):
              picked = torch.cat([torch.narrow(flat, 0, 0, n), torch.narrow(flat, 0, torch.sub(size, n), n)])
            else:
              picked = flat
            return picked"""),
        ScriptMethod.of(
            "select",
            List.of("x: Tensor", "rows: Tensor"),
            "Tensor",
            "return torch.index_select(x, 0, rows)"),
        ScriptMethod.of(
            "concatenate", List.of("tensors: List[Tensor]"), "Tensor", "return torch.cat(tensors)"),
        ScriptMethod.of(
            "changes",
            List.of("tensors: List[Tensor]"),
            "Tensor",
            """
            total = 0
            for i in range(torch.len(tensors)):
              total = torch.add(total, torch._version(tensors[i]))
            return torch.full([1], total, dtype=4)"""),
        ScriptMethod.of(
            "requires_gradient",
            List.of("x: Tensor"),
            "Tensor",
            """
            if x.requires_grad:
              answer = torch.ones([1], dtype=6)
            else:
              answer = torch.zeros([1], dtype=6)
            return answer"""),
        ScriptMethod.of(
            "fill",
            List.of("x: Tensor", "start: Tensor", "values: Tensor"),
            "Tensor",
            """
            place = torch.narrow(torch.view(torch.detach(x), [-1]), 0, int(start), torch.numel(values))
            return torch.copy_(place, values)"""),
        ScriptMethod.of(
            "detach_all",
            List.of("tensors: List[Tensor]"),
            "List[Tensor]",
            """
            detached = annotate(List[Tensor], [])
            for i in range(torch.len(tensors)):
              _0 = torch.append(detached, torch.detach(tensors[i]))
            return detached"""),
        ScriptMethod.of(
            "assign",
            List.of("x: Tensor", "values: Tensor"),
            "Tensor",
            "return torch.copy_(torch.detach(x), values)"));
  }

  /** A view in another type is no function of TorchScript; this one has no type to check. */
  private static ScriptMethod sharing(String name, int type) {
    return unary(name, "torch.set_(torch.new_empty(x, [0], dtype=" + type + "), torch.detach(x))");
  }

  private static ScriptMethod unary(String name, String expression) {
    return ScriptMethod.of(name, List.of("x: Tensor"), "Tensor", "return " + expression);
  }
}
