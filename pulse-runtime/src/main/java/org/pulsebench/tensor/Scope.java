package org.pulsebench.tensor;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * The owner of tensors: whatever is computed in a scope is freed when the scope closes.
 *
 * <p>A scope also says whether its computations are recorded for a backward pass. A training step
 * is one recording scope; evaluation uses scopes that record nothing. Close a scope only when no
 * backward pass needs its tensors any more.
 */
public final class Scope implements AutoCloseable {

  /** What the engine keeps of a computation besides its result. */
  private enum Mode {
    /** Everything that a backward pass needs. */
    RECORDING,
    /** Nothing; results may still take part in recorded computations. */
    UNRECORDED,
    /** Nothing, and results may never take part in recorded computations: the least overhead. */
    INFERENCE
  }

  private final PtNDManager manager;
  private final Mode mode;
  private final PtNDArray marker;

  private Scope(PtNDManager manager, Mode mode) {
    this.manager = manager;
    this.mode = mode;
    this.marker = manager.create(new Shape(1), DataType.FLOAT32);
  }

  /** Opens a scope that has no parent and records nothing; the caller closes it. */
  public static Scope open(Device device) {
    return new Scope(Torch.newManager(device), Mode.UNRECORDED);
  }

  /**
   * Opens a scope that dies with this one at the latest and records nothing.
   *
   * <p>A child of an inference scope is one too.
   */
  public Scope child() {
    return open(mode == Mode.INFERENCE ? Mode.INFERENCE : Mode.UNRECORDED);
  }

  /**
   * Opens a scope that dies with this one at the latest and records what is computed in it for a
   * backward pass.
   */
  public Scope recordingChild() {
    return open(Mode.RECORDING);
  }

  /**
   * Opens a scope that dies with this one at the latest and whose results never take part in a
   * recorded computation, which saves the engine some overhead.
   */
  public Scope inferenceChild() {
    return open(Mode.INFERENCE);
  }

  /** Returns whether computations of this scope are recorded for a backward pass. */
  public boolean isRecording() {
    return mode == Mode.RECORDING;
  }

  boolean isInference() {
    return mode == Mode.INFERENCE;
  }

  /** Returns the device that holds this scope's tensors. */
  public Device device() {
    return manager.getDevice();
  }

  /** Returns a {@code float32} tensor with a copy of the values in row-major order. */
  public Tensor floats(float[] values, long... shape) {
    ByteBuffer bytes = buffer(values.length * 4L);
    bytes.asFloatBuffer().put(values);
    return copy(bytes, ElementType.F32, new Shape(shape));
  }

  /** Returns an {@code int64} tensor with a copy of the values in row-major order. */
  public Tensor longs(long[] values, long... shape) {
    ByteBuffer bytes = buffer(values.length * 8L);
    bytes.asLongBuffer().put(values);
    return copy(bytes, ElementType.I64, new Shape(shape));
  }

  /** Returns a {@code bool} tensor with a copy of the values in row-major order. */
  public Tensor booleans(boolean[] values, long... shape) {
    ByteBuffer bytes = buffer(values.length);
    for (int i = 0; i < values.length; i++) {
      bytes.put(i, (byte) (values[i] ? 1 : 0));
    }
    return copy(bytes, ElementType.BOOL, new Shape(shape));
  }

  /**
   * Returns a {@code float32} tensor of zeros.
   *
   * @throws org.pulsebench.EnvironmentException if memory runs out
   */
  public Tensor zeros(Shape shape) {
    try {
      return new Tensor(this, (PtNDArray) manager.zeros(shape, DataType.FLOAT32), Optional.empty());
    } catch (EngineException e) {
      throw EngineFailure.of("zeros of shape " + shape, e);
    }
  }

  /**
   * Returns a tensor whose elements are undefined until they are filled.
   *
   * @throws org.pulsebench.EnvironmentException if memory runs out
   */
  Tensor empty(ElementType type, Shape shape) {
    try {
      return fromCarrier(manager.create(shape, carrier(type)), type, Optional.empty());
    } catch (EngineException e) {
      throw EngineFailure.of("a tensor of shape " + shape, e);
    }
  }

  /** Returns some rows of {@code [rows, ...]} in the given order, copied; a row may repeat. */
  public Tensor select(Tensor tensor, long... rows) {
    return Operators.select(this, tensor, rows);
  }

  /** Returns the rows of tensors {@code [rows, ...]} of one type one after the other, copied. */
  public Tensor concatenate(List<Tensor> tensors) {
    return Operators.concatenate(this, tensors);
  }

  /**
   * Returns a tensor that owns a copy of little-endian bytes.
   *
   * @param bytes as many bytes as the shape and the type say, from position 0
   */
  public Tensor copy(ByteBuffer bytes, ElementType type, Shape shape) {
    requireLength(bytes, type, shape);
    if (device().isGpu()) {
      return fromCarrier(carrierOf(direct(bytes), type, shape), type, Optional.empty());
    }
    PtNDArray array = manager.create(shape, carrier(type));
    if (shape.size() > 0) {
      array.toByteBuffer(true).order(ByteOrder.nativeOrder()).put(bytes.duplicate().rewind());
    }
    return fromCarrier(array, type, Optional.empty());
  }

  /**
   * Returns a tensor that reads a direct buffer, such as a memory-mapped file, in place where the
   * device and the type allow it, and otherwise a copy.
   *
   * <p>The buffer stays reachable until the tensor is closed; a backward pass that used the tensor
   * must be over by then.
   *
   * @param bytes a direct buffer with as many bytes as the shape and the type say
   */
  public Tensor borrow(ByteBuffer bytes, ElementType type, Shape shape) {
    requireLength(bytes, type, shape);
    if (shape.size() == 0) {
      return copy(bytes, type, shape);
    }
    return fromCarrier(carrierOf(direct(bytes), type, shape), type, Optional.of(bytes));
  }

  /** Returns how many tensors this scope and its children hold, for tests that look for leaks. */
  public int size() {
    return manager.getManagedArrays().size();
  }

  PtNDManager manager() {
    return manager;
  }

  /**
   * The first argument of every call: its manager receives the results, its name chooses the
   * method.
   */
  PtNDArray marker() {
    return marker;
  }

  @Override
  public void close() {
    manager.close();
  }

  private Scope open(Mode childMode) {
    return new Scope((PtNDManager) manager.newSubManager(), childMode);
  }

  private PtNDArray carrierOf(ByteBuffer bytes, ElementType type, Shape shape) {
    return manager.create(bytes, shape, carrier(type));
  }

  /**
   * The engine cannot create bfloat16 arrays: their bits travel as float16 and are reinterpreted by
   * an operator.
   */
  private Tensor fromCarrier(PtNDArray array, ElementType type, Optional<ByteBuffer> borrowed) {
    if (type != ElementType.BF16) {
      return new Tensor(this, array, borrowed);
    }
    try (Tensor bits = new Tensor(this, array, Optional.empty())) {
      return Operators.reinterpretAsBfloat16(this, bits).borrowing(borrowed);
    }
  }

  private static DataType carrier(ElementType type) {
    return switch (type) {
      case F64 -> DataType.FLOAT64;
      case F32 -> DataType.FLOAT32;
      case F16, BF16 -> DataType.FLOAT16;
      case I64 -> DataType.INT64;
      case I32 -> DataType.INT32;
      case I8 -> DataType.INT8;
      case U8 -> DataType.UINT8;
      case BOOL -> DataType.BOOLEAN;
      default -> throw new IllegalArgumentException("no tensor can hold elements of type " + type);
    };
  }

  private static void requireLength(ByteBuffer bytes, ElementType type, Shape shape) {
    long expected = Math.multiplyExact(shape.size(), (long) type.bytes());
    if (bytes.limit() != expected) {
      throw new IllegalArgumentException(
          "a "
              + type
              + " tensor of shape "
              + shape
              + " needs "
              + expected
              + " bytes, not "
              + bytes.limit());
    }
  }

  private static ByteBuffer direct(ByteBuffer bytes) {
    if (bytes.isDirect()) {
      return bytes;
    }
    return buffer(bytes.limit()).put(bytes.duplicate().rewind()).rewind();
  }

  private static ByteBuffer buffer(long bytes) {
    return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
  }
}
