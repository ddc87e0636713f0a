package org.pulsebench.report.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.pulsebench.Sha256;
import org.pulsebench.report.Fixtures;
import org.pulsebench.results.details.DetailsArchive;

/** Results with their details, in which users wrote other words. */
final class Archive {

  private Archive() {}

  /** Copies the fixture with details, as {@code results.json}, and returns that. */
  static Path copy(Path directory) throws IOException {
    return changed(directory, results -> results, details -> details);
  }

  /** Copies it with other texts, and with the digest that the details then have. */
  static Path changed(Path directory, UnaryOperator<String> results, UnaryOperator<String> details)
      throws IOException {
    Path from = Fixtures.path(Fixtures.FEW);
    Path to = directory.resolve("results.json");
    String before = text(DetailsArchive.beside(from));
    String after = details.apply(before);
    Files.createDirectories(directory);
    Files.writeString(
        to, results.apply(Files.readString(from)).replace(Sha256.of(before), Sha256.of(after)));
    try (ZipInputStream in = new ZipInputStream(open(DetailsArchive.beside(from)));
        OutputStream file = Files.newOutputStream(DetailsArchive.beside(to));
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] bytes = in.readAllBytes();
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(
            entry.getName().equals(DetailsArchive.TEXT)
                ? after.getBytes(StandardCharsets.UTF_8)
                : bytes);
      }
    }
    return to;
  }

  private static String text(Path archive) throws IOException {
    try (ZipInputStream in = new ZipInputStream(open(archive))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().equals(DetailsArchive.TEXT)) {
          return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    throw new IOException("no text in " + archive);
  }

  private static InputStream open(Path file) throws IOException {
    return Files.newInputStream(file);
  }
}
