package org.pulsebench.data.world;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/**
 * A drawn square picture of {@value #SIDE} x {@value #SIDE} pixels.
 *
 * <p>Drawn with Java2D's software renderer and without any font, whose shapes differ between
 * machines.
 */
public final class Picture {

  /** Width and height in pixels. */
  public static final int SIDE = 128;

  private final int[] pixels;

  private Picture(int[] pixels) {
    this.pixels = pixels;
  }

  /**
   * Returns what is drawn on a white ground.
   *
   * @param drawing draws with antialiasing, in a system of {@value #SIDE} x {@value #SIDE} units
   */
  public static Picture draw(Consumer<Graphics2D> drawing) {
    BufferedImage canvas = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = canvas.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.setColor(java.awt.Color.WHITE);
      graphics.fillRect(0, 0, SIDE, SIDE);
      drawing.accept(graphics);
    } finally {
      graphics.dispose();
    }
    return new Picture(canvas.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE));
  }

  /** Returns {@code [SIDE, SIDE, 3]} bytes, row by row, each an unsigned sample in 0..255. */
  public byte[] samples() {
    byte[] samples = new byte[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      samples[3 * i] = (byte) (pixels[i] >> 16);
      samples[3 * i + 1] = (byte) (pixels[i] >> 8);
      samples[3 * i + 2] = (byte) pixels[i];
    }
    return samples;
  }

  /** Returns the picture as a PNG file, the same bytes on every machine. */
  public byte[] png() {
    return PngWriter.encode(SIDE, SIDE, pixels);
  }
}
