package org.pulsebench.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.model.config.GridPinpoints;
import org.pulsebench.model.image.ImageProcessorConfig.ChannelValues;
import org.pulsebench.model.image.ImageProcessorConfig.ExactSize;
import org.pulsebench.model.image.ImageProcessorConfig.ImageSize;
import org.pulsebench.model.image.ImageProcessorConfig.Resize;
import org.pulsebench.model.image.ImageProcessorConfig.ShortestEdge;

class ImageProcessorConfigTest {

  private static final String FILE = "preprocessor_config.json";

  @Test
  void absent_fields_take_the_defaults_of_clip() {
    ImageProcessorConfig config = parsed("{}");

    assertThat(config)
        .isEqualTo(
            new ImageProcessorConfig(
                false,
                Optional.of(new Resize(new ShortestEdge(224), ResampleFilter.BICUBIC)),
                Optional.of(new ImageSize(224, 224)),
                OptionalDouble.of(1.0 / 255),
                true,
                new ChannelValues(0.48145466, 0.4578275, 0.40821073),
                new ChannelValues(0.26862954, 0.26130258, 0.27577711)));
    assertThat(parsed("{'size': null, 'do_pad': null, 'size_divisor': null}")).isEqualTo(config);
  }

  @Test
  void the_file_of_a_published_llava_is_read(@TempDir Path folder) throws IOException {
    String published =
        """
        {"crop_size": {"height": 336, "width": 336}, "do_center_crop": true,
         "do_convert_rgb": true, "do_normalize": true, "do_rescale": true, "do_resize": true,
         "image_mean": [0.48145466, 0.4578275, 0.40821073],
         "image_processor_type": "CLIPImageProcessor",
         "image_std": [0.26862954, 0.26130258, 0.27577711],
         "processor_class": "LlavaProcessor", "resample": 3,
         "rescale_factor": 0.00392156862745098, "size": {"shortest_edge": 336}}
        """;
    Path file = Files.writeString(folder.resolve(FILE), published);

    ImageProcessorConfig config = ImageProcessorConfig.read(file);

    assertThat(config)
        .isEqualTo(parsed("{'size': 336, 'crop_size': 336, '_valid_processor_keys': ['images']}"));
    assertThat(config.outputSize()).isEqualTo(new ImageSize(336, 336));
  }

  @Test
  void every_way_to_write_a_size_is_understood() {
    assertThat(parsed("{'size': {'height': 20, 'width': 30}, 'do_center_crop': false}").resize())
        .hasValueSatisfying(
            r -> assertThat(r.target()).isEqualTo(new ExactSize(new ImageSize(20, 30))));
    assertThat(parsed("{'size': 20, 'default_to_square': true}").resize())
        .hasValueSatisfying(
            r -> assertThat(r.target()).isEqualTo(new ExactSize(new ImageSize(20, 20))));
    assertThat(parsed("{'crop_size': {'height': 20, 'width': 30}}").outputSize())
        .isEqualTo(new ImageSize(20, 30));
  }

  @Test
  void only_a_llava_processor_pads() {
    assertThat(parsed("{'image_processor_type': 'LlavaImageProcessor', 'do_pad': true}"))
        .isEqualTo(parsed("{}").withPadToSquare(true));
    assertRefused("{'image_processor_type': 'CLIPImageProcessor', 'do_pad': true}", "do_pad");
  }

  @Test
  void the_published_file_of_llava_1_6_is_read() {
    String published =
        """
        {'aspect_ratio_setting': 'anyres', 'crop_size': {'height': 336, 'width': 336},
        'do_center_crop': true, 'do_convert_rgb': true, 'do_normalize': true,
        'do_rescale': true, 'do_resize': true, 'image_grid_pinpoints':
        [[336, 672], [672, 336], [672, 672], [1008, 336], [336, 1008]],
        'image_mean': [0.48145466, 0.4578275, 0.40821073],
        'image_processor_type': 'LlavaNextImageProcessor',
        'image_std': [0.26862954, 0.26130258, 0.27577711],
        'processor_class': 'LlavaNextProcessor', 'resample': 3,
        'rescale_factor': 0.00392156862745098, 'size': {'shortest_edge': 336}}
        """;

    ImageProcessorConfig config = parsed(published);

    assertThat(config.pinpoints()).contains(GridPinpoints.DEFAULT);
    assertThat(config.outputSize()).isEqualTo(new ImageSize(336, 336));
    assertThat(parsed(published.replace("ImageProcessor'", "ImageProcessorFast'")))
        .isEqualTo(config);
    assertThat(
            parsed(
                "{'image_processor_type': 'LlavaNextImageProcessor', 'do_pad': true,"
                    + " 'size': {'height': 336, 'width': 336}, 'crop_size': 336}"))
        .isEqualTo(config);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'aspect_ratio_setting': 'anyres_max_9' | aspect_ratio_setting",
        "'image_grid_pinpoints': [] | image_grid_pinpoints",
        "'image_grid_pinpoints': [[336, 500]] | image_grid_pinpoints",
        "'image_grid_pinpoints': [[336, 672], 'x'] | image_grid_pinpoints",
        "'crop_size': 224 | crop_size",
        "'size': {'height': 336, 'width': 672} | crop_size",
        "'size': 224, 'crop_size': 224 | image_grid_pinpoints",
        "'do_resize': 'yes' | do_resize",
        "'vision_aspect_ratio': 'anyres_max_9' | vision_aspect_ratio"
      })
  void what_would_tile_in_another_way_is_refused_by_name(String fields, String field) {
    String sizes = fields.contains("size") ? "" : "'size': 336, 'crop_size': 336, ";
    sizes = fields.startsWith("'crop_size'") ? "'size': 336, " : sizes;
    sizes = fields.startsWith("'size': {") ? "'crop_size': 336, " : sizes;
    assertRefused(
        "{'image_processor_type': 'LlavaNextImageProcessor', " + sizes + fields + "}", field);
  }

  @Test
  void the_padding_is_the_mean_colour_rounded_down() {
    assertThat(parsed("{}").paddingColour()).containsExactly(122, 116, 104);
  }

  @Test
  void the_longer_side_is_rounded_down() {
    ShortestEdge edge = new ShortestEdge(336);

    assertThat(edge.applyTo(new ImageSize(120, 45))).isEqualTo(new ImageSize(896, 336));
    assertThat(edge.applyTo(new ImageSize(100, 101))).isEqualTo(new ImageSize(336, 339));
    assertThat(edge.applyTo(new ImageSize(65_535, 1))).isEqualTo(new ImageSize(22_019_760, 336));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'image_processor_type': 'SiglipImageProcessor'} | image_processor_type",
        "{'feature_extractor_type': 'ViTFeatureExtractor'} | feature_extractor_type",
        "{'resample': 1} | resample",
        "{'resample': 'bicubic'} | resample",
        "{'size': {'shortest_edge': 336, 'longest_edge': 500}} | size",
        "{'size': '336'} | size",
        "{'size': {'shortest_edge': 0}} | size.shortest_edge",
        "{'size': {'shortest_edge': 33.5}} | size.shortest_edge",
        "{'size': 1000000} | size",
        "{'crop_size': {'shortest_edge': 336}} | crop_size",
        "{'crop_size': {'height': -1, 'width': 2}} | crop_size.height",
        "{'image_mean': [0.5, 0.5]} | image_mean",
        "{'image_mean': 0.5} | image_mean",
        "{'image_std': [0.5, 0, 0.5]} | image_std",
        "{'image_std': ['a', 'b', 'c']} | image_std",
        "{'do_resize': 'yes'} | do_resize",
        "{'rescale_factor': 'x'} | rescale_factor",
        "{'data_format': 'channels_last'} | data_format",
        "{'do_center_crop': false} | do_center_crop",
        "{'image_grid_pinpoints': [[336, 672]]} | image_grid_pinpoints",
        "{'pad_size': {'height': 336, 'width': 336}} | pad_size"
      })
  void what_would_change_the_pixels_unknown_to_us_is_refused_by_name(String json, String field) {
    assertRefused(json, field);
  }

  @Test
  void the_message_names_file_field_value_and_what_is_supported() {
    assertThatThrownBy(() -> parsed("{'resample': 1}"))
        .hasMessage(
            """
            Field has a value that cannot be used: \
            preprocessor_config.json, field resample
              found 1 (lanczos); expected 3 (bicubic) or 2 (bilinear)
              Use a checkpoint of the LLaVA-1.5 or 1.6 architecture, or correct the field.\
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "3", "{} {}", "{\"size\": 1, \"size\": 2}", "null"})
  void a_file_that_is_not_one_json_object_is_refused(String content, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve(FILE), content);

    assertThatThrownBy(() -> ImageProcessorConfig.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("one JSON object");
  }

  @Test
  void a_missing_file_is_refused_by_its_path(@TempDir Path folder) {
    Path file = folder.resolve(FILE);

    assertThatThrownBy(() -> ImageProcessorConfig.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("File is missing: " + file);
  }

  private static void assertRefused(String json, String field) {
    assertThatThrownBy(() -> parsed(json))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(FILE + ", field " + field + "\n");
  }

  private static ImageProcessorConfig parsed(String json) {
    try {
      return ImageProcessorConfig.of(new ObjectMapper().readTree(json.replace('\'', '"')), FILE);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
