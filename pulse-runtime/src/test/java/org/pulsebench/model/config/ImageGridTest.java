package org.pulsebench.model.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Compares the tiles and tokens of pictures of a thousand sizes with those of Hugging Face
 * transformers, written by {@code src/test/python/make_tile_reference.py}.
 */
class ImageGridTest {

  private static final Path EXPECTED = Path.of("src/test/resources/reference/tiles/expected.json");

  private final MultimodalConfig config = PublishedConfigs.llavaNext7b().multimodal().orElseThrow();

  @Test
  void tiles_and_tokens_of_pictures_of_every_size_are_those_of_transformers() throws IOException {
    GridPinpoints pinpoints = config.pinpoints().orElseThrow();
    JsonNode cases = new ObjectMapper().readTree(EXPECTED.toFile()).get("cases");

    assertThat(cases).hasSizeGreaterThan(900);
    for (JsonNode row : cases) {
      int height = row.get(0).intValue();
      int width = row.get(1).intValue();
      GridPinpoints.Size best =
          new GridPinpoints.Size(row.get(2).intValue(), row.get(3).intValue());
      assertThat(pinpoints.best(height, width)).as("%d x %d", height, width).isEqualTo(best);
      ImageGrid grid = config.grid(height, width);
      assertThat(grid.views())
          .as("views of %d x %d", height, width)
          .isEqualTo(row.get(6).intValue());
      assertThat(grid.tokens(config.viewTokens()))
          .as("tokens of %d x %d", height, width)
          .isEqualTo(row.get(7).intValue())
          .isBetween(config.viewTokens(), config.imageTokens());
    }
  }

  @Test
  void a_picture_of_the_largest_pinpoint_takes_the_most_tokens() {
    assertThat(config.grid(672, 672).tokens(576)).isEqualTo(config.imageTokens()).isEqualTo(2928);
    assertThat(config.grid(672, 672).views()).isEqualTo(config.imageViews());
  }

  @Test
  void a_model_without_pinpoints_sees_every_picture_as_a_whole() {
    MultimodalConfig whole = PublishedConfigs.llava7b().multimodal().orElseThrow();

    assertThat(whole.grid(2000, 30)).isEqualTo(ImageGrid.WHOLE);
    assertThat(ImageGrid.WHOLE.views()).isEqualTo(1);
    assertThat(ImageGrid.WHOLE.tokens(576)).isEqualTo(576);
    assertThat(whole.imageViews()).isEqualTo(1);
  }

  @Test
  void among_equal_sizes_the_first_is_the_best() {
    GridPinpoints.Size one = new GridPinpoints.Size(336, 672);
    GridPinpoints.Size other = new GridPinpoints.Size(672, 336);

    assertThat(new GridPinpoints(List.of(one, other)).best(300, 300)).isEqualTo(one);
    assertThat(new GridPinpoints(List.of(other, one)).best(300, 300)).isEqualTo(other);
  }

  @Test
  void no_pinpoints_and_impossible_ones_are_refused() {
    assertThatThrownBy(() -> new GridPinpoints(List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> new GridPinpoints.Size(0, 336)).hasMessageContaining("height");
  }
}
