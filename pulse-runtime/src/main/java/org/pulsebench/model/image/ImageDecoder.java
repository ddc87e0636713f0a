package org.pulsebench.model.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.model.image.ImageProcessorConfig.ImageSize;

/**
 * Decodes PNG and JPEG files to upright RGB pictures, as Pillow's {@code
 * ImageOps.exif_transpose(image).convert("RGB")} does.
 *
 * <ul>
 *   <li>Grey becomes three equal channels; palettes are looked up; one to four bits are scaled to
 *       0..255.
 *   <li>Transparency is dropped, the colours under it stay. (transformers from version 5 on lays a
 *       transparent picture on white if it is given one; its own {@code load_image} and the
 *       original LLaVA drop the transparency as here.)
 *   <li>Of 16 bits the upper eight are kept. Pillow does so for colour, but clips 16-bit grey at
 *       255, which turns nearly all of it white; that is not imitated.
 *   <li>Embedded colour profiles and gamma are ignored.
 *   <li>The EXIF orientation is applied; orientations outside 1..8 are taken for upright. Those
 *       that stand in XMP alone are not looked for.
 * </ul>
 *
 * <p>Stricter than Pillow: a file must be whole to its end marker, every PNG checksum must be
 * right, and damaged JPEG data is an error even where a decoder could guess.
 *
 * <p>Immutable and safe for use by several threads. Decoding takes up to fourteen bytes of memory a
 * pixel.
 */
public final class ImageDecoder {

  /** The limit above which Pillow warns of a decompression bomb: 256 MiB of RGB, in pixels. */
  public static final long DEFAULT_MAX_PIXELS = 89_478_485L;

  /** No PNG or JPEG within any sensible limit on pixels is larger. */
  private static final long MAX_FILE_BYTES = 1L << 30;

  private static final Map<String, String> OTHER_FORMATS =
      Map.of(
          "GIF8", "a GIF",
          "BM", "a BMP",
          "RIFF", "a WebP or another RIFF file",
          "II*\0", "a TIFF",
          "MM\0*", "a TIFF",
          "\0\0\0\fjP  ", "a JPEG 2000",
          "%PDF", "a PDF",
          "<", "a text in XML or HTML");

  private final long maxPixels;

  /** Creates a decoder with the limit {@link #DEFAULT_MAX_PIXELS}. */
  public ImageDecoder() {
    this(DEFAULT_MAX_PIXELS);
  }

  /**
   * Creates a decoder.
   *
   * @param maxPixels the largest width times height, checked in the header before any pixel is
   *     decoded
   */
  public ImageDecoder(long maxPixels) {
    if (maxPixels < 1) {
      throw new IllegalArgumentException("the limit must be positive, got " + maxPixels);
    }
    this.maxPixels = maxPixels;
  }

  /**
   * Decodes a file.
   *
   * @throws BadInputException if the file is missing, is no PNG or JPEG of a supported kind, is
   *     damaged or cut short, or is too large
   * @throws EnvironmentException if the file is there but cannot be read
   */
  public RgbImage decode(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          new Problem(
              "The image is missing",
              file.toString(),
              Files.exists(file) ? "something that is not a file" : "no such file",
              "a PNG or JPEG file",
              "Correct the path, or put the image there."));
    }
    try {
      long size = Files.size(file);
      if (size > MAX_FILE_BYTES) {
        throw new BadInputException(
            new Problem(
                "The image file is too large",
                file.toString(),
                "%,d bytes".formatted(size),
                "at most %,d bytes".formatted(MAX_FILE_BYTES),
                "Check that the path names an image."));
      }
      return decode(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw new EnvironmentException(
          new Problem(
              "The image cannot be read",
              file.toString(),
              e.toString(),
              "a readable file",
              "Check the file's permissions and the disk."),
          e);
    }
  }

  /**
   * Decodes the bytes of a file.
   *
   * @param name what error messages call the image, such as {@code question 12, image}
   * @throws BadInputException if the bytes are no PNG or JPEG of a supported kind, are damaged or
   *     cut short, or hold too large a picture
   */
  public RgbImage decode(byte[] bytes, String name) {
    EncodedImage image = parse(bytes, name);
    return orientation(image).upright(image.decode());
  }

  /**
   * Returns the size that the bytes of a file decode to, without decoding a pixel.
   *
   * @param name what error messages call the image
   * @throws BadInputException as {@link #decode(byte[], String)} says, but for damaged pixels
   */
  public ImageSize size(byte[] bytes, String name) {
    EncodedImage image = parse(bytes, name);
    return orientation(image).swapsSides()
        ? new ImageSize(image.width(), image.height())
        : new ImageSize(image.height(), image.width());
  }

  private EncodedImage parse(byte[] bytes, String name) {
    ImageSource source =
        new ImageSource(
            Objects.requireNonNull(bytes, "bytes"), Objects.requireNonNull(name, "name"));
    EncodedImage image = parse(source);
    checkSize(image, source);
    return image;
  }

  private static ExifOrientation orientation(EncodedImage image) {
    return image.exif().map(ExifOrientation::of).orElse(ExifOrientation.UPRIGHT);
  }

  private static EncodedImage parse(ImageSource source) {
    if (source.length() == 0) {
      throw source.damaged("an empty file", "a PNG or JPEG");
    }
    if (source.has(0, PngImage.SIGNATURE)) {
      return PngImage.parse(source);
    }
    if (source.has(0, JpegImage.SIGNATURE)) {
      return JpegImage.parse(source);
    }
    for (Map.Entry<String, String> format : OTHER_FORMATS.entrySet()) {
      if (source.has(0, format.getKey())) {
        throw source.unsupported(format.getValue());
      }
    }
    if (source.has(4, "ftyp")) {
      throw source.unsupported("a HEIF, AVIF or video file");
    }
    throw source.unsupported("no image format that is known");
  }

  private void checkSize(EncodedImage image, ImageSource source) {
    int width = image.width();
    int height = image.height();
    if ((long) width * height > maxPixels) {
      throw source.tooLarge(width, height, "%,d pixels".formatted(maxPixels));
    }
    if (Math.max(width, height) > RgbImage.MAX_SIDE) {
      throw source.tooLarge(width, height, "%,d pixels a side".formatted(RgbImage.MAX_SIDE));
    }
  }
}
