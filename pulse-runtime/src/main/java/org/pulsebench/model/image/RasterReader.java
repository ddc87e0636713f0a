package org.pulsebench.model.image;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/**
 * Decodes a file to stored samples with the JDK's own readers.
 *
 * <p>Samples come from the raster, never through a colour model: Java's colour models would correct
 * grey for gamma and convert embedded profiles, which no training pipeline did.
 */
final class RasterReader {

  /** What to do with a reader that has its input. */
  @FunctionalInterface
  interface Decoding {
    Raster from(ImageReader reader) throws IOException;
  }

  private RasterReader() {}

  static Raster read(String format, byte[] file, Decoding decoding) throws IOException {
    ImageReader reader = reader(format);
    // A memory stream of our own: ImageIO's factory would write a cache file.
    try (MemoryCacheImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(input, true, true);
      return decoding.from(reader);
    } finally {
      reader.dispose();
    }
  }

  /** A plug-in on the class path may decode differently; results must not depend on it. */
  private static ImageReader reader(String format) {
    for (Iterator<ImageReader> it = ImageIO.getImageReadersByFormatName(format); it.hasNext(); ) {
      ImageReader reader = it.next();
      if ("java.desktop".equals(reader.getClass().getModule().getName())) {
        return reader;
      }
      reader.dispose();
    }
    throw new EnvironmentException(
        new Problem(
            "This Java runtime cannot decode images",
            "module java.desktop",
            "no reader for " + format,
            "the JDK's own PNG and JPEG readers",
            "Use a complete Java runtime, not one reduced by jlink."));
  }
}
