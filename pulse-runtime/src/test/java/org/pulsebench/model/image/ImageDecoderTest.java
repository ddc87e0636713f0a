package org.pulsebench.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;

class ImageDecoderTest {

  private static final String NAME = "question 12, image";
  private static final int PNG_WIDTH_AT = 16;

  private final ImageDecoder decoder = new ImageDecoder();

  @Test
  void a_file_and_its_bytes_decode_alike(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("face.png"), reference("landscape.png"));

    RgbImage image = decoder.decode(file);

    assertThat(image.width()).isEqualTo(97);
    assertThat(image.height()).isEqualTo(61);
    assertThat(image.samples())
        .isEqualTo(decoder.decode(reference("landscape.png"), NAME).samples());
  }

  @Test
  void every_jpeg_orientation_makes_its_size_upright() {
    for (int orientation = 2; orientation <= 8; orientation++) {
      RgbImage image = decoder.decode(reference("orientation-%d.jpg".formatted(orientation)), NAME);
      assertThat(image.width() > image.height()).isEqualTo(orientation < 5);
    }
  }

  @Test
  void an_orientation_outside_one_to_eight_is_taken_for_upright() {
    byte[] file = reference("orientation-6.jpg");
    int tag = new String(file, StandardCharsets.ISO_8859_1).indexOf("\u0001\u0012\0\u0003");
    file[tag + 9] = 9;

    assertThat(decoder.decode(file, NAME).width()).isEqualTo(75);
  }

  @Test
  void an_interlaced_png_decodes_like_a_plain_one() throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(reference("rgba.png")));

    RgbImage image = decoder.decode(written(picture, "png", true), NAME);

    assertThat(image.samples()).isEqualTo(decoder.decode(reference("rgba.png"), NAME).samples());
  }

  @Test
  void a_grey_png_of_two_bits_is_scaled_to_the_full_range() {
    byte[] file = smallPng(2, 0, new byte[] {0, 0b00_01_10_11});

    RgbImage image = decoder.decode(file, NAME);

    assertThat(image.samples()).containsExactly(repeated(0, 85, 170, 255));
  }

  @Test
  void colours_under_transparency_stay() {
    byte[] file = smallPng(8, 4, new byte[] {0, 10, 0, 20, 0, 30, 0, 40, 0});

    assertThat(decoder.decode(file, NAME).samples()).containsExactly(repeated(10, 20, 30, 40));
  }

  @ParameterizedTest
  @ValueSource(strings = {"landscape.png", "palette.png", "baseline-420.jpg", "progressive.jpg"})
  void a_file_cut_short_anywhere_is_refused(String name) {
    byte[] file = reference(name);
    for (int length = 12; length < file.length; length += Math.max(1, file.length / 60)) {
      byte[] cut = Arrays.copyOf(file, length);
      assertRefused(cut).hasMessageStartingWith("The image is damaged or cut short: " + NAME);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"landscape.png", "palette.png", "baseline-420.jpg", "progressive.jpg"})
  void a_flipped_byte_is_refused_or_decodes_but_never_fails_otherwise(String name) {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] file = reference(name);
      file[random.nextInt(file.length)] ^= (byte) (1 + random.nextInt(255));
      try {
        assertThat(new ImageDecoder(1 << 20).decode(file, NAME).samples()).isNotEmpty();
      } catch (BadInputException e) {
        assertThat(e.problem().where()).isEqualTo(NAME);
      }
    }
  }

  @Test
  void a_flipped_byte_of_png_pixels_is_found_by_its_checksum() {
    byte[] file = reference("landscape.png");
    file[file.length / 2] ^= 1;

    assertRefused(file).hasMessageContaining("a wrong checksum in chunk IDAT");
  }

  @Test
  void a_png_whose_pixels_end_early_is_refused_though_its_checksums_are_right() {
    byte[] file = smallPng(8, 0, new byte[] {0, 1, 2});

    assertRefused(file).hasMessageContaining("pixel data that does not decode");
  }

  @Test
  void a_jpeg_with_damaged_pixels_is_refused() {
    byte[] file = reference("baseline-444.jpg");
    Arrays.fill(file, file.length - 900, file.length - 400, (byte) 0x55);

    assertRefused(file).hasMessageContaining("Corrupt JPEG data");
  }

  @Test
  void a_palette_without_the_colour_of_a_pixel_is_refused() {
    byte[] file = png(2, 1, 8, 3, chunk("PLTE", new byte[] {1, 2, 3}), new byte[] {0, 0, 5});

    assertRefused(file).hasMessageContaining("a pixel of colour 5 in a palette of 1");
  }

  @Test
  void an_empty_file_is_refused() {
    assertRefused(new byte[0]).hasMessageContaining("found an empty file");
  }

  @Test
  void random_bytes_are_refused() {
    byte[] noise = new byte[4096];
    new Random(3).nextBytes(noise);

    assertRefused(noise)
        .hasMessageStartingWith("The image format is not supported: " + NAME)
        .hasMessageContaining("no image format that is known");
  }

  @Test
  void a_gif_is_refused_by_name() {
    BufferedImage picture = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_INDEXED);

    assertRefused(written(picture, "gif", false)).hasMessageContaining("found a GIF");
  }

  @ParameterizedTest
  @CsvSource({
    "0xC3, 8, 3, a lossless JPEG",
    "0xC9, 8, 3, a JPEG with arithmetic coding",
    "0xC1, 12, 3, a JPEG of 12 bits a sample",
    "0xC0, 8, 4, a JPEG of four components (CMYK or YCCK)",
    "0xC0, 8, 2, a JPEG of 2 components"
  })
  void a_jpeg_of_an_unsupported_kind_is_refused_by_name(
      int marker, int bits, int components, String expected) {
    byte[] file = reference("baseline-444.jpg");
    int frame = frameOf(file);
    file[frame + 1] = (byte) marker;
    file[frame + 4] = (byte) bits;
    file[frame + 9] = (byte) components;
    file[frame + 3] = (byte) Math.max(file[frame + 3], 8 + 3 * components);

    assertRefused(file).hasMessageContaining(expected);
  }

  @Test
  void a_png_that_claims_an_absurd_size_is_refused_before_anything_is_allocated() {
    byte[] file = smallPng(8, 0, new byte[] {0, 1, 2, 3, 4});
    ByteBuffer.wrap(file).putInt(PNG_WIDTH_AT, 100_000).putInt(PNG_WIDTH_AT + 4, 100_000);
    repairHeader(file);

    assertRefused(file)
        .hasMessage(
            """
            The image is too large to decode: question 12, image
              found 100,000 x 100,000 = 10,000,000,000 pixels; expected at most 89,478,485 pixels
              Scale the image down, or raise the limit if the image is meant to be this large.\
            """);
  }

  @Test
  void a_jpeg_above_the_limit_is_refused_before_anything_is_allocated() {
    byte[] file = reference("baseline-444.jpg");
    int frame = frameOf(file);
    Arrays.fill(file, frame + 5, frame + 9, (byte) 0xFF);

    assertRefused(file).hasMessageContaining("found 65,535 x 65,535 = 4,294,836,225 pixels");
  }

  @Test
  void a_side_longer_than_any_jpeg_is_refused() {
    byte[] file = smallPng(8, 0, new byte[] {0, 1, 2, 3, 4});
    ByteBuffer.wrap(file).putInt(PNG_WIDTH_AT, 70_000);
    repairHeader(file);

    assertRefused(file).hasMessageContaining("expected at most 65,535 pixels a side");
  }

  @Test
  void the_limit_can_be_chosen() {
    assertThatThrownBy(() -> new ImageDecoder(1_000).decode(reference("landscape.png"), NAME))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("97 x 61 = 5,917 pixels; expected at most 1,000 pixels");
  }

  @Test
  void a_missing_file_is_refused_by_its_path(@TempDir Path folder) {
    Path file = folder.resolve("nobody.png");

    assertThatThrownBy(() -> decoder.decode(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("The image is missing: " + file)
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> decoder.decode(folder))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("something that is not a file");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(byte[] file) {
    return assertThatThrownBy(() -> decoder.decode(file, NAME))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(NAME);
  }

  private static byte[] reference(String name) {
    try (InputStream file =
        Objects.requireNonNull(
            ImageDecoderTest.class.getResourceAsStream("/reference/images/" + name), name)) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] written(BufferedImage picture, String format, boolean interlaced) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(output);
      ImageWriteParam options = writer.getDefaultWriteParam();
      if (interlaced) {
        options.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.write(null, new IIOImage(picture, null, null), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Returns a PNG of 4 x 1 pixels from its one row, which starts with the filter type. */
  private static byte[] smallPng(int bits, int colourType, byte[] row) {
    return png(4, 1, bits, colourType, new byte[0], row);
  }

  private static byte[] png(
      int width, int height, int bits, int colourType, byte[] palette, byte[] rows) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    byte[] header = {(byte) bits, (byte) colourType, 0, 0, 0};
    file.writeBytes(
        chunk("IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put(header).array()));
    file.writeBytes(palette);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
      deflater.write(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    file.writeBytes(chunk("IDAT", data.toByteArray()));
    file.writeBytes(chunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  private static byte[] chunk(String type, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(data.length + 12).putInt(data.length);
    chunk.put(type.getBytes(StandardCharsets.ISO_8859_1)).put(data);
    return chunk.putInt(checkSum(chunk.array(), 4, data.length + 4)).array();
  }

  private static void repairHeader(byte[] png) {
    ByteBuffer.wrap(png).putInt(PNG_WIDTH_AT + 13, checkSum(png, PNG_WIDTH_AT - 4, 17));
  }

  private static int checkSum(byte[] bytes, int from, int length) {
    CRC32 sum = new CRC32();
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }

  /** Returns where the start-of-frame marker of a baseline JPEG stands. */
  private static int frameOf(byte[] jpeg) {
    return new String(jpeg, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0");
  }

  private static byte[] repeated(int... samples) {
    byte[] rgb = new byte[samples.length * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) samples[i / 3];
    }
    return rgb;
  }
}
