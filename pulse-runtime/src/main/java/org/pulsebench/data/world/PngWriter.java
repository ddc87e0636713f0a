package org.pulsebench.data.world;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.pulsebench.Checks;

/**
 * Encodes opaque pictures as PNG, the same picture on every machine to the same bytes.
 *
 * <p>Pictures of up to 256 colours are written with a palette, others as 8-bit RGB. Rows are not
 * filtered: on flat colours, filters break up the repeats that the compressor lives on (portraits
 * and scenes of this package come out 5 to 30 % larger with any of them).
 */
final class PngWriter {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int MAX_PALETTE = 256;
  private static final byte RGB = 2;
  private static final byte INDEXED = 3;
  private static final byte NO_FILTER = 0;

  private final int width;
  private final int height;
  private final int[] pixels;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private PngWriter(int width, int height, int[] pixels) {
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  /**
   * Encodes a picture.
   *
   * @param pixels {@code [height, width]}, row by row, each 0xRRGGBB; higher bits are ignored
   * @return a whole PNG file
   */
  static byte[] encode(int width, int height, int[] pixels) {
    Checks.positive(width, "width");
    Checks.positive(height, "height");
    Checks.require(
        pixels.length == (long) width * height, "pixels", pixels.length, "width x height");
    PngWriter writer = new PngWriter(width, height, pixels);
    writer.writeFile();
    return writer.out.toByteArray();
  }

  private void writeFile() {
    out.writeBytes(SIGNATURE);
    Optional<Map<Integer, Integer>> palette = palette();
    byte colourType = palette.isPresent() ? INDEXED : RGB;
    // Bit depth, colour type; then compression, filters and interlacing, of which there is one
    // kind.
    byte[] form = {8, colourType, 0, 0, 0};
    chunk("IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put(form).array());
    palette.ifPresent(colours -> chunk("PLTE", colours(colours)));
    byte[] rows = palette.map(this::indexedRows).orElseGet(this::rgbRows);
    chunk("IDAT", Deflate.zlib(rows));
    chunk("IEND", new byte[0]);
  }

  /** Returns the colours, numbered as they first appear; empty if there are too many. */
  private Optional<Map<Integer, Integer>> palette() {
    Map<Integer, Integer> palette = new LinkedHashMap<>();
    for (int i = 0; i < pixels.length; i++) {
      if (i == 0 || pixels[i] != pixels[i - 1]) {
        palette.putIfAbsent(pixels[i] & 0xFFFFFF, palette.size());
      }
      if (palette.size() > MAX_PALETTE) {
        return Optional.empty();
      }
    }
    return Optional.of(palette);
  }

  private static byte[] colours(Map<Integer, Integer> palette) {
    ByteBuffer samples = ByteBuffer.allocate(3 * palette.size());
    palette
        .keySet()
        .forEach(c -> samples.put((byte) (c >> 16)).put((byte) (c >> 8)).put((byte) (int) c));
    return samples.array();
  }

  private byte[] indexedRows(Map<Integer, Integer> palette) {
    ByteBuffer rows = ByteBuffer.allocate(height * (1 + width));
    byte index = 0;
    for (int i = 0; i < pixels.length; i++) {
      if (i % width == 0) {
        rows.put(NO_FILTER);
      }
      if (i > 0 && pixels[i] != pixels[i - 1]) {
        index = palette.get(pixels[i] & 0xFFFFFF).byteValue();
      }
      rows.put(index);
    }
    return rows.array();
  }

  private byte[] rgbRows() {
    ByteBuffer rows = ByteBuffer.allocate(height * (1 + 3 * width));
    for (int i = 0; i < pixels.length; i++) {
      if (i % width == 0) {
        rows.put(NO_FILTER);
      }
      int pixel = pixels[i];
      rows.put((byte) (pixel >> 16)).put((byte) (pixel >> 8)).put((byte) pixel);
    }
    return rows.array();
  }

  private void chunk(String type, byte[] content) {
    byte[] name = type.getBytes(US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(content);
    out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    out.writeBytes(name);
    out.writeBytes(content);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
  }
}
