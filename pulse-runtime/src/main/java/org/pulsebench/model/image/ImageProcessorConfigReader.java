package org.pulsebench.model.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.pulsebench.BadInputException;
import org.pulsebench.json.JsonFields;
import org.pulsebench.model.config.GridPinpoints;
import org.pulsebench.model.config.PinpointsReader;
import org.pulsebench.model.image.ImageProcessorConfig.ChannelValues;
import org.pulsebench.model.image.ImageProcessorConfig.ExactSize;
import org.pulsebench.model.image.ImageProcessorConfig.ImageSize;
import org.pulsebench.model.image.ImageProcessorConfig.Resize;
import org.pulsebench.model.image.ImageProcessorConfig.ResizeTarget;
import org.pulsebench.model.image.ImageProcessorConfig.ShortestEdge;

/** Reads {@link ImageProcessorConfig} and refuses by name whatever would change the pixels. */
final class ImageProcessorConfigReader {

  private static final Set<String> CLIP_TYPES =
      Set.of(
          "CLIPImageProcessor",
          "CLIPImageProcessorFast",
          "CLIPImageProcessorPil",
          "CLIPFeatureExtractor");

  private static final Set<String> LLAVA_TYPES =
      Set.of("LlavaImageProcessor", "LlavaImageProcessorFast", "LlavaImageProcessorPil");

  private static final Set<String> LLAVA_NEXT_TYPES =
      Set.of(
          "LlavaNextImageProcessor", "LlavaNextImageProcessorFast", "LlavaNextImageProcessorPil");

  /** What {@link #LLAVA_NEXT_TYPES} know beside the rest. */
  private static final Set<String> TILE_FIELDS =
      Set.of("image_grid_pinpoints", "aspect_ratio_setting");

  private static final Set<String> KNOWN_FIELDS =
      Set.of(
          "image_processor_type",
          "feature_extractor_type",
          "do_convert_rgb",
          "do_pad",
          "do_resize",
          "size",
          "default_to_square",
          "resample",
          "do_center_crop",
          "crop_size",
          "do_rescale",
          "rescale_factor",
          "do_normalize",
          "image_mean",
          "image_std",
          "data_format");

  /** What transformers writes beside them and what does not touch a pixel. */
  private static final Set<String> HARMLESS_FIELDS =
      Set.of(
          "processor_class",
          "_valid_processor_keys",
          "auto_map",
          "input_data_format",
          "device",
          "return_tensors",
          "disable_grouping",
          "image_seq_length",
          "transformers_version");

  private static final ChannelValues CLIP_MEAN =
      new ChannelValues(0.48145466, 0.4578275, 0.40821073);
  private static final ChannelValues CLIP_DEVIATION =
      new ChannelValues(0.26862954, 0.26130258, 0.27577711);
  private static final int CLIP_SIZE = 224;

  private static final String REMEDY =
      "Use a checkpoint of the LLaVA-1.5 or 1.6 architecture, or correct the field.";

  private final JsonFields fields;

  /** A null stands for the default, as it does in transformers. */
  ImageProcessorConfigReader(JsonFields fields) {
    this.fields = fields.withoutNulls();
  }

  ImageProcessorConfig config() {
    Optional<String> type = type();
    boolean tiles = type.filter(LLAVA_NEXT_TYPES::contains).isPresent();
    refuseUnknownFields(tiles);
    // The decoder yields RGB always; without the conversion transformers reads the same RGB files.
    fields.flag("do_convert_rgb", true);
    if (!fields.text("data_format").orElse("channels_first").equals("channels_first")) {
      throw refused("data_format", "\"channels_first\"");
    }
    OptionalDouble factor =
        fields.flag("do_rescale", true)
            ? OptionalDouble.of(rescaleFactor())
            : OptionalDouble.empty();
    boolean normalize = fields.flag("do_normalize", true);
    if (tiles) {
      return tiled(factor, normalize);
    }
    boolean padToSquare = fields.flag("do_pad", false);
    if (padToSquare && type.filter(LLAVA_TYPES::contains).isEmpty()) {
      throw refused("do_pad", "false, or a LlavaImageProcessor, which pads to a square");
    }
    Optional<Resize> resize =
        fields.flag("do_resize", true)
            ? Optional.of(new Resize(size(), filter()))
            : Optional.empty();
    Optional<ImageSize> crop =
        fields.flag("do_center_crop", true) ? Optional.of(cropSize()) : Optional.empty();
    if (ImageProcessorConfig.fixedSize(padToSquare, resize, crop).isEmpty()) {
      throw refused("do_center_crop", "a centre crop or a size of height and width");
    }
    return new ImageProcessorConfig(
        padToSquare, resize, crop, factor, normalize, mean(padToSquare), deviation());
  }

  /**
   * Returns the configuration of a processor that cuts into tiles.
   *
   * <p>It scales the whole picture to {@code size} without regard to proportions and cuts tiles of
   * {@code crop_size}, whether or not resizing and cropping are switched on; with both the same
   * square, what these would do to a tile is nothing. Its {@code do_pad} fills up batches.
   */
  private ImageProcessorConfig tiled(OptionalDouble factor, boolean normalize) {
    fields.flag("do_pad", true);
    fields.flag("do_resize", true);
    fields.flag("do_center_crop", true);
    PinpointsReader.requireOnly(fields, "aspect_ratio_setting", "anyres");
    ImageSize tile = cropSize();
    ImageSize whole =
        size() instanceof ShortestEdge edge
            ? new ImageSize(edge.pixels(), edge.pixels())
            : ((ExactSize) size()).size();
    if (tile.height() != tile.width() || !tile.equals(whole)) {
      throw refused(
          "crop_size", "the square of size, %d x %d".formatted(whole.width(), whole.height()));
    }
    GridPinpoints pinpoints = PinpointsReader.read(fields, tile.height());
    return new ImageProcessorConfig(
        false,
        Optional.of(new Resize(new ExactSize(whole), filter())),
        Optional.empty(),
        factor,
        normalize,
        mean(false),
        deviation(),
        Optional.of(pinpoints));
  }

  private void refuseUnknownFields(boolean tiles) {
    for (String name : fields.names()) {
      boolean known = KNOWN_FIELDS.contains(name) || HARMLESS_FIELDS.contains(name);
      if (!known && !(tiles && TILE_FIELDS.contains(name))) {
        throw refused(name, "no such field: it is not known");
      }
    }
  }

  private Optional<String> type() {
    String field =
        fields.has("image_processor_type") ? "image_processor_type" : "feature_extractor_type";
    Optional<String> type = fields.text(field);
    if (type.isPresent()
        && !CLIP_TYPES.contains(type.get())
        && !LLAVA_TYPES.contains(type.get())
        && !LLAVA_NEXT_TYPES.contains(type.get())) {
      throw refused(field, "CLIPImageProcessor, LlavaImageProcessor or LlavaNextImageProcessor");
    }
    return type;
  }

  private ResizeTarget size() {
    if (!fields.has("size")) {
      return new ShortestEdge(CLIP_SIZE);
    }
    JsonNode size = fields.get("size");
    if (size.isNumber()) {
      int pixels = length(fields, "size");
      return fields.flag("default_to_square", false)
          ? new ExactSize(new ImageSize(pixels, pixels))
          : new ShortestEdge(pixels);
    }
    if (hasExactly(size, "shortest_edge")) {
      return new ShortestEdge(length(fields.object("size"), "shortest_edge"));
    }
    if (hasExactly(size, "height", "width")) {
      return new ExactSize(heightAndWidth(fields.object("size")));
    }
    throw refused("size", "a number, {shortest_edge} or {height, width}");
  }

  private ImageSize cropSize() {
    if (!fields.has("crop_size")) {
      return new ImageSize(CLIP_SIZE, CLIP_SIZE);
    }
    JsonNode size = fields.get("crop_size");
    if (size.isNumber()) {
      int pixels = length(fields, "crop_size");
      return new ImageSize(pixels, pixels);
    }
    if (hasExactly(size, "height", "width")) {
      return heightAndWidth(fields.object("crop_size"));
    }
    throw refused("crop_size", "a number or {height, width}");
  }

  private static ImageSize heightAndWidth(JsonFields size) {
    return new ImageSize(length(size, "height"), length(size, "width"));
  }

  private ResampleFilter filter() {
    if (!fields.has("resample")) {
      return ResampleFilter.BICUBIC;
    }
    JsonNode code = fields.get("resample");
    String expected = "3 (bicubic) or 2 (bilinear)";
    if (!code.isIntegralNumber()) {
      throw refused("resample", expected);
    }
    List<String> names = List.of("nearest", "lanczos", "bilinear", "bicubic", "box", "hamming");
    int number = code.canConvertToInt() ? code.intValue() : -1;
    String name = number >= 0 && number < names.size() ? names.get(number) : "no known filter";
    return ResampleFilter.ofCode(number)
        .orElseThrow(() -> fields.bad("resample", code + " (" + name + ")", expected, REMEDY));
  }

  private ChannelValues mean(boolean padToSquare) {
    ChannelValues mean = channels("image_mean", CLIP_MEAN);
    for (int channel = 0; channel < 3; channel++) {
      if (padToSquare && (mean.of(channel) < 0 || mean.of(channel) > 1)) {
        throw refused("image_mean", "a colour in 0..1 to pad with");
      }
    }
    return mean;
  }

  private ChannelValues deviation() {
    ChannelValues deviation = channels("image_std", CLIP_DEVIATION);
    for (int channel = 0; channel < 3; channel++) {
      if (deviation.of(channel) <= 0) {
        throw refused("image_std", "three positive numbers");
      }
    }
    return deviation;
  }

  private ChannelValues channels(String field, ChannelValues byDefault) {
    if (!fields.has(field)) {
      return byDefault;
    }
    JsonNode values = fields.get(field);
    boolean good = values.isArray() && values.size() == 3;
    for (int i = 0; good && i < 3; i++) {
      good = values.get(i).isNumber() && Double.isFinite(values.get(i).doubleValue());
    }
    if (!good) {
      throw refused(field, "three numbers: red, green, blue");
    }
    return new ChannelValues(
        values.get(0).doubleValue(), values.get(1).doubleValue(), values.get(2).doubleValue());
  }

  private static int length(JsonFields fields, String name) {
    return fields.wholeNumber(name, 1, ImageProcessorConfig.MAX_SIZE);
  }

  private double rescaleFactor() {
    return fields.has("rescale_factor")
        ? fields.number("rescale_factor", -Double.MAX_VALUE, "a number")
        : 1.0 / 255;
  }

  private static boolean hasExactly(JsonNode object, String... fields) {
    boolean all = object.isObject() && object.size() == fields.length;
    for (String field : fields) {
      all = all && object.has(field);
    }
    return all;
  }

  private BadInputException refused(String name, String expected) {
    return fields.bad(name, fields.describeValue(name), expected, REMEDY);
  }
}
