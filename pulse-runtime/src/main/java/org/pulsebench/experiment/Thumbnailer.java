package org.pulsebench.experiment;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.pulsebench.data.Image;
import org.pulsebench.model.image.ImageDecoder;
import org.pulsebench.model.image.RgbImage;

/** Makes pictures small. Immutable, and safe for several threads. */
final class Thumbnailer {

  /** The longest side that they have, in pixels. */
  static final int SIDE = 96;

  private static final float QUALITY = 0.8f;

  private final ImageDecoder decoder = new ImageDecoder();

  /**
   * Returns a picture as a JPEG of at most {@value #SIDE} pixels a side; a smaller one keeps its
   * size.
   */
  byte[] small(Image image) {
    RgbImage large = decoder.decode(image.bytes(), image.name());
    int longest = Math.max(large.width(), large.height());
    int side = Math.min(longest, SIDE);
    int width = Math.max(1, Math.round((float) large.width() * side / longest));
    int height = Math.max(1, Math.round((float) large.height() * side / longest));
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        small.setRGB(x, y, mean(large, x, y, width, height));
      }
    }
    return jpeg(small);
  }

  /** Returns the mean of all large pixels that a small one covers, whole ones only. */
  private static int mean(RgbImage large, int x, int y, int width, int height) {
    int left = (int) ((long) x * large.width() / width);
    int right = Math.max(left + 1, (int) ((x + 1L) * large.width() / width));
    int top = (int) ((long) y * large.height() / height);
    int bottom = Math.max(top + 1, (int) ((y + 1L) * large.height() / height));
    int rgb = 0;
    long count = (long) (right - left) * (bottom - top);
    for (int channel = 0; channel < 3; channel++) {
      long sum = count / 2;
      for (int row = top; row < bottom; row++) {
        for (int column = left; column < right; column++) {
          sum += large.sample(column, row, channel);
        }
      }
      rgb = rgb << 8 | (int) (sum / count);
    }
    return rgb;
  }

  private static byte[] jpeg(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("pictures in memory can be written", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
