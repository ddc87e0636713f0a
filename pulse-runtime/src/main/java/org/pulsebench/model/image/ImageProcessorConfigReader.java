package org.pulsebench.model.image;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.model.image.ImageProcessorConfig.ChannelValues;
import org.pulsebench.model.image.ImageProcessorConfig.ExactSize;
import org.pulsebench.model.image.ImageProcessorConfig.ImageSize;
import org.pulsebench.model.image.ImageProcessorConfig.Resize;
import org.pulsebench.model.image.ImageProcessorConfig.ResizeTarget;
import org.pulsebench.model.image.ImageProcessorConfig.ShortestEdge;

/** Reads {@link ImageProcessorConfig} and refuses by name whatever would change the pixels. */
final class ImageProcessorConfigReader {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final Set<String> CLIP_TYPES =
      Set.of(
          "CLIPImageProcessor",
          "CLIPImageProcessorFast",
          "CLIPImageProcessorPil",
          "CLIPFeatureExtractor");

  private static final Set<String> LLAVA_TYPES =
      Set.of("LlavaImageProcessor", "LlavaImageProcessorFast", "LlavaImageProcessorPil");

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

  private final JsonNode node;
  private final String source;

  ImageProcessorConfigReader(JsonNode node, String source) {
    this.node = node;
    this.source = source;
  }

  static ImageProcessorConfig read(Path file) {
    JsonNode node;
    try {
      node = JSON.readTree(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new BadInputException(
          new Problem(
              "The image processor's configuration is missing",
              file.toString(),
              "no such file",
              "the preprocessor_config.json of a LLaVA checkpoint",
              "Copy the file from where the checkpoint was published."),
          e);
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          new Problem(
              "The image processor's configuration is not JSON",
              file.toString(),
              e.getOriginalMessage(),
              "one JSON object",
              "Copy the file from where the checkpoint was published."),
          e);
    } catch (IOException e) {
      throw new EnvironmentException(
          new Problem(
              "The image processor's configuration cannot be read",
              file.toString(),
              e.toString(),
              "a readable file",
              "Check the file's permissions and the disk."),
          e);
    }
    return new ImageProcessorConfigReader(node, file.toString()).config();
  }

  ImageProcessorConfig config() {
    if (!node.isObject()) {
      throw new BadInputException(
          new Problem(
              "The image processor's configuration is not a JSON object",
              source,
              node.isMissingNode() ? "nothing" : shown(node),
              "one JSON object",
              "Copy the file from where the checkpoint was published."));
    }
    refuseUnknownFields();
    boolean pads = checkType();
    boolean padToSquare = flag("do_pad", false);
    if (padToSquare && !pads) {
      throw refused("do_pad", "true", "false, or a LlavaImageProcessor, which pads to a square");
    }
    // The decoder yields RGB always; without the conversion transformers reads the same RGB files.
    flag("do_convert_rgb", true);
    if (present("data_format") && !node.get("data_format").asText().equals("channels_first")) {
      throw refused("data_format", shown(node.get("data_format")), "\"channels_first\"");
    }
    Optional<Resize> resize =
        flag("do_resize", true) ? Optional.of(new Resize(size(), filter())) : Optional.empty();
    Optional<ImageSize> crop =
        flag("do_center_crop", true) ? Optional.of(cropSize()) : Optional.empty();
    if (ImageProcessorConfig.fixedSize(padToSquare, resize, crop).isEmpty()) {
      throw refused("do_center_crop", "false", "a centre crop or a size of height and width");
    }
    OptionalDouble factor =
        flag("do_rescale", true)
            ? OptionalDouble.of(number("rescale_factor", 1.0 / 255))
            : OptionalDouble.empty();
    return new ImageProcessorConfig(
        padToSquare, resize, crop, factor, flag("do_normalize", true), mean(), deviation());
  }

  private void refuseUnknownFields() {
    for (Iterator<Map.Entry<String, JsonNode>> it = node.fields(); it.hasNext(); ) {
      Map.Entry<String, JsonNode> field = it.next();
      boolean known =
          KNOWN_FIELDS.contains(field.getKey()) || HARMLESS_FIELDS.contains(field.getKey());
      if (!known && !field.getValue().isNull()) {
        throw refused(field.getKey(), shown(field.getValue()), "no such field: it is not known");
      }
    }
  }

  /** Returns whether the type is one that pads. */
  private boolean checkType() {
    String field =
        present("image_processor_type") ? "image_processor_type" : "feature_extractor_type";
    if (!present(field)) {
      return false;
    }
    String type = node.get(field).asText();
    if (!CLIP_TYPES.contains(type) && !LLAVA_TYPES.contains(type)) {
      throw refused(field, shown(node.get(field)), "CLIPImageProcessor or LlavaImageProcessor");
    }
    return LLAVA_TYPES.contains(type);
  }

  private ResizeTarget size() {
    if (!present("size")) {
      return new ShortestEdge(CLIP_SIZE);
    }
    JsonNode size = node.get("size");
    if (size.isNumber()) {
      int pixels = length("size", size);
      return flag("default_to_square", false)
          ? new ExactSize(new ImageSize(pixels, pixels))
          : new ShortestEdge(pixels);
    }
    if (hasExactly(size, "shortest_edge")) {
      return new ShortestEdge(length("size.shortest_edge", size.get("shortest_edge")));
    }
    if (hasExactly(size, "height", "width")) {
      return new ExactSize(heightAndWidth("size", size));
    }
    throw refused("size", shown(size), "a number, {shortest_edge} or {height, width}");
  }

  private ImageSize cropSize() {
    if (!present("crop_size")) {
      return new ImageSize(CLIP_SIZE, CLIP_SIZE);
    }
    JsonNode size = node.get("crop_size");
    if (size.isNumber()) {
      int pixels = length("crop_size", size);
      return new ImageSize(pixels, pixels);
    }
    if (hasExactly(size, "height", "width")) {
      return heightAndWidth("crop_size", size);
    }
    throw refused("crop_size", shown(size), "a number or {height, width}");
  }

  private ImageSize heightAndWidth(String field, JsonNode size) {
    return new ImageSize(
        length(field + ".height", size.get("height")), length(field + ".width", size.get("width")));
  }

  private ResampleFilter filter() {
    if (!present("resample")) {
      return ResampleFilter.BICUBIC;
    }
    JsonNode code = node.get("resample");
    String expected = "3 (bicubic) or 2 (bilinear)";
    if (!code.isIntegralNumber()) {
      throw refused("resample", shown(code), expected);
    }
    List<String> names = List.of("nearest", "lanczos", "bilinear", "bicubic", "box", "hamming");
    int number = code.canConvertToInt() ? code.intValue() : -1;
    String name = number >= 0 && number < names.size() ? names.get(number) : "no known filter";
    return ResampleFilter.ofCode(number)
        .orElseThrow(() -> refused("resample", code + " (" + name + ")", expected));
  }

  private ChannelValues mean() {
    ChannelValues mean = channels("image_mean", CLIP_MEAN);
    for (int channel = 0; channel < 3; channel++) {
      if (flag("do_pad", false) && (mean.of(channel) < 0 || mean.of(channel) > 1)) {
        throw refused("image_mean", shown(node.get("image_mean")), "a colour in 0..1 to pad with");
      }
    }
    return mean;
  }

  private ChannelValues deviation() {
    ChannelValues deviation = channels("image_std", CLIP_DEVIATION);
    for (int channel = 0; channel < 3; channel++) {
      if (deviation.of(channel) <= 0) {
        throw refused("image_std", shown(node.get("image_std")), "three positive numbers");
      }
    }
    return deviation;
  }

  private ChannelValues channels(String field, ChannelValues byDefault) {
    if (!present(field)) {
      return byDefault;
    }
    JsonNode values = node.get(field);
    boolean good = values.isArray() && values.size() == 3;
    for (int i = 0; good && i < 3; i++) {
      good = values.get(i).isNumber() && Double.isFinite(values.get(i).doubleValue());
    }
    if (!good) {
      throw refused(field, shown(values), "three numbers: red, green, blue");
    }
    return new ChannelValues(
        values.get(0).doubleValue(), values.get(1).doubleValue(), values.get(2).doubleValue());
  }

  private int length(String field, JsonNode value) {
    if (!value.canConvertToInt()
        || value.doubleValue() != value.intValue()
        || value.intValue() < 1
        || value.intValue() > ImageProcessorConfig.MAX_SIZE) {
      throw refused(
          field, shown(value), "a whole number in 1..%d".formatted(ImageProcessorConfig.MAX_SIZE));
    }
    return value.intValue();
  }

  private double number(String field, double byDefault) {
    if (!present(field)) {
      return byDefault;
    }
    JsonNode value = node.get(field);
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw refused(field, shown(value), "a number");
    }
    return value.doubleValue();
  }

  private boolean flag(String field, boolean byDefault) {
    if (!present(field)) {
      return byDefault;
    }
    if (!node.get(field).isBoolean()) {
      throw refused(field, shown(node.get(field)), "true or false");
    }
    return node.get(field).booleanValue();
  }

  /** A null stands for the default, as it does in transformers. */
  private boolean present(String field) {
    return node.hasNonNull(field);
  }

  private static boolean hasExactly(JsonNode object, String... fields) {
    boolean all = object.isObject() && object.size() == fields.length;
    for (String field : fields) {
      all = all && object.has(field);
    }
    return all;
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }

  private BadInputException refused(String field, String found, String expected) {
    return new BadInputException(
        new Problem(
            "The image processor's configuration asks for what is not supported",
            source + ", field " + field,
            found,
            expected,
            "Use a checkpoint of the LLaVA-1.5 architecture, or correct the field."));
  }
}
