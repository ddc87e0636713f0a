package org.pulsebench.model.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.pulsebench.model.config.GridPinpoints;
import org.pulsebench.model.image.ImageProcessorConfig.ImageSize;

/**
 * Compares the sizes that pictures are scaled to with those of Hugging Face transformers, written
 * by {@code src/test/python/make_tile_reference.py}.
 */
class TileSizesTest {

  private static final Path EXPECTED = Path.of("src/test/resources/reference/tiles/expected.json");

  @Test
  void pictures_are_scaled_to_the_sizes_of_transformers() throws IOException {
    for (JsonNode row : new ObjectMapper().readTree(EXPECTED.toFile()).get("cases")) {
      GridPinpoints.Size best =
          new GridPinpoints.Size(row.get(2).intValue(), row.get(3).intValue());
      assertThat(ImageProcessor.fitted(row.get(0).intValue(), row.get(1).intValue(), best))
          .as(row.toString())
          .isEqualTo(new ImageSize(row.get(4).intValue(), row.get(5).intValue()));
    }
  }
}
