package org.pulsebench.model.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pulsebench.model.image.ImageProcessorConfig.ImageSize;

/**
 * Compares processed pictures with those of Hugging Face transformers, written by {@code
 * src/test/python/make_image_reference.py}.
 *
 * <p>Deviations are counted in levels: units of 1/255 before normalisation. They are zero, up to
 * float rounding, against the PIL classes with any Pillow to version 12; one level at some samples
 * against the torchvision classes; and a few levels at hard edges of tall pictures against Pillow
 * 13, which convolves columns first where that is faster.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageProcessorReferenceTest {

  private static final String FOLDER = "/reference/images/";

  private JsonNode index;
  private byte[] expected;

  @BeforeAll
  void load_the_reference() throws IOException {
    index = new ObjectMapper().readTree(resource("index.json"));
    try (InputStream file =
        new GZIPInputStream(new ByteArrayInputStream(resource("expected.bin.gz")))) {
      expected = file.readAllBytes();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void pixels_equal_those_of_transformers(Case reference) throws IOException {
    ImageProcessorConfig config = ImageProcessorConfig.of(reference.config(), "index.json");
    ImageProcessor processor = new ImageProcessor(config);
    RgbImage image = new ImageDecoder().decode(resource(reference.image()), reference.image());

    float[] actual = processor.process(image);

    float[] wanted = expectedPixels(reference);
    assertThat(List.of(3, processor.outputHeight(), processor.outputWidth()))
        .isEqualTo(reference.viewShape());
    assertThat(processor.views(image)).isEqualTo(reference.views());
    assertThat(new ImageDecoder().size(resource(reference.image()), reference.image()))
        .isEqualTo(new ImageSize(image.height(), image.width()));
    Deviation deviation = Deviation.between(actual, wanted, config);
    System.out.printf(
        "image parity: %-62s mean %.2e max %.2e levels%n",
        reference, deviation.mean(), deviation.max());
    assertThat(deviation.mean()).as("mean deviation in 1/255").isLessThan(1.0);
    assertThat(deviation.max())
        .as("largest deviation in 1/255")
        .isLessThanOrEqualTo(
            switch (reference.backend()) {
              case "pil" -> 1e-4;
              case "torchvision" -> 1.001;
              // Overshoot clipped after columns instead of after rows; see the class comment.
              default -> 8.0;
            });
  }

  List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (JsonNode node : index) {
      List<Integer> shape = new ArrayList<>();
      node.get("shape").forEach(length -> shape.add(length.intValue()));
      cases.add(
          new Case(
              node.get("image").textValue(),
              node.get("backend").textValue(),
              node.get("dtype").textValue(),
              shape,
              node.get("offset").intValue(),
              node.get("config")));
    }
    return cases;
  }

  private float[] expectedPixels(Case reference) {
    int count = reference.shape().stream().reduce(1, Math::multiplyExact);
    ByteBuffer bytes = ByteBuffer.wrap(expected).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(reference.offset());
    float[] pixels = new float[count];
    for (int i = 0; i < count; i++) {
      pixels[i] = reference.dtype().equals("uint8") ? bytes.get() & 0xFF : bytes.getFloat();
    }
    return pixels;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            ImageProcessorReferenceTest.class.getResourceAsStream(FOLDER + name), name)) {
      return file.readAllBytes();
    }
  }

  record Case(
      String image,
      String backend,
      String dtype,
      List<Integer> shape,
      int offset,
      JsonNode config) {
    /** Channels, height and width. */
    List<Integer> viewShape() {
      return shape.subList(shape.size() - 3, shape.size());
    }

    int views() {
      return shape.size() == 4 ? shape.get(0) : 1;
    }

    @Override
    public String toString() {
      String layout = config.has("do_pad") ? "padded" : "cropped";
      layout = config.has("image_grid_pinpoints") ? "%d views".formatted(views()) : layout;
      return "%s, %s to %dx%d %s, %s"
          .formatted(image, layout, viewShape().get(2), viewShape().get(1), dtype, backend);
    }
  }

  record Deviation(double mean, double max) {

    static Deviation between(float[] actual, float[] expected, ImageProcessorConfig config) {
      assertThat(actual).hasSameSizeAs(expected);
      int plane = config.outputSize().height() * config.outputSize().width();
      double sum = 0;
      double max = 0;
      for (int i = 0; i < actual.length; i++) {
        double scale = config.normalize() ? config.deviation().of(i / plane % 3) : 1;
        double level = scale / config.rescaleFactor().orElse(1);
        double deviation = Math.abs(actual[i] - expected[i]) * level;
        sum += deviation;
        max = Math.max(max, deviation);
      }
      return new Deviation(sum / actual.length, max);
    }
  }
}
