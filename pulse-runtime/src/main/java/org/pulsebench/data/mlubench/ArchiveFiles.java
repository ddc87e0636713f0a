package org.pulsebench.data.mlubench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/**
 * The JSON files of the archive by their paths below its top directory, in Unicode's form NFC and
 * in the order of those paths: a zip and what it is unpacked to give the same.
 */
final class ArchiveFiles {

  /** Archivers of some systems add files of their own, which begin with a dot. */
  private static final Pattern WANTED = Pattern.compile("(.*/)?(Tasks|Entities)/(.*/)?[^./][^/]*[.]json");
  private static final String FETCH = "Fetch MLUBench.zip again; it may be cut short.";

  private final Path place;
  private final Map<String, byte[]> contents;

  private ArchiveFiles(Path place, Map<String, byte[]> found) {
    this.place = place;
    this.contents = withoutTop(found);
  }

  /**
   * Reads all JSON files.
   *
   * @param archive the zip, or the directory that it was unpacked to, or the one below that
   * @throws BadInputException if there is no such file, or it is no whole zip
   * @throws EnvironmentException if it cannot be read
   */
  static ArchiveFiles read(Path archive) {
    try {
      return new ArchiveFiles(
          archive, Files.isDirectory(archive) ? ofDirectory(archive) : ofZip(archive));
    } catch (NoSuchFileException e) {
      throw new BadInputException(
          new Problem(
              "The archive of MLUBench is missing",
              archive.toString(),
              "no such file",
              "MLUBench.zip as it was published, or the directory it was unpacked to",
              "Fetch it from where it was published, or correct the path."),
          e);
    } catch (ZipException e) {
      throw damaged(archive.toString(), e.getMessage(), "a whole zip file", e);
    } catch (IOException e) {
      throw EnvironmentException.unreadable(archive, e);
    }
  }

  /** Returns the paths that begin with a prefix. */
  List<String> below(String prefix) {
    return contents.keySet().stream().filter(path -> path.startsWith(prefix)).toList();
  }

  /**
   * Returns a file's bytes.
   *
   * @throws BadInputException if the archive has no such file
   */
  byte[] content(String path) {
    byte[] content = contents.get(path);
    if (content == null) {
      throw new BadInputException(
          new Problem(
              "A file of MLUBench is missing",
              where(path),
              "no such file among " + contents.size() + " JSON files",
              "all eight task files of the published archive",
              "Fetch or unpack MLUBench.zip again, all of it."));
    }
    return content;
  }

  /** Returns what messages call a file. */
  String where(String path) {
    return place.getFileName() + "!" + path;
  }

  private static Map<String, byte[]> ofZip(Path archive) throws IOException {
    // A missing file is told apart here: ZipFile has one exception for all that it cannot open.
    Files.size(archive);
    Map<String, byte[]> contents = new TreeMap<>();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : zip.stream().filter(each -> isWanted(each.getName())).toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          byte[] content = in.readAllBytes();
          requireWhole(archive, entry, content);
          contents.put(nfc(entry.getName()), content);
        }
      }
    }
    return contents;
  }

  /** Java reads zip entries without looking at their check sums. */
  private static void requireWhole(Path archive, ZipEntry entry, byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    if (sum.getValue() != entry.getCrc()) {
      String found = "check sum " + Long.toHexString(sum.getValue());
      String expected = "check sum " + Long.toHexString(entry.getCrc());
      throw damaged(archive.getFileName() + "!" + entry.getName(), found, expected, null);
    }
  }

  private static BadInputException damaged(
      String where, String found, String expected, Throwable cause) {
    return new BadInputException(
        new Problem("The archive of MLUBench is damaged", where, found, expected, FETCH), cause);
  }

  private static Map<String, byte[]> ofDirectory(Path directory) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(directory, 4)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String path = nfc(directory.relativize(file).toString().replace('\\', '/'));
        if (isWanted(path)) {
          contents.put(path, Files.readAllBytes(file));
        }
      }
    }
    return contents;
  }

  private static boolean isWanted(String path) {
    return WANTED.matcher(path).matches();
  }

  /** Cuts off what stands before {@code Tasks/} and {@code Entities/} in every path that has it. */
  private static Map<String, byte[]> withoutTop(Map<String, byte[]> contents) {
    Map<String, byte[]> below = new LinkedHashMap<>();
    contents.forEach(
        (path, content) -> {
          int start = Math.max(path.indexOf("/Tasks/"), path.indexOf("/Entities/")) + 1;
          below.put(path.substring(start), content);
        });
    return below;
  }

  static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
