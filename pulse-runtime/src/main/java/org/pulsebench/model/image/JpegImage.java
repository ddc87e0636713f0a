package org.pulsebench.model.image;

import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A JPEG file (ITU-T T.81 with JFIF, EXIF and Adobe markers), baseline or progressive, of 8 bits.
 *
 * <p>The decoder gets the file without its application segments and returns the stored components;
 * what they mean is decided here by the rules of libjpeg, since the JDK's differ from those where a
 * file has no JFIF marker.
 */
final class JpegImage implements EncodedImage {

  static final String SIGNATURE = "\u00ff\u00d8\u00ff";

  private static final int START_OF_IMAGE = 0xD8;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int APPLICATION_0 = 0xE0;
  private static final int APPLICATION_1 = 0xE1;
  private static final int APPLICATION_14 = 0xEE;
  private static final int APPLICATION_15 = 0xEF;
  private static final int COMMENT = 0xFE;
  private static final String EXIF_PREFIX = "Exif\0\0";

  private final ImageSource source;
  private final ByteArrayOutputStream stripped = new ByteArrayOutputStream();
  private int width;
  private int height;
  private String componentIds = "";
  private boolean jfif;
  private Optional<Integer> adobeTransform = Optional.empty();
  private Optional<byte[]> exif = Optional.empty();

  private JpegImage(ImageSource source) {
    this.source = source;
  }

  static JpegImage parse(ImageSource source) {
    JpegImage image = new JpegImage(source);
    image.readSegments();
    return image;
  }

  private void readSegments() {
    stripped.write(0xFF);
    stripped.write(START_OF_IMAGE);
    int at = 2;
    boolean scanned = false;
    while (true) {
      at = nextMarker(at);
      int marker = source.unsignedByte(at + 1);
      if (marker == END_OF_IMAGE) {
        break;
      }
      int length = source.unsignedShort(at + 2);
      source.require(at + 2, Math.max(2, length));
      int end = at + 2 + Math.max(2, length);
      readSegment(marker, at + 4, length - 2);
      if (marker == START_OF_SCAN) {
        scanned = true;
        end = endOfScan(end);
      }
      boolean describesOnly =
          (marker >= APPLICATION_0 && marker <= APPLICATION_15) || marker == COMMENT;
      if (!describesOnly) {
        stripped.write(source.bytes(), at, end - at);
      }
      at = end;
    }
    if (!scanned || componentIds.isEmpty()) {
      throw source.damaged("the end of the image before any pixel data", "a JPEG");
    }
    stripped.write(0xFF);
    stripped.write(END_OF_IMAGE);
  }

  /** Skips the fill bytes that may stand before a marker. */
  private int nextMarker(int from) {
    int at = from;
    if (source.unsignedByte(at) != 0xFF) {
      throw source.damaged("no marker at byte %,d".formatted(at), "the next segment of a JPEG");
    }
    while (source.unsignedByte(at + 1) == 0xFF) {
      at++;
    }
    return at;
  }

  /** Entropy-coded data ends at the first marker that is neither a stuffed zero nor a restart. */
  private int endOfScan(int from) {
    int at = from;
    while (true) {
      if (source.unsignedByte(at) == 0xFF) {
        int next = source.unsignedByte(at + 1);
        boolean partOfScan = next == 0 || next == 0xFF || (next >= 0xD0 && next <= 0xD7);
        if (!partOfScan) {
          return at;
        }
      }
      at++;
    }
  }

  private void readSegment(int marker, int data, int length) {
    switch (marker) {
      case 0xC0, 0xC1, 0xC2 -> readFrame(data, length);
      case 0xC3, 0xC7, 0xCB, 0xCF -> throw source.unsupported("a lossless JPEG");
      case 0xC5, 0xC6, 0xCD, 0xCE -> throw source.unsupported("a hierarchical JPEG");
      case 0xC9, 0xCA -> throw source.unsupported("a JPEG with arithmetic coding");
      case APPLICATION_0 -> jfif |= length >= 14 && source.has(data, "JFIF\0");
      case APPLICATION_1 -> {
        if (exif.isEmpty() && length > EXIF_PREFIX.length() && source.has(data, EXIF_PREFIX)) {
          exif =
              Optional.of(
                  Arrays.copyOfRange(source.bytes(), data + EXIF_PREFIX.length(), data + length));
        }
      }
      case APPLICATION_14 -> {
        if (length >= 12 && source.has(data, "Adobe")) {
          adobeTransform = Optional.of(source.unsignedByte(data + 11));
        }
      }
      default -> {
        // Tables, which only the decoder needs.
      }
    }
  }

  private void readFrame(int data, int length) {
    if (!componentIds.isEmpty()) {
      throw source.damaged("two frames", "one frame");
    }
    int bits = source.unsignedByte(data);
    height = source.unsignedShort(data + 1);
    width = source.unsignedShort(data + 3);
    int components = source.unsignedByte(data + 5);
    if (width == 0 || height == 0 || length < 6 + 3 * components) {
      throw source.damaged("a size of %d x %d".formatted(width, height), "a whole header");
    }
    if (bits != 8) {
      throw source.unsupported("a JPEG of %d bits a sample".formatted(bits));
    }
    if (components == 4) {
      throw source.unsupported("a JPEG of four components (CMYK or YCCK)");
    }
    if (components != 1 && components != 3) {
      throw source.unsupported("a JPEG of %d components".formatted(components));
    }
    StringBuilder ids = new StringBuilder();
    for (int i = 0; i < components; i++) {
      ids.append((char) source.unsignedByte(data + 6 + 3 * i));
    }
    componentIds = ids.toString();
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
    List<String> damage = new ArrayList<>();
    Raster raster;
    try {
      raster =
          RasterReader.read(
              "jpeg",
              stripped.toByteArray(),
              reader -> {
                reader.addIIOReadWarningListener(
                    (from, warning) -> {
                      if (isDamage(warning)) {
                        damage.add(warning);
                      }
                    });
                return reader.readRaster(0, null);
              });
    } catch (IOException | RuntimeException e) {
      // The JDK's reader lets some damage surface as an unchecked exception.
      throw source.damaged("pixel data that does not decode: " + e.getMessage(), "a JPEG", e);
    }
    if (!damage.isEmpty()) {
      throw source.damaged(damage.get(0), "pixel data without faults");
    }
    byte[] samples = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
    int bands = raster.getNumBands();
    boolean yCbCr = isYCbCr();
    byte[] row = new byte[width * bands];
    for (int y = 0; y < height; y++) {
      raster.getDataElements(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int target = (y * width + x) * 3;
        if (bands == 1) {
          Arrays.fill(samples, target, target + 3, row[x]);
        } else if (yCbCr) {
          convert(row, 3 * x, samples, target);
        } else {
          for (int channel = 0; channel < 3; channel++) {
            samples[target + channel] = row[3 * x + channel];
          }
        }
      }
    }
    return RgbImage.wrap(width, height, samples);
  }

  /** The texts are libjpeg's, which are not translated; stray bytes between segments do no harm. */
  private static boolean isDamage(String warning) {
    return (warning.startsWith("Corrupt JPEG data") && !warning.contains("extraneous bytes"))
        || warning.startsWith("Premature end")
        || warning.startsWith("Inconsistent progression");
  }

  private boolean isYCbCr() {
    if (componentIds.length() == 1) {
      return false;
    }
    if (jfif) {
      return true;
    }
    return adobeTransform.map(t -> t != 0).orElseGet(() -> !componentIds.equals("RGB"));
  }

  /**
   * The inverse of JFIF's full-range BT.601 conversion in 16 bits of fraction, each product rounded
   * as libjpeg rounds it.
   */
  private static void convert(byte[] row, int from, byte[] samples, int to) {
    int y = row[from] & 0xFF;
    int blueness = (row[from + 1] & 0xFF) - 128;
    int redness = (row[from + 2] & 0xFF) - 128;
    samples[to] = clip(y + ((91_881 * redness + 32_768) >> 16));
    samples[to + 1] = clip(y + ((-22_554 * blueness - 46_802 * redness + 32_768) >> 16));
    samples[to + 2] = clip(y + ((116_130 * blueness + 32_768) >> 16));
  }

  private static byte clip(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
