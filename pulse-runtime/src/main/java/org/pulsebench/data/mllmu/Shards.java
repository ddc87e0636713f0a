package org.pulsebench.data.mllmu;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/** The files that hold a configuration: {@code train-00000-of-00001.parquet} and so on. */
final class Shards {

  private static final Pattern NAME = Pattern.compile("train-(\\d{5})-of-(\\d{5})\\.parquet");
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private Shards() {}

  /** Returns the name of a file. */
  static String name(int shard, int shards) {
    return String.format(Locale.ROOT, "train-%05d-of-%05d.parquet", shard, shards);
  }

  /**
   * Returns the paths of all files of a configuration in their order.
   *
   * @throws BadInputException if there is none, if one of the announced number is missing, if they
   *     do not agree on the number, or if one is not Parquet
   * @throws EnvironmentException if the directory or a file cannot be read
   */
  static List<Path> find(Path root, MllmuConfig config) {
    Path directory = root.resolve(config.directory());
    List<Path> found = present(directory);
    if (found.isEmpty()) {
      throw missing(
          directory,
          Files.isDirectory(directory) ? "no such file" : "no such directory",
          "train-00000-of-00001.parquet, or several numbered files");
    }
    List<String> names = found.stream().map(Shards::nameOf).toList();
    int announced = announced(names.get(0));
    List<String> expected = new ArrayList<>();
    for (int shard = 0; shard < announced; shard++) {
      expected.add(name(shard, announced));
    }
    if (names.stream().anyMatch(name -> announced(name) != announced)) {
      throw new BadInputException(
          new Problem(
              "Parquet files are of two sets",
              directory.toString(),
              String.join(", ", names),
              "files that agree on their number",
              "Remove the files that are left of another version."));
    }
    if (!names.equals(expected)) {
      expected.removeAll(names);
      throw missing(
          directory,
          names.size() + " of " + announced + " files",
          expected.isEmpty()
              ? "numbers below " + announced
              : "also " + String.join(", ", expected));
    }
    found.forEach(Shards::requireParquet);
    return found;
  }

  /** Returns the files with a shard's name that a directory holds, in their order. */
  static List<Path> present(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      List<Path> shards =
          new ArrayList<>(entries.filter(file -> NAME.matcher(nameOf(file)).matches()).toList());
      Collections.sort(shards);
      return shards;
    } catch (IOException e) {
      throw new EnvironmentException(
          new Problem(
              "Directory cannot be read",
              directory.toString(),
              e.toString(),
              "a readable directory",
              "Check its permissions and the disk."),
          e);
    }
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString();
  }

  private static int announced(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(name);
    }
    return Integer.parseInt(matcher.group(2));
  }

  private static BadInputException missing(Path directory, String found, String expected) {
    return new BadInputException(
        new Problem(
            "Parquet file is missing",
            directory.toString(),
            found,
            expected,
            "Check the directory, or fetch the data set from where it was published."));
  }

  private static void requireParquet(Path file) {
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
      long size = content.length();
      if (size < 3 * MAGIC.length
          || !Arrays.equals(MAGIC, bytesAt(content, 0))
          || !Arrays.equals(MAGIC, bytesAt(content, size - MAGIC.length))) {
        throw new BadInputException(
            new Problem(
                "File is not Parquet",
                file.toString(),
                size + " bytes without the mark PAR1 at both ends",
                "a Parquet file",
                "Fetch the file again; it may be cut short or be a Git LFS pointer."));
      }
    } catch (IOException e) {
      throw EnvironmentException.unreadable(file, e);
    }
  }

  private static byte[] bytesAt(RandomAccessFile content, long position) throws IOException {
    byte[] bytes = new byte[MAGIC.length];
    content.seek(position);
    content.readFully(bytes);
    return bytes;
  }
}
