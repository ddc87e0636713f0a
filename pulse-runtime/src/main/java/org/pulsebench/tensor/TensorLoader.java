package org.pulsebench.tensor;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Brings tensors of a checkpoint to the device and the element type of a model, one after the
 * other.
 *
 * <p>On the CPU a tensor that has the right type already is the file itself, mapped into memory: it
 * costs nothing until it is read, and the system can drop and reload it. Any other is read in
 * pieces of {@value #PIECE} bytes, each of which goes to its place in the result, and is converted
 * on the way, before the next is read. Beside the results no more host memory is taken than that of
 * one piece, however large the tensor: a mapping of the source would count as resident until the
 * garbage collector finds it.
 *
 * <p>For one thread; whoever opened this closes it, before or after the checkpoint.
 */
public final class TensorLoader implements AutoCloseable {

  /** Small enough for a processor's cache, so that a piece is converted where it was read. */
  private static final int PIECE = 1 << 20;

  private final Safetensors file;
  private final ElementType type;
  private final Scope scope;
  private final Scope scratch;
  private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE).order(ByteOrder.LITTLE_ENDIAN);

  /**
   * Opens a loader.
   *
   * @param file stays the caller's
   * @param type of the results, {@code F32} or {@code BF16}
   * @param scope owns the results; says the device
   */
  public TensorLoader(Safetensors file, ElementType type, Scope scope) {
    this.file = file;
    this.type = type;
    this.scope = scope;
    this.scratch = scope.child();
  }

  /**
   * Returns a tensor of the checkpoint, of the same shape.
   *
   * @param entry of floating-point elements
   * @throws org.pulsebench.EnvironmentException if the file cannot be read, or memory runs out
   */
  public Tensor load(SafetensorsEntry entry) {
    boolean aligned = entry.offset() % entry.type().bytes() == 0;
    boolean mappable = entry.byteSize() <= Integer.MAX_VALUE;
    if (entry.type() == type && aligned && mappable && !scope.device().isGpu()) {
      return scope.borrow(file.map(entry), type, entry.shape());
    }
    // A piece is too small to be shared out: threads that wait for each other would take longer.
    return Torch.withThreads(1, () -> inPieces(entry));
  }

  private Tensor inPieces(SafetensorsEntry entry) {
    Tensor target = scope.empty(type, entry.shape());
    long elements = entry.shape().size();
    int most = PIECE / entry.type().bytes();
    for (long from = 0; from < elements; from += most) {
      int count = (int) Math.min(most, elements - from);
      try (Tensor values = read(entry, from, count)) {
        Operators.fill(scratch, target, from, values);
      }
    }
    return target;
  }

  /**
   * Returns the first and the last elements of a tensor in row-major order, in the type of the
   * file, {@code [at most 2 * count]}; all of them where there are no more.
   *
   * @param scope owns the result
   * @param count at most 65,536
   */
  public Tensor ends(Scope scope, SafetensorsEntry entry, int count) {
    long elements = entry.shape().size();
    int first = (int) Math.min(elements, 2L * count);
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(first * entry.type().bytes()).order(ByteOrder.LITTLE_ENDIAN);
    if (elements <= first) {
      file.read(entry, 0, bytes);
    } else {
      file.read(entry, 0, bytes.limit(bytes.capacity() / 2));
      long start = entry.byteSize() - bytes.capacity() / 2;
      file.read(entry, start, bytes.limit(bytes.capacity()));
    }
    return scope.copy(bytes.rewind(), entry.type(), new Shape(first));
  }

  private Tensor read(SafetensorsEntry entry, long from, int count) {
    int size = entry.type().bytes();
    ByteBuffer bytes = piece.slice(0, count * size).order(ByteOrder.LITTLE_ENDIAN);
    file.read(entry, from * size, bytes);
    return scratch.borrow(bytes.rewind(), entry.type(), new Shape(count));
  }

  @Override
  public void close() {
    scratch.close();
  }
}
