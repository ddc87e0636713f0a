package org.pulsebench.experiment.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.PulseException;

/**
 * Explains failures to read or write a store.
 *
 * @param store its directory
 */
record StoreFailure(Path store) {

  private static final String FULL = "The disk of the step store is full";

  private static final List<String> DISK_FULL =
      List.of("No space left on device", "Disk quota exceeded", "not enough space on the disk");

  /** Less than this free, a failure to write is put down to it: systems say it in any language. */
  private static final long NEARLY_NOTHING = 1 << 16;

  /**
   * Explains a failure that has to do with files, and returns any other as it is.
   *
   * @param what the message's first words, without a full stop
   */
  RuntimeException explained(String what, RuntimeException failure) {
    if (failure instanceof UncheckedIOException files) {
      return explained(what, files.getCause());
    }
    return diskFull(failure).orElse(failure);
  }

  /** Explains a failure to read or write. */
  RuntimeException explained(String what, IOException failure) {
    if (failure instanceof ClosedByInterruptException) {
      CancellationException cancelled = new CancellationException(what + ": interrupted");
      cancelled.initCause(failure);
      return cancelled;
    }
    return diskFull(failure).orElseGet(() -> unreadable(what, failure));
  }

  /** Explains a failure if a full disk is at the bottom of it. */
  private Optional<RuntimeException> diskFull(Throwable failure) {
    if (failure instanceof PulseException told && told.problem().what().equals(FULL)) {
      // A step within a step: the inner one has explained it.
      return Optional.empty();
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io && saysFull(io)) {
        return Optional.of(full(io, failure));
      }
    }
    return Optional.empty();
  }

  private boolean saysFull(IOException cause) {
    String said = String.valueOf(cause.getMessage());
    // The classes for what Java itself tells apart, such as a missing file, are more special.
    boolean unspecific =
        cause.getClass() == IOException.class || cause.getClass() == FileSystemException.class;
    return DISK_FULL.stream().anyMatch(said::contains)
        || (unspecific && freeBytes().orElse(NEARLY_NOTHING) < NEARLY_NOTHING);
  }

  private EnvironmentException unreadable(String what, IOException failure) {
    return new EnvironmentException(
        new Problem(
            what,
            store.toString(),
            failure.toString(),
            "files that this user may read and write",
            "Check permissions and the disk, or choose another directory for the store."
                + " Finished steps are kept."),
        failure);
  }

  private EnvironmentException full(IOException cause, Throwable failure) {
    return new EnvironmentException(
        new Problem(
            FULL,
            store.toString(),
            freeBytes()
                    .map(bytes -> bytes + " bytes free")
                    .orElse("an unknown number of bytes free")
                + " ("
                + cause.getMessage()
                + ")",
            "room for the files of a step",
            "Free space, prune the store or choose another directory for it."
                + " Finished steps are kept."),
        failure);
  }

  private Optional<Long> freeBytes() {
    try {
      return Optional.of(Files.getFileStore(store).getUsableSpace());
    } catch (IOException e) {
      // The failure to be explained matters more than this one.
      return Optional.empty();
    }
  }
}
