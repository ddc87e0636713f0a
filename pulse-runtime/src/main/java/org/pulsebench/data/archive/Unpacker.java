package org.pulsebench.data.archive;

import io.airlift.compress.MalformedInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.Cancellation;
import org.pulsebench.Checks;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/**
 * Unpacks zip, tar, tar.gz, tar.xz and tar.zst archives, and single files compressed with gzip, xz
 * or Zstandard, into a directory.
 *
 * <p>The format is told by the content. Files get this user's default permissions; times and owners
 * are not kept. Uses less than 100 MiB of heap for any archive within the limits. Safe for use by
 * several threads.
 *
 * @param limits what an archive may become
 * @param cancellation looked for at every entry and every 256 KiB
 */
public record Unpacker(UnpackLimits limits, Cancellation cancellation) {

  private static final int HEAD_BYTES = 512;
  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * Unpacks an archive; a single compressed file gives a directory with that file.
   *
   * @param directory where it appears whole; nothing lies there yet
   * @throws BadInputException if the archive is missing, damaged or of no known format, if it holds
   *     what would lie or lead outside of the directory, two entries of one name or what is not a
   *     file, or if it goes beyond the limits; nothing is left behind
   * @throws EnvironmentException if the directory cannot be written; nothing is left behind
   * @throws org.pulsebench.CancelledException if it should stop; nothing is left behind
   */
  public void unpack(Path archive, Path directory) {
    Path target = directory.toAbsolutePath().normalize();
    Checks.require(!Files.exists(target), "directory", target, "a path at which nothing lies");
    Path partial =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".unpacking");
    try {
      create(partial);
      fill(archive, partial);
      publish(partial, target);
    } finally {
      delete(partial);
    }
  }

  private void fill(Path archive, Path root) {
    ArchiveFault fault = new ArchiveFault(archive);
    try {
      ArchiveTree tree = new ArchiveTree(archive, root, limits, cancellation);
      if (ZipEntries.isZip(head(archive))) {
        new ZipEntries(archive).read(tree, limits);
      } else {
        stream(archive, tree, fault);
      }
      tree.finish();
    } catch (NoSuchFileException e) {
      throw new BadInputException(
          new Problem(
              "Archive is missing",
              archive.toString(),
              "no such file",
              "a zip or tar archive",
              "Correct the path."),
          e);
    } catch (IOException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | MalformedInputException e) {
      throw fault.damaged(e);
    }
  }

  private static void stream(Path archive, ArchiveTree tree, ArchiveFault fault)
      throws IOException {
    Compression compression = Compression.of(head(archive));
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), BUFFER_BYTES);
        BufferedInputStream content =
            new BufferedInputStream(compression.open(file), BUFFER_BYTES)) {
      content.mark(HEAD_BYTES);
      byte[] head = content.readNBytes(HEAD_BYTES);
      content.reset();
      if (TarEntries.isTar(head)) {
        new TarEntries(fault).read(content, tree);
      } else if (compression == Compression.NONE) {
        throw fault.unknownFormat();
      } else {
        tree.file(compression.uncompressed(archive.getFileName().toString()), content);
      }
    }
  }

  private static byte[] head(Path archive) throws IOException {
    try (InputStream in = Files.newInputStream(archive)) {
      return in.readNBytes(HEAD_BYTES);
    }
  }

  private static void create(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw EnvironmentException.unwritable(directory, e);
    }
  }

  private static void publish(Path partial, Path target) {
    try {
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw EnvironmentException.unwritable(target, e);
    }
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : innermostFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw EnvironmentException.unwritable(directory, e);
    }
  }
}
