package org.pulsebench.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/**
 * A checkpoint in the safetensors format, of one file or of several with an index, open for
 * reading.
 *
 * <p>Opening reads and checks the headers only; tensors are read or mapped when asked for. Mapped
 * buffers outlive {@link #close}, which whoever opened this calls. A file must not be written in
 * place while it is open or mapped ({@link SafetensorsWriter} never does: it replaces). Instances
 * may be shared by threads; interrupting a thread in the middle of a read closes the file for all.
 *
 * <p>Format and limits follow the reference implementation, <a
 * href="https://github.com/huggingface/safetensors">huggingface/safetensors</a>; this reader is
 * stricter in that it refuses duplicate keys, unknown fields of a tensor and the element types that
 * {@link ElementType} lacks.
 */
public final class Safetensors implements AutoCloseable {

  private static final String SINGLE = "model.safetensors";
  private static final String INDEX = "model.safetensors.index.json";

  private final SortedMap<Path, SafetensorsFile> files;
  private final SortedMap<String, SafetensorsEntry> entries;
  private final SortedMap<String, String> metadata;

  private Safetensors(SortedMap<Path, SafetensorsFile> files) {
    this.files = files;
    SortedMap<String, SafetensorsEntry> allEntries = new TreeMap<>();
    SortedMap<String, String> allMetadata = new TreeMap<>();
    for (SafetensorsFile file : files.values()) {
      allEntries.putAll(file.header().entries());
      file.header().mergeMetadataInto(allMetadata);
    }
    this.entries = Collections.unmodifiableSortedMap(allEntries);
    this.metadata = Collections.unmodifiableSortedMap(allMetadata);
  }

  /**
   * Opens a {@code .safetensors} file, or a directory with {@code model.safetensors} or else {@code
   * model.safetensors.index.json} and the shards it names.
   *
   * @throws BadInputException if a file is missing or not as the format demands; the message names
   *     file and tensor
   * @throws EnvironmentException if a file cannot be read
   */
  public static Safetensors open(Path fileOrDirectory) {
    if (!Files.isDirectory(fileOrDirectory)) {
      return new Safetensors(openAll(List.of(fileOrDirectory)));
    }
    Path single = fileOrDirectory.resolve(SINGLE);
    if (Files.exists(single)) {
      return new Safetensors(openAll(List.of(single)));
    }
    Path index = fileOrDirectory.resolve(INDEX);
    if (Files.exists(index)) {
      return openSharded(index);
    }
    throw new BadInputException(
        new Problem(
            "No safetensors checkpoint in directory",
            fileOrDirectory.toString(),
            "neither " + SINGLE + " nor " + INDEX,
            "one of them",
            "Correct the path; convert a checkpoint of .bin files to safetensors first."));
  }

  private static Safetensors openSharded(Path indexFile) {
    SafetensorsIndex index;
    try {
      index = SafetensorsIndex.read(indexFile);
    } catch (IOException e) {
      throw SafetensorsFile.unreadable(indexFile, e);
    }
    SortedMap<Path, SafetensorsFile> shards = openAll(index.shards());
    try {
      index.check(shards);
      return new Safetensors(shards);
    } catch (RuntimeException | Error e) {
      shards.values().forEach(SafetensorsFile::close);
      throw e;
    }
  }

  private static SortedMap<Path, SafetensorsFile> openAll(List<Path> paths) {
    SortedMap<Path, SafetensorsFile> opened = new TreeMap<>();
    try {
      for (Path path : paths) {
        opened.put(path, SafetensorsFile.open(path));
      }
      return opened;
    } catch (RuntimeException | Error e) {
      opened.values().forEach(SafetensorsFile::close);
      throw e;
    }
  }

  /** Returns all tensors by name, in name order. */
  public SortedMap<String, SafetensorsEntry> entries() {
    return entries;
  }

  /** Returns the tensor of that name, if there is one. */
  public Optional<SafetensorsEntry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /**
   * Returns the strings under {@code __metadata__}; where shards disagree, the first in the order
   * of file names wins. The metadata of an index is not among them.
   */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * Maps a whole tensor of at most 2 GiB less a byte; see {@link #map(SafetensorsEntry, long,
   * int)}.
   *
   * @throws IllegalArgumentException if the tensor is larger, or not of this checkpoint
   */
  public ByteBuffer map(SafetensorsEntry entry) {
    if (entry.byteSize() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "tensor " + entry.name() + " has " + entry.byteSize() + " bytes: map it in chunks");
    }
    return map(entry, 0, (int) entry.byteSize());
  }

  /**
   * Maps a part of a tensor as a direct little-endian buffer whose position is 0.
   *
   * <p>The mapping is copy-on-write: a stray write in place changes only the memory of this
   * process. A file that this process may not write to can be mapped read-only at best; the buffer
   * says so ({@link ByteBuffer#isReadOnly}), and native code that writes to it ends the process.
   *
   * @param entry a tensor of this checkpoint
   * @param from the first byte, counted from the start of the tensor
   * @param length the number of bytes
   * @throws IllegalArgumentException if the tensor is not of this checkpoint
   * @throws IndexOutOfBoundsException if the range is not within the tensor
   * @throws EnvironmentException if the operating system refuses the mapping
   */
  public ByteBuffer map(SafetensorsEntry entry, long from, int length) {
    requireOwn(entry);
    Objects.checkFromIndexSize(from, (long) length, entry.byteSize());
    return fileOf(entry).map(entry.offset() + from, length);
  }

  /**
   * Reads a part of a tensor into a buffer, without mapping it.
   *
   * @param entry a tensor of this checkpoint
   * @param from the first byte, counted from the start of the tensor
   * @param target gets as many bytes as remain in it
   * @throws IllegalArgumentException if the tensor is not of this checkpoint
   * @throws IndexOutOfBoundsException if the range is not within the tensor
   * @throws EnvironmentException if the file cannot be read
   */
  public void read(SafetensorsEntry entry, long from, ByteBuffer target) {
    requireOwn(entry);
    Objects.checkFromIndexSize(from, (long) target.remaining(), entry.byteSize());
    fileOf(entry).read(entry.offset() + from, target);
  }

  private void requireOwn(SafetensorsEntry entry) {
    if (!entry.equals(entries.get(entry.name()))) {
      throw new IllegalArgumentException("tensor " + entry.name() + " is not of this checkpoint");
    }
  }

  private SafetensorsFile fileOf(SafetensorsEntry entry) {
    return Objects.requireNonNull(files.get(entry.file()));
  }

  /** Closes the files; buffers already mapped stay valid. */
  @Override
  public void close() {
    files.values().forEach(SafetensorsFile::close);
  }
}
