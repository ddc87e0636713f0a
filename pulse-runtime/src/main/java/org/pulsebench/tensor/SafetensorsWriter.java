package org.pulsebench.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/**
 * Writes a safetensors file, all of it or nothing.
 *
 * <p>The same tensors and metadata give the same bytes, and those of the reference implementation:
 * tensors by descending element type, then by name, so that each is aligned to its element size;
 * the header padded with spaces to a multiple of 8 bytes. Metadata keys are sorted, where the
 * reference implementation leaves their order to chance.
 */
public final class SafetensorsWriter {

  /** A tensor to be written. */
  public interface Source {

    /** Returns the tensor's name. */
    String name();

    /** Returns the type of its elements. */
    ElementType type();

    /** Returns its shape; {@code ()} for a scalar. */
    Shape shape();

    /**
     * Writes its elements, little-endian and in row-major order, in as many pieces as is
     * convenient. A write to the channel takes all bytes it is given.
     */
    void writeTo(WritableByteChannel channel) throws IOException;

    /**
     * Returns a tensor whose bytes are those between the buffer's position and limit, which this
     * leaves where they are.
     */
    static Source of(String name, ElementType type, Shape shape, ByteBuffer data) {
      return new BufferSource(name, type, shape, data.slice());
    }

    /** Returns a tensor with the values of one on the engine, copied when they are written. */
    static Source of(String name, Tensor values) {
      return new TensorSource(name, values);
    }
  }

  private record BufferSource(String name, ElementType type, Shape shape, ByteBuffer data)
      implements Source {

    private BufferSource {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(shape, "shape");
    }

    @Override
    public void writeTo(WritableByteChannel channel) throws IOException {
      channel.write(data.duplicate());
    }
  }

  private record TensorSource(String name, Tensor values) implements Source {

    private TensorSource {
      Objects.requireNonNull(name, "name");
    }

    @Override
    public ElementType type() {
      return values.type();
    }

    @Override
    public Shape shape() {
      return values.shape();
    }

    @Override
    public void writeTo(WritableByteChannel channel) throws IOException {
      channel.write(ByteBuffer.wrap(values.toBytes()));
    }
  }

  private static final Comparator<Source> FILE_ORDER =
      Comparator.comparing(Source::type).reversed().thenComparing(Source::name);

  private SafetensorsWriter() {}

  /**
   * Writes a file by way of a temporary file beside it, which is forced to disk and then renamed.
   *
   * <p>Until the rename an existing target stays untouched; buffers that are mapped from it keep
   * its content for ever. Any failure removes the temporary file; only a killed process can leave
   * one behind, named {@code .<target>.<random>.tmp}.
   *
   * @param target the file to create or replace
   * @param metadata the strings under {@code __metadata__}, which is left out if there are none
   * @param tensors the tensors, in any order
   * @throws IllegalArgumentException if two tensors share a name, a name is {@code __metadata__} or
   *     no Unicode, or a shape is negative
   * @throws IllegalStateException if a source writes fewer or more bytes than its shape says
   * @throws EnvironmentException if the disk is full, the directory cannot be written or a source
   *     cannot be read
   */
  public static void write(Path target, Map<String, String> metadata, List<Source> tensors) {
    List<Source> ordered = tensors.stream().sorted(FILE_ORDER).toList();
    ByteBuffer header = header(new TreeMap<>(metadata), ordered);
    long size = header.remaining() + ordered.stream().mapToLong(SafetensorsWriter::size).sum();
    Path file = target.toAbsolutePath();
    Path temporary =
        file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      writeAll(temporary, header, ordered);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      discard(temporary, e);
      throw unwritable(file, size, e);
    } catch (RuntimeException | Error e) {
      discard(temporary, e);
      throw e;
    }
  }

  private static void writeAll(Path file, ByteBuffer header, List<Source> tensors)
      throws IOException {
    // Not Files.createTempFile: its files are readable by their owner alone, and the rename would
    // keep that.
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (header.hasRemaining()) {
        channel.write(header);
      }
      for (Source tensor : tensors) {
        BoundedChannel bounded = new BoundedChannel(channel, tensor.name(), size(tensor));
        tensor.writeTo(bounded);
        bounded.finish();
      }
      channel.force(true);
    }
  }

  private static ByteBuffer header(Map<String, String> metadata, List<Source> tensors) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
      generator.writeStartObject();
      if (!metadata.isEmpty()) {
        generator.writeObjectFieldStart(SafetensorsHeader.METADATA_KEY);
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
          generator.writeStringField(entry.getKey(), entry.getValue());
        }
        generator.writeEndObject();
      }
      writeTensors(generator, tensors);
      generator.writeEndObject();
    } catch (IOException e) {
      throw new AssertionError("writing to memory does not fail", e);
    }
    ByteBuffer json = encode(text.toString());
    int padding = -json.remaining() & (Long.BYTES - 1);
    long length = (long) json.remaining() + padding;
    if (length > SafetensorsHeader.MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a header of " + length + " bytes is more than any safetensors reader accepts");
    }
    return ByteBuffer.allocate(Long.BYTES + (int) length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(json)
        .put(" ".repeat(padding).getBytes(UTF_8))
        .flip();
  }

  private static ByteBuffer encode(String json) {
    try {
      // Unlike String.getBytes and Jackson, an encoder reports half a surrogate pair.
      return UTF_8.newEncoder().encode(CharBuffer.wrap(json));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a name or metadata string is not valid Unicode", e);
    }
  }

  private static void writeTensors(JsonGenerator generator, List<Source> tensors)
      throws IOException {
    Set<String> names = new HashSet<>();
    long begin = 0;
    for (Source tensor : tensors) {
      String name = tensor.name();
      if (name.equals(SafetensorsHeader.METADATA_KEY) || !names.add(name)) {
        throw new IllegalArgumentException("duplicated or reserved tensor name " + name);
      }
      long end = Math.addExact(begin, size(tensor));
      long[] shape = tensor.shape().getShape();
      generator.writeObjectFieldStart(name);
      generator.writeStringField("dtype", tensor.type().safetensorsName());
      generator.writeFieldName("shape");
      generator.writeArray(shape, 0, shape.length);
      generator.writeFieldName("data_offsets");
      generator.writeArray(new long[] {begin, end}, 0, 2);
      generator.writeEndObject();
      begin = end;
    }
  }

  private static long size(Source tensor) {
    return tensor.type().byteSize(tensor.shape());
  }

  private static void discard(Path temporary, Throwable failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static EnvironmentException unwritable(Path file, long size, IOException cause) {
    return new EnvironmentException(
        new Problem(
            "Cannot write the checkpoint, nothing was changed",
            file.toString(),
            cause.toString(),
            "an existing directory with write permission and " + size + " bytes of free space",
            "Create the directory, free space on its disk, or choose another one."),
        cause);
  }

  /** Passes on exactly as many bytes as a tensor has. */
  private static final class BoundedChannel implements WritableByteChannel {

    // The JDK copies a heap buffer into a direct one of the same size and keeps that per thread.
    private static final int PIECE_BYTES = 1 << 20;

    private final FileChannel channel;
    private final String tensor;
    private final long size;
    private long written;

    BoundedChannel(FileChannel channel, String tensor, long size) {
      this.channel = channel;
      this.tensor = tensor;
      this.size = size;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      int count = source.remaining();
      if (count > size - written) {
        throw wrongSize("at least " + (written + count));
      }
      int end = source.limit();
      while (source.position() < end) {
        source.limit(Math.min(end, source.position() + PIECE_BYTES));
        channel.write(source);
      }
      written += count;
      return count;
    }

    void finish() {
      if (written != size) {
        throw wrongSize(Long.toString(written));
      }
    }

    private IllegalStateException wrongSize(String wrote) {
      return new IllegalStateException(
          "tensor " + tensor + " has " + size + " bytes by its shape, its source wrote " + wrote);
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() {
      // The file goes on after this tensor.
    }
  }
}
