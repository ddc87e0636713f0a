package org.pulsebench.results.details;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.pulsebench.Sha256;

/**
 * The file that details are in: a ZIP archive of one text and some pictures.
 *
 * @param text JSON lines, as {@link ResultsDetails} has them
 * @param pictures by their numbers
 */
public record DetailsArchive(byte[] text, Map<Integer, byte[]> pictures) {

  /** The entry that holds the text; it comes first. */
  public static final String TEXT = "details.jsonl";

  private static final Pattern PICTURE = Pattern.compile("pictures/(0|[1-9][0-9]{0,8})\\.jpg");
  private static final Pattern SUFFIX = Pattern.compile("\\.json$");

  public DetailsArchive {
    pictures = Map.copyOf(pictures);
  }

  /**
   * Returns the place of the details: {@code results-details.zip} for {@code results.json}, in the
   * same directory.
   */
  public static Path beside(Path results) {
    Path file = results.toAbsolutePath();
    String name = SUFFIX.matcher(file.getFileName().toString()).replaceFirst("");
    return file.resolveSibling(name + "-details.zip");
  }

  /** Returns the name of a picture's entry. */
  public static String picture(int number) {
    return "pictures/" + number + ".jpg";
  }

  /**
   * Returns whether a file is whole, holds the text of a digest and so many pictures.
   *
   * @param digest SHA-256 of the text
   */
  public static boolean holds(Path file, String digest, int pictures) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try {
      DetailsArchive archive = read(file);
      return archive.digest().equals(digest) && archive.pictures.size() == pictures;
    } catch (IOException e) {
      // Whatever is wrong with it, it is no file that one could keep.
      return false;
    }
  }

  /** Returns the SHA-256 of the text, which is what results know their details by. */
  String digest() {
    return Sha256.of(text);
  }

  /**
   * Reads a file, and every checksum in it.
   *
   * @throws ZipException or EOFException if it is no such archive, damaged or cut short
   */
  static DetailsArchive read(Path file) throws IOException {
    // In sequence: unlike access by name, that compares checksums.
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        ZipInputStream zip = new ZipInputStream(in)) {
      byte[] text = text(zip);
      Map<Integer, byte[]> pictures = new TreeMap<>();
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Matcher name = PICTURE.matcher(entry.getName());
        if (!name.matches()) {
          throw new ZipException("an entry " + entry.getName());
        }
        pictures.put(Integer.valueOf(name.group(1)), zip.readAllBytes());
      }
      return new DetailsArchive(text, pictures);
    }
  }

  private static byte[] text(ZipInputStream zip) throws IOException {
    ZipEntry entry = zip.getNextEntry();
    if (entry == null) {
      throw new EOFException("no entry of an archive");
    }
    if (!entry.getName().equals(TEXT)) {
      throw new ZipException("an entry " + entry.getName() + " before " + TEXT);
    }
    return zip.readAllBytes();
  }
}
