package org.pulsebench.tensor;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An array of numbers on the engine, which allows only what is safe for its element type.
 *
 * <p>A tensor belongs to a {@link Scope} and is freed with it at the latest. What losses are made
 * of is here ({@link #plus}, {@link #logSigmoid}, {@link #klDivergence}, ...), for {@code float32}
 * only: a result belongs to the scope of its operand, of two to that which is recorded. All other
 * arithmetic is done by {@link Script}s; a {@code float32} tensor also offers itself as an {@link
 * NDArray}.
 */
public final class Tensor implements AutoCloseable {

  private final Scope scope;
  private PtNDArray array;

  /** Keeps borrowed memory reachable: the engine knows only its address. */
  @SuppressWarnings({"unused", "FieldCanBeLocal"})
  private Optional<ByteBuffer> borrowed;

  private boolean frozen;

  Tensor(Scope scope, PtNDArray array, Optional<ByteBuffer> borrowed) {
    this.scope = scope;
    this.array = array;
    this.borrowed = borrowed;
  }

  /** Returns the shape; a scalar has no dimension. */
  public Shape shape() {
    return array.getShape();
  }

  /** Returns the element type. */
  public ElementType type() {
    return switch (array.getDataType()) {
      case FLOAT64 -> ElementType.F64;
      case FLOAT32 -> ElementType.F32;
      case FLOAT16 -> ElementType.F16;
      // The engine knows no name for bfloat16, the only type here that it has no name for.
      case BFLOAT16, UNKNOWN -> ElementType.BF16;
      case INT64 -> ElementType.I64;
      case INT32 -> ElementType.I32;
      case INT8 -> ElementType.I8;
      case UINT8 -> ElementType.U8;
      case BOOLEAN -> ElementType.BOOL;
      default -> throw new IllegalStateException("unexpected element type " + array.getDataType());
    };
  }

  /** Returns the scope that owns this tensor. */
  public Scope scope() {
    return scope;
  }

  /**
   * Returns the values in row-major order as {@code float32}; half precision is widened exactly.
   */
  public float[] toFloats() {
    if (type() == ElementType.F32) {
      float[] values = new float[Math.toIntExact(shape().size())];
      bytes().asFloatBuffer().get(values);
      return values;
    }
    try (Scope scratch = scope.child();
        Tensor wide = Operators.toFloat32(scratch, this)) {
      return wide.toFloats();
    }
  }

  /** Returns the values of an {@code int64} tensor in row-major order. */
  public long[] toLongs() {
    require(ElementType.I64);
    long[] values = new long[Math.toIntExact(shape().size())];
    bytes().asLongBuffer().get(values);
    return values;
  }

  /** Returns the only value of a floating-point tensor with one element. */
  public float item() {
    if (shape().size() != 1) {
      throw new IllegalStateException("item() needs one element, this tensor has shape " + shape());
    }
    return toFloats()[0];
  }

  /** Returns a copy of the raw little-endian bytes in row-major order. */
  public byte[] toBytes() {
    if (type() == ElementType.BF16) {
      try (Scope scratch = scope.child();
          Tensor bits = Operators.reinterpretAsFloat16(scratch, this)) {
        return bits.toBytes();
      }
    }
    if (shape().size() == 0) {
      return new byte[0];
    }
    return array.toByteArray();
  }

  /**
   * Returns the first and the last elements in row-major order, {@code [at most 2 * count]}; all of
   * them where there are no more.
   */
  public Tensor ends(Scope target, int count) {
    return Operators.ends(target, this, count);
  }

  /**
   * Returns this tensor as an array of the engine, for arithmetic that needs no script.
   *
   * <p>Only {@code float32} and {@code int64} tensors have one: on other types some of the array's
   * methods end the process, and a frozen tensor could be changed through it. The array is freed
   * with this tensor.
   */
  public NDArray array() {
    requireChangeable("has no array, through which it could be changed");
    if (type() != ElementType.F32 && type() != ElementType.I64) {
      throw new IllegalStateException(
          "a tensor of type " + type() + " has no safe array; cast it to float32 first");
    }
    return array;
  }

  /** Makes this {@code float32} tensor a leaf whose gradient a backward pass fills. */
  public Tensor trainable() {
    require(ElementType.F32);
    requireChangeable("cannot be trained");
    return asLeaf();
  }

  /** Marks this tensor as one that never changes: what would change it is refused from here on. */
  public Tensor frozen() {
    frozen = true;
    return this;
  }

  /**
   * Returns how often tensors were changed in place, all together, whoever changed them.
   *
   * @param tensors at least one, none of them computed in an inference scope
   */
  public static long changes(List<Tensor> tensors) {
    try (Scope scratch = tensors.get(0).scope.child()) {
      return Operators.changes(scratch, tensors);
    }
  }

  /** Returns whether a backward pass reaches this tensor. */
  public boolean requiresGradient() {
    try (Scope scratch = scope.child()) {
      return Operators.requiresGradient(scratch, this);
    }
  }

  /**
   * Returns the gradient that backward passes have summed up so far, in the given scope, if there
   * is any.
   */
  public Optional<Tensor> gradient(Scope target) {
    PtNDArray gradient = JniUtils.getGradient(array);
    if (gradient == null) {
      return Optional.empty();
    }
    gradient.attach(target.manager());
    return Optional.of(new Tensor(target, gradient, Optional.empty()));
  }

  /**
   * Adds the gradients of this {@code float32} scalar to all trainable tensors it was computed
   * from, and frees the recorded computation.
   */
  public void backward() {
    require(ElementType.F32);
    try (PtNDArray one = (PtNDArray) scope.manager().ones(shape(), DataType.FLOAT32)) {
      backward(one);
    }
  }

  /**
   * Continues a backward pass through this tensor.
   *
   * @param gradient of the loss with respect to this tensor: same shape and type
   */
  public void backward(Tensor gradient) {
    backward(gradient.array);
  }

  /** Returns this tensor's memory without its history, as a leaf of the given scope. */
  public Tensor detach(Scope target) {
    Tensor leaf = Operators.detach(target, this);
    leaf.borrowed = borrowed;
    leaf.frozen = frozen;
    return leaf;
  }

  /**
   * Returns this tensor's values in another floating-point type.
   *
   * @param type {@code F32} or {@code BF16}
   * @param target scope of the result, which owns its memory
   */
  public Tensor castTo(ElementType type, Scope target) {
    return switch (type) {
      case F32 -> Operators.copyToFloat32(target, this);
      case BF16 -> Operators.copyToBfloat16(target, this);
      default -> throw new IllegalArgumentException("a cast goes to F32 or BF16, not to " + type);
    };
  }

  /**
   * Replaces the values in place, without a record of it.
   *
   * @param values of the same shape
   * @throws IllegalStateException if this tensor is frozen
   */
  public void assign(Tensor values) {
    requireChangeable("cannot be assigned to");
    try (Scope scratch = scope.child()) {
      Operators.assign(scratch, this, values);
    }
  }

  /** Returns the sum with a tensor of the same shape or with one element. */
  public Tensor plus(Tensor other) {
    return Arithmetic.binary("plus", this, other);
  }

  /** Returns the sum of each element with a number. */
  public Tensor plus(double number) {
    return Arithmetic.withNumber("plus", this, number);
  }

  /** Returns the difference to a tensor of the same shape or with one element. */
  public Tensor minus(Tensor other) {
    return Arithmetic.binary("minus", this, other);
  }

  /** Returns the products of elements with those of a tensor of the same shape or with one. */
  public Tensor times(Tensor other) {
    return Arithmetic.binary("times", this, other);
  }

  /** Returns the product of each element with a number. */
  public Tensor times(double number) {
    return Arithmetic.withNumber("times", this, number);
  }

  /** Returns the elements with the opposite sign. */
  public Tensor negative() {
    return Arithmetic.unary("negative", this);
  }

  /** Returns e to the power of each element. */
  public Tensor exp() {
    return Arithmetic.unary("exp", this);
  }

  /** Returns the natural logarithm of each element. */
  public Tensor log() {
    return Arithmetic.unary("log", this);
  }

  /** Returns {@code log(1 / (1 + exp(-x)))} of each element, without overflow. */
  public Tensor logSigmoid() {
    return Arithmetic.unary("logSigmoid", this);
  }

  /** Returns the mean of all elements, a scalar. */
  public Tensor mean() {
    return Arithmetic.unary("mean", this);
  }

  /** Returns the sum of all elements, a scalar. */
  public Tensor sum() {
    return Arithmetic.unary("sum", this);
  }

  /**
   * Returns the Kullback-Leibler divergence of each row, {@code KL(this || other)}, {@code [rows]}
   * in nats.
   *
   * @param other log-probabilities as this tensor holds them, {@code [rows, values]}; all finite
   */
  public Tensor klDivergence(Tensor other) {
    return Arithmetic.klDivergence(this, other);
  }

  /** Hands this tensor over to another scope; the tensor itself must not be used afterwards. */
  public Tensor moveTo(Scope target) {
    array.attach(target.manager());
    Tensor moved = new Tensor(target, array, borrowed);
    moved.frozen = frozen;
    borrowed = Optional.empty();
    return moved;
  }

  /** Frees the tensor; what a backward pass still needs of it lives on inside the engine. */
  @Override
  public void close() {
    array.close();
    borrowed = Optional.empty();
  }

  @Override
  public String toString() {
    return type() + Arrays.toString(shape().getShape());
  }

  /** Keeps memory reachable that this tensor reads, until it is closed. */
  Tensor borrowing(Optional<ByteBuffer> memory) {
    borrowed = memory;
    return this;
  }

  PtNDArray raw() {
    return array;
  }

  /**
   * Makes this tensor a leaf of any floating-point type, as checkpointing needs it between
   * segments.
   */
  Tensor asLeaf() {
    array.setRequiresGradient(true);
    return this;
  }

  /**
   * Makes the gradients absent, which the engine can do only by giving the same memory a new
   * handle.
   */
  static void forgetGradients(List<Tensor> leaves) {
    if (leaves.isEmpty()) {
      return;
    }
    Scope scope = leaves.get(0).scope();
    try (Scope scratch = scope.child()) {
      List<Tensor> fresh = Operators.detachAll(scratch, leaves);
      for (int i = 0; i < leaves.size(); i++) {
        Tensor leaf = leaves.get(i);
        leaf.array.close();
        leaf.array = fresh.get(i).array;
        leaf.array.attach(leaf.scope.manager());
        leaf.asLeaf();
      }
    }
  }

  private void backward(PtNDArray gradient) {
    try {
      JniUtils.backward(array, gradient, false, false);
    } catch (EngineException e) {
      throw EngineFailure.of("the backward pass", e);
    }
  }

  private ByteBuffer bytes() {
    return ByteBuffer.wrap(shape().size() == 0 ? new byte[0] : array.toByteArray())
        .order(ByteOrder.nativeOrder());
  }

  private void requireChangeable(String consequence) {
    if (frozen) {
      throw new IllegalStateException("a frozen tensor " + consequence);
    }
  }

  private void require(ElementType type) {
    if (type() != type) {
      throw new IllegalStateException("this needs a tensor of type " + type + ", not " + type());
    }
  }
}
