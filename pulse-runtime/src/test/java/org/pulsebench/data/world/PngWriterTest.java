package org.pulsebench.data.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pulsebench.RandomStream;
import org.pulsebench.model.image.ImageDecoder;
import org.pulsebench.model.image.RgbImage;

class PngWriterTest {

  private record Sample(int width, int height, int[] pixels) {

    static Sample of(int width, int height, IntBinaryOperator colour) {
      int[] pixels = new int[width * height];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = colour.applyAsInt(i % width, i / width) & 0xFFFFFF;
      }
      return new Sample(width, height, pixels);
    }

    byte[] png() {
      return PngWriter.encode(width, height, pixels);
    }
  }

  static Stream<Arguments> samples() {
    RandomStream random = new RandomStream(7);
    int[] few = new int[16];
    for (int i = 0; i < few.length; i++) {
      few[i] = (int) random.nextLong();
    }
    return Stream.of(
        Arguments.of("one pixel", Sample.of(1, 1, (x, y) -> 0x123456)),
        Arguments.of("one row", Sample.of(300, 1, (x, y) -> x * 0x010203)),
        Arguments.of("one column", Sample.of(1, 300, (x, y) -> y * 0x030201)),
        Arguments.of("one colour", Sample.of(128, 128, (x, y) -> 0xFFCC00)),
        Arguments.of("two colours", Sample.of(128, 128, (x, y) -> (x ^ y) % 3 == 0 ? 0 : -1)),
        Arguments.of("256 colours", Sample.of(128, 128, (x, y) -> (x + 2 * y) % 256 * 0x010100)),
        Arguments.of("257 colours", Sample.of(257, 3, (x, y) -> x * 0x0101)),
        Arguments.of("gradient", Sample.of(128, 128, (x, y) -> 2 * x << 16 | 2 * y << 8 | x + y)),
        Arguments.of("wave", Sample.of(97, 61, (x, y) -> (x * x + y * y) * 0x0107)),
        Arguments.of("few noisy colours", Sample.of(128, 128, (x, y) -> few[random.nextInt(16)])),
        Arguments.of("noise", Sample.of(128, 128, (x, y) -> (int) random.nextLong())),
        Arguments.of("beyond the window", Sample.of(200, 200, (x, y) -> x * y * 0x0305)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void image_io_and_our_own_decoder_read_every_pixel_back(String name, Sample sample)
      throws IOException {
    byte[] png = sample.png();

    assertThat(imageIo(png, sample)).isEqualTo(sample.pixels());
    assertThat(own(png)).isEqualTo(sample.pixels());
  }

  @Test
  void counts_of_any_kind_give_codes_that_are_short_enough() throws IOException {
    // Counts that grow like Fibonacci's numbers make Huffman codes as long as can be.
    int[] fibonacci = new int[24];
    fibonacci[0] = 1;
    fibonacci[1] = 1;
    int sum = 2;
    for (int i = 2; i < fibonacci.length; i++) {
      fibonacci[i] = fibonacci[i - 1] + fibonacci[i - 2];
      sum += fibonacci[i];
    }
    int[] counts = fibonacci.clone();
    RandomStream random = new RandomStream(3);
    int[] left = {sum};
    Sample sample =
        Sample.of(
            362,
            sum / 362,
            (x, y) -> {
              int draw = random.nextInt(left[0]--);
              int colour = 0;
              while (draw >= counts[colour]) {
                draw -= counts[colour++];
              }
              counts[colour]--;
              return colour;
            });

    assertThat(own(sample.png())).isEqualTo(sample.pixels());
    HuffmanCode code = HuffmanCode.of(fibonacci, 15);
    double kraft = 0;
    for (int symbol = 0; symbol < fibonacci.length; symbol++) {
      assertThat(code.length(symbol)).isBetween(1, 15);
      kraft += Math.pow(2, -code.length(symbol));
    }
    assertThat(kraft).isEqualTo(1);
  }

  @Test
  void a_drawing_takes_a_few_kilobytes() {
    assertThat(drawing().png()).hasSizeBetween(1_000, 6_000);
  }

  @Test
  void one_colour_takes_next_to_nothing() {
    assertThat(Sample.of(128, 128, (x, y) -> 0xFFCC00).png()).hasSizeLessThan(150);
  }

  @Test
  void noise_grows_by_little() {
    RandomStream random = new RandomStream(1);
    byte[] png = Sample.of(128, 128, (x, y) -> (int) random.nextLong()).png();

    assertThat(png.length).isLessThan(128 * 128 * 3 * 102 / 100);
  }

  @Test
  void the_bytes_are_the_same_today_as_ever() throws Exception {
    assertThat(sha256(Sample.of(64, 64, (x, y) -> 4 * x << 16 | 4 * y << 8 | x * y % 256).png()))
        .isEqualTo("18de5f8e8db3950c89fb00d477dd41fae6b284d4459fabec6c8aeca67deccc7b");
    assertThat(sha256(Sample.of(64, 64, (x, y) -> x * y % 7 * 0x102030).png()))
        .isEqualTo("47e7529e1e4492c86ee2bdef93605093a4d20c63a87b6909c8b0a785212de05a");
  }

  @Test
  void a_picture_is_encoded_as_it_was_drawn() {
    Picture picture = drawing();

    byte[] samples = picture.samples();
    Sample drawn =
        Sample.of(
            Picture.SIDE,
            Picture.SIDE,
            (x, y) -> new BigInteger(1, samples, 3 * (y * Picture.SIDE + x), 3).intValue());
    assertThat(own(picture.png())).isEqualTo(drawn.pixels());
  }

  @Test
  void refuses_a_number_of_pixels_that_is_not_width_times_height() {
    assertThatThrownBy(() -> PngWriter.encode(2, 2, new int[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pixels is 3, must be width x height");
  }

  private static int[] imageIo(byte[] png, Sample sample) throws IOException {
    int[] pixels =
        ImageIO.read(new ByteArrayInputStream(png))
            .getRGB(0, 0, sample.width(), sample.height(), null, 0, sample.width());
    return Arrays.stream(pixels).map(pixel -> pixel & 0xFFFFFF).toArray();
  }

  private static int[] own(byte[] png) {
    RgbImage image = new ImageDecoder().decode(png, "sample");
    return Sample.of(
            image.width(),
            image.height(),
            (x, y) ->
                image.sample(x, y, 0) << 16 | image.sample(x, y, 1) << 8 | image.sample(x, y, 2))
        .pixels();
  }

  /** A face as the world draws them: flat colours, soft edges. */
  private static Picture drawing() {
    return Picture.draw(
        canvas -> {
          canvas.setColor(new Color(0xBFD8E8));
          canvas.fillRect(0, 0, 128, 128);
          fill(canvas, 0x5A3A22, new Ellipse2D.Double(28, 14, 72, 90));
          fill(canvas, 0x3B6EA5, new Ellipse2D.Double(14, 98, 100, 60));
          fill(canvas, 0xE8B98F, new Ellipse2D.Double(36, 26, 56, 74));
          for (int side = -1; side <= 1; side += 2) {
            fill(canvas, 0xFFFFFF, new Ellipse2D.Double(58 + 13 * side, 52, 12, 8));
            fill(canvas, 0x2E7D32, new Ellipse2D.Double(61 + 13 * side, 53, 6, 6));
            canvas.setColor(new Color(0x222222));
            canvas.setStroke(new BasicStroke(1.6f));
            canvas.draw(new Ellipse2D.Double(54 + 14 * side, 48, 20, 16));
          }
          canvas.setColor(new Color(0xB23B3B));
          canvas.setStroke(new BasicStroke(2.5f));
          canvas.draw(new Arc2D.Double(50, 70, 28, 16, 190, 160, Arc2D.OPEN));
        });
  }

  private static void fill(Graphics2D canvas, int colour, java.awt.Shape shape) {
    canvas.setColor(new Color(colour));
    canvas.fill(shape);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
