package org.pulsebench.model.image;

import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A PNG file (W3C Portable Network Graphics, second edition).
 *
 * <p>Only the critical chunks reach the decoder. So no ancillary chunk can shift a colour, turn
 * samples into transparency or inflate to a bomb of text.
 */
final class PngImage implements EncodedImage {

  static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int GREY_ALPHA = 4;
  private static final int RGB_ALPHA = 6;

  private static final int CHUNK_OVERHEAD = 12;

  private final ImageSource source;
  private final int width;
  private final int height;
  private final int bits;
  private final int colourType;
  private final ByteArrayOutputStream critical = new ByteArrayOutputStream();
  private byte[] palette = {};
  private Optional<byte[]> exif = Optional.empty();

  private PngImage(ImageSource source) {
    this.source = source;
    int header = SIGNATURE.length() + 8;
    if (!source.has(header - 4, "IHDR")) {
      source.require(header, 13);
      throw source.damaged("a first chunk that is not IHDR", "the header of a PNG");
    }
    width = source.signedInt(header);
    height = source.signedInt(header + 4);
    bits = source.unsignedByte(header + 8);
    colourType = source.unsignedByte(header + 9);
    if (width <= 0 || height <= 0) {
      throw source.damaged("a size of %d x %d".formatted(width, height), "a positive size");
    }
    boolean valid =
        switch (colourType) {
          case GREY -> bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
          case PALETTE -> bits == 1 || bits == 2 || bits == 4 || bits == 8;
          case RGB, GREY_ALPHA, RGB_ALPHA -> bits == 8 || bits == 16;
          default -> false;
        };
    if (!valid) {
      throw source.damaged(
          "colour type %d with %d bits".formatted(colourType, bits), "a combination PNG defines");
    }
  }

  static PngImage parse(ImageSource source) {
    PngImage image = new PngImage(source);
    image.readChunks();
    return image;
  }

  private void readChunks() {
    critical.write(source.bytes(), 0, SIGNATURE.length());
    int at = SIGNATURE.length();
    boolean ended = false;
    while (!ended) {
      int length = source.signedInt(at);
      source.require(at, 8);
      String type = new String(source.bytes(), at + 4, 4, StandardCharsets.ISO_8859_1);
      source.require(at + 8, length);
      source.require(at + 8 + length, 4);
      checkSum(type, at + 4, length + 4);
      int data = at + 8;
      switch (type) {
        case "PLTE" -> palette = Arrays.copyOfRange(source.bytes(), data, data + length);
        case "eXIf" -> exif = Optional.of(Arrays.copyOfRange(source.bytes(), data, data + length));
        case "IEND" -> ended = true;
        default -> {
          // Pixel data is copied below, everything else does not touch the samples.
        }
      }
      if (Character.isUpperCase(type.charAt(0))) {
        critical.write(source.bytes(), at, length + CHUNK_OVERHEAD);
      }
      at = data + length + 4;
    }
    if (colourType == PALETTE && (palette.length == 0 || palette.length % 3 != 0)) {
      throw source.damaged(palette.length + " bytes of palette", "three bytes for each colour");
    }
  }

  private void checkSum(String type, int from, int length) {
    CRC32 sum = new CRC32();
    sum.update(source.bytes(), from, length);
    if ((int) sum.getValue() != source.signedInt(from + length)) {
      throw source.damaged(
          "a wrong checksum in chunk %s at byte %,d".formatted(printable(type), from),
          "the checksum that the file states");
    }
  }

  private static String printable(String type) {
    return type.matches("[A-Za-z]{4}") ? type : "of no valid name";
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public Optional<byte[]> exif() {
    return exif;
  }

  @Override
  public RgbImage decode() {
    Raster raster;
    try {
      raster = RasterReader.read("png", critical.toByteArray(), r -> r.read(0).getRaster());
    } catch (IOException | RuntimeException e) {
      // The JDK's reader lets some damage surface as an unchecked exception.
      throw source.damaged("pixel data that does not decode: " + e.getMessage(), "a PNG", e);
    }
    byte[] samples = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
    int bands = raster.getNumBands();
    int[] row = new int[width * bands];
    int target = 0;
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        for (int channel = 0; channel < 3; channel++) {
          samples[target++] = sample(row, x * bands, channel);
        }
      }
    }
    return RgbImage.wrap(width, height, samples);
  }

  private byte sample(int[] row, int pixel, int channel) {
    return switch (colourType) {
      case PALETTE -> paletteSample(row[pixel], channel);
      case GREY, GREY_ALPHA -> to8Bits(row[pixel]);
      default -> to8Bits(row[pixel + channel]);
    };
  }

  private byte paletteSample(int index, int channel) {
    if (index * 3 >= palette.length) {
      throw source.damaged(
          "a pixel of colour %d in a palette of %d".formatted(index, palette.length / 3),
          "colours that are in the palette");
    }
    return palette[index * 3 + channel];
  }

  private byte to8Bits(int sample) {
    return (byte) (bits == 16 ? sample >> 8 : sample * (255 / ((1 << bits) - 1)));
  }
}
