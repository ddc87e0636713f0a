package org.pulsebench.experiment;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.pulsebench.Sha256;
import org.pulsebench.WholeFile;
import org.pulsebench.results.details.DetailsArchive;

/** What lies beside {@code results.json} for those who look at single questions. */
final class DetailsFile {

  /** Every entry is as old as archives can say: the same content gives the same bytes. */
  private static final LocalDateTime AGE = LocalDateTime.of(1980, 1, 1, 0, 0);

  private DetailsFile() {}

  /**
   * Writes the details of results beside their file, unless they lie there already: to know that
   * takes no picture, and those take the time.
   *
   * @param file of the results
   * @return the SHA-256 of the text, which tells details from others
   * @throws org.pulsebench.EnvironmentException if the file cannot be written
   */
  static String write(Results results, Path file) {
    AskedQuestions asked = AskedQuestions.of(results);
    DetailsText text = new DetailsText(results, asked);
    String digest = digest(text);
    Path details = DetailsArchive.beside(file);
    if (!DetailsArchive.holds(details, digest, asked.pictures().size())) {
      List<byte[]> pictures =
          Thumbnails.of(
              asked.pictures(),
              results.provenance().machine().version(),
              results.experiment().store());
      WholeFile.write(details, partial -> write(text, pictures, partial));
    }
    return digest;
  }

  private static void write(DetailsText text, List<byte[]> pictures, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      begin(zip, DetailsArchive.TEXT);
      text.write(zip);
      for (int i = 0; i < pictures.size(); i++) {
        begin(zip, DetailsArchive.picture(i));
        zip.write(pictures.get(i));
      }
    }
  }

  private static void begin(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(AGE);
    zip.putNextEntry(entry);
  }

  private static String digest(DetailsText text) {
    Sha256 digest = new Sha256();
    try {
      text.write(
          new OutputStream() {
            @Override
            public void write(int b) {
              digest.add(new byte[] {(byte) b});
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
              digest.add(ByteBuffer.wrap(bytes, offset, length));
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written anywhere", e);
    }
    return digest.finish();
  }
}
