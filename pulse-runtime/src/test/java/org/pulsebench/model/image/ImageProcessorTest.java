package org.pulsebench.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageProcessorTest {

  private static final ImageProcessorConfig CLIP =
      ImageProcessorConfig.of(JsonNodeFactory.instance.objectNode(), "defaults");

  @Test
  void a_batch_holds_the_same_values_as_its_pictures_one_by_one() {
    ImageProcessor processor = new ImageProcessor(CLIP);
    RgbImage wide = noise(300, 20);
    RgbImage tall = noise(31, 64);

    float[] batch = processor.process(List.of(wide, tall));

    int length = 3 * processor.outputHeight() * processor.outputWidth();
    assertThat(batch).hasSize(2 * length);
    assertThat(Arrays.copyOf(batch, length)).isEqualTo(processor.process(wide));
    assertThat(Arrays.copyOfRange(batch, length, 2 * length)).isEqualTo(processor.process(tall));
  }

  @Test
  void one_colour_stays_that_colour_at_every_scale() {
    float[] pixels = new ImageProcessor(CLIP).process(plain(1_000, 700, 200));

    float red = (200 / 255f - (float) 0.48145466) / (float) 0.26862954;
    for (int i = 0; i < 224 * 224; i++) {
      assertThat(pixels[i]).isCloseTo(red, within(1e-6f));
    }
  }

  @Test
  void the_padding_around_a_wide_picture_is_zero_after_normalisation_up_to_rounding() {
    float[] pixels = new ImageProcessor(CLIP.withPadToSquare(true)).process(plain(448, 2, 255));

    assertThat(pixels[0]).isCloseTo(0f, within(1 / 255f / 0.26f));
    assertThat(pixels[112 * 224 + 5]).isGreaterThan(0.5f);
  }

  @Test
  void the_most_extreme_proportions_take_little_memory() {
    RgbImage thread = noise(1, RgbImage.MAX_SIDE);

    assertThat(new ImageProcessor(CLIP).process(thread)).hasSize(3 * 224 * 224);
    assertThat(new ImageProcessor(CLIP.withPadToSquare(true)).process(thread))
        .hasSize(3 * 224 * 224);
  }

  @Test
  void an_image_whose_samples_do_not_fit_its_size_is_refused() {
    assertThatThrownBy(() -> RgbImage.of(2, 2, new byte[11]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an RGB image of 2 x 2 needs 12 samples, got 11");
    assertThatThrownBy(() -> RgbImage.of(0, 2, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static RgbImage noise(int width, int height) {
    byte[] samples = new byte[3 * width * height];
    new Random(11).nextBytes(samples);
    return RgbImage.of(width, height, samples);
  }

  private static RgbImage plain(int width, int height, int level) {
    byte[] samples = new byte[3 * width * height];
    Arrays.fill(samples, (byte) level);
    return RgbImage.of(width, height, samples);
  }
}
