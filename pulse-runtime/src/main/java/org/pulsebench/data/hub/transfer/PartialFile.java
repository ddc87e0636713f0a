package org.pulsebench.data.hub.transfer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.JsonFile;

/**
 * A file that is not whole yet, with a note beside it of what is: {@code X.partial} and {@code
 * X.partial.json}.
 *
 * <p>The note may claim bytes that a power failure took; the digest of the whole finds out. For one
 * process, which holds the lock of the content.
 */
final class PartialFile implements AutoCloseable {

  private static final long SAVE_NANOS = 1_000_000_000L;

  private final Path file;
  private final String identity;
  private final Pieces pieces;
  private final FileChannel channel;
  private Optional<String> tag = Optional.empty();
  private long savedAt = System.nanoTime();

  private PartialFile(Path file, String identity, Pieces pieces, FileChannel channel) {
    this.file = file;
    this.identity = identity;
    this.pieces = pieces;
    this.channel = channel;
  }

  /** Opens it, with what is there of the same file in parts of the same size. */
  static PartialFile open(Path file, RemoteFile remote, long pieceBytes) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      PartialFile partial =
          new PartialFile(file, remote.identity(), new Pieces(remote.size(), pieceBytes), channel);
      partial.resume();
      return partial;
    } catch (IOException e) {
      throw EnvironmentException.unwritable(file, e);
    }
  }

  /** Returns how many bytes an earlier build left of a file. */
  static long left(Path file, RemoteFile remote, long pieceBytes) {
    Pieces pieces = new Pieces(remote.size(), pieceBytes);
    read(file, remote.identity(), pieces);
    return pieces.total();
  }

  Path file() {
    return file;
  }

  Pieces pieces() {
    return pieces;
  }

  /** Returns the version that the server gave the bytes so far. */
  synchronized Optional<String> tag() {
    return tag;
  }

  synchronized void tag(Optional<String> given) {
    if (tag.isEmpty()) {
      tag = given;
    }
  }

  /** Writes bytes that belong at a position; any thread may. */
  void write(ByteBuffer bytes, long position) {
    try {
      long at = position;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    } catch (IOException e) {
      throw EnvironmentException.unwritable(file, e);
    }
  }

  /** Notes what is there, now and then. */
  synchronized void saveSometimes() {
    if (System.nanoTime() - savedAt > SAVE_NANOS) {
      save();
    }
  }

  /** Drops what is there. */
  synchronized void clear() {
    pieces.clear();
    tag = Optional.empty();
    try {
      channel.truncate(0);
      Files.deleteIfExists(note(file));
    } catch (IOException e) {
      throw EnvironmentException.unwritable(file, e);
    }
  }

  /** Removes the file and its note; both have to be closed. */
  static void remove(Path file) {
    try {
      Files.deleteIfExists(note(file));
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw EnvironmentException.unwritable(file, e);
    }
  }

  /** Removes the note of a file that has become whole and was moved away. */
  static void removeNote(Path file) {
    try {
      Files.deleteIfExists(note(file));
    } catch (IOException e) {
      throw EnvironmentException.unwritable(file, e);
    }
  }

  /** Notes what is there and closes the file. */
  @Override
  public synchronized void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw EnvironmentException.unwritable(file, e);
    }
    if (pieces.count() > 0) {
      save();
    }
  }

  private void save() {
    savedAt = System.nanoTime();
    ObjectNode note =
        JsonNodeFactory.instance
            .objectNode()
            .put("identity", identity)
            .put("size", pieces.size())
            .put("pieceBytes", pieces.pieceBytes());
    tag.ifPresent(value -> note.put("tag", value));
    ArrayNode done = note.putArray("done");
    for (int piece = 0; piece < pieces.count(); piece++) {
      done.add(pieces.done(piece));
    }
    JsonFile.write(note, note(file));
  }

  private void resume() throws IOException {
    tag = read(file, identity, pieces);
    for (int piece = 0; piece < pieces.count(); piece++) {
      if (pieces.done(piece) > 0 && pieces.position(piece) > channel.size()) {
        clear();
        return;
      }
    }
    if (pieces.total() == 0) {
      clear();
    }
  }

  private static Optional<String> read(Path file, String identity, Pieces pieces) {
    if (!Files.exists(note(file)) || !Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonFields fields = JsonFields.read(note(file));
      List<Double> done = fields.numbers("done").orElse(List.of());
      boolean same =
          fields.requiredText("identity").equals(identity)
              && fields.count("size") == pieces.size()
              && fields.count("pieceBytes") == pieces.pieceBytes()
              && done.size() == pieces.count();
      if (!same) {
        return Optional.empty();
      }
      for (int piece = 0; piece < done.size(); piece++) {
        long most = pieces.end(piece) - piece * pieces.pieceBytes();
        pieces.set(piece, Math.max(0, Math.min(most, done.get(piece).longValue())));
      }
      return fields.text("tag");
    } catch (BadInputException e) {
      // Damaged: what is there cannot be told, so it is fetched again.
      pieces.clear();
      return Optional.empty();
    }
  }

  private static Path note(Path file) {
    return file.resolveSibling(file.getFileName() + ".json");
  }
}
