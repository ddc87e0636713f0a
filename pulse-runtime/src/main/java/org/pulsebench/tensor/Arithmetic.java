package org.pulsebench.tensor;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The operators that losses are written with, compiled once; {@link Tensor} offers them. */
final class Arithmetic {

  private static final Script SCRIPT = Script.compile(methods());

  private Arithmetic() {}

  static Tensor unary(String name, Tensor x) {
    requireFloat32(x);
    return SCRIPT.call(x.scope(), name, x);
  }

  static Tensor withNumber(String name, Tensor x, double number) {
    requireFloat32(x);
    ByteBuffer bytes = ByteBuffer.allocateDirect(Double.BYTES).order(ByteOrder.nativeOrder());
    bytes.putDouble(0, number);
    try (Tensor scalar = x.scope().copy(bytes, ElementType.F64, new Shape())) {
      return SCRIPT.call(x.scope(), name + "_number", x, scalar);
    }
  }

  static Tensor binary(String name, Tensor x, Tensor y) {
    requireFloat32(x);
    requireFloat32(y);
    requireFit(name, x.shape(), y.shape());
    return SCRIPT.call(common(x, y), name, x, y);
  }

  static Tensor klDivergence(Tensor p, Tensor q) {
    if (p.shape().dimension() != 2) {
      throw new IllegalArgumentException(
          "a divergence is between distributions [rows, values], not " + p.shape());
    }
    if (!p.shape().equals(q.shape())) {
      throw shapes("klDivergence", p.shape(), q.shape());
    }
    return binary("klDivergence", p, q);
  }

  /** A constant from elsewhere must not cut the gradient of what it is combined with. */
  private static Scope common(Tensor x, Tensor y) {
    return !x.scope().isRecording() && y.scope().isRecording() ? y.scope() : x.scope();
  }

  private static void requireFit(String name, Shape x, Shape y) {
    if (!x.equals(y) && x.size() != 1 && y.size() != 1) {
      throw shapes(name, x, y);
    }
  }

  private static IllegalArgumentException shapes(String name, Shape x, Shape y) {
    return new IllegalArgumentException(
        name + " needs two tensors of the same shape, not " + x + " and " + y);
  }

  private static void requireFloat32(Tensor x) {
    if (x.type() != ElementType.F32) {
      throw new IllegalStateException(
          "arithmetic needs tensors of type F32, not " + x.type() + "; cast it first");
    }
  }

  private static List<ScriptMethod> methods() {
    return List.of(
        binary("plus", "torch.add(x, y)"),
        binary("minus", "torch.sub(x, y)"),
        binary("times", "torch.mul(x, y)"),
        binary("klDivergence", "torch.sum(torch.mul(torch.exp(x), torch.sub(x, y)), [-1])"),
        binary("plus_number", "torch.add(x, float(y))"),
        binary("times_number", "torch.mul(x, float(y))"),
        unary("negative", "torch.neg(x)"),
        unary("exp", "torch.exp(x)"),
        unary("log", "torch.log(x)"),
        unary("logSigmoid", "torch.log_sigmoid(x)"),
        unary("mean", "torch.mean(x)"),
        unary("sum", "torch.sum(x)"));
  }

  private static ScriptMethod unary(String name, String expression) {
    return ScriptMethod.of(name, List.of("x: Tensor"), "Tensor", "return " + expression);
  }

  private static ScriptMethod binary(String name, String expression) {
    return ScriptMethod.of(
        name, List.of("x: Tensor", "y: Tensor"), "Tensor", "return " + expression);
  }
}
