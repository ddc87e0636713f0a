package org.pulsebench.data.hub.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Gives a file a second place without a second copy of its bytes.
 *
 * <p>A hard link where the file system has them: it needs no privilege, costs no space, is a plain
 * file to every program, and outlives the first name (the Hub's own tools remove theirs). Across
 * file systems a symbolic link to the real path; where neither can be made, a copy. Small files are
 * always copied: one that is edited in place must not change the other.
 */
final class FileLinks {

  private static final long COPIED_BYTES = 1L << 20;

  private final FreeSpace space;

  FileLinks(FreeSpace space) {
    this.space = space;
  }

  /** Gives a file a place at which nothing lies, in a directory that exists. */
  void place(Path file, Path at) throws IOException {
    Path real = file.toRealPath();
    if (Files.size(real) < COPIED_BYTES) {
      Files.copy(real, at);
    } else if (!isHardLinked(real, at) && !isSymbolicLinked(real, at)) {
      space.require(at.toAbsolutePath().getParent(), Files.size(real), "a copy of " + real);
      Files.copy(real, at);
    }
  }

  private static boolean isHardLinked(Path real, Path at) {
    try {
      Files.createLink(at, real);
      return true;
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      // Another file system, one without links, or another user's file: the next way is tried.
      return false;
    }
  }

  private static boolean isSymbolicLinked(Path real, Path at) {
    try {
      Files.createSymbolicLink(at, real);
      return true;
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      // Windows allows it to few users: a copy is made.
      return false;
    }
  }
}
