package org.pulsebench.experiment.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pulsebench.Sha256;
import org.pulsebench.experiment.store.StepManifest.StoredFile;

/** The directory of one step, being written or finished. */
record StepDirectory(Path path) {

  /**
   * Digests what an action has written.
   *
   * @throws IllegalStateException if that is not only regular files, or holds a manifest
   */
  SortedMap<String, StoredFile> digestFiles() throws IOException {
    SortedMap<String, StoredFile> files = new TreeMap<>();
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = nameOf(file);
            if (!attributes.isRegularFile() || name.equals(ManifestFile.NAME)) {
              throw new IllegalStateException(
                  "a step wrote " + name + ", must be regular files and not " + ManifestFile.NAME);
            }
            files.put(name, new StoredFile(Sha256.of(file), attributes.size()));
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  /** Returns the size of all files, the manifest included. */
  long bytes() throws IOException {
    long[] sum = new long[1];
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            sum[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }
        });
    return sum[0];
  }

  /** Waits until all of the directory is on the disk. */
  void force() throws IOException {
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            forceFile(file, StandardOpenOption.WRITE);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            forceEntries(directory);
            return super.postVisitDirectory(directory, failure);
          }
        });
  }

  /** Waits until the names in a directory are on the disk. */
  static void forceEntries(Path directory) throws IOException {
    // Windows keeps the names by itself and lets no program open a directory.
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      forceFile(directory, StandardOpenOption.READ);
    }
  }

  /** Deletes the directory, or the file in its place, and everything below it. */
  void delete() throws IOException {
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return super.postVisitDirectory(directory, failure);
          }
        });
  }

  private String nameOf(Path file) {
    return path.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }

  private static void forceFile(Path file, StandardOpenOption access) throws IOException {
    try (FileChannel channel = FileChannel.open(file, access)) {
      channel.force(true);
    }
  }
}
