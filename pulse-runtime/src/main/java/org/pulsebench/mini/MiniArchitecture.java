package org.pulsebench.mini;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.pulsebench.Checks;
import org.pulsebench.RandomStream;
import org.pulsebench.json.JsonFile;
import org.pulsebench.model.config.Activation;
import org.pulsebench.model.config.DecoderConfig;
import org.pulsebench.model.config.FeatureSelection;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.model.config.ModelLayout;
import org.pulsebench.model.config.MultimodalConfig;
import org.pulsebench.model.config.ParameterSpec;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.ProjectorConfig;
import org.pulsebench.model.config.RopeScaling;
import org.pulsebench.model.config.SpecialTokens;
import org.pulsebench.model.config.VisionConfig;
import org.pulsebench.model.image.ImageProcessorConfig;
import org.pulsebench.tensor.ElementType;
import org.pulsebench.tensor.Safetensors;
import org.pulsebench.tensor.SafetensorsEntry;
import org.pulsebench.tensor.SafetensorsWriter;

/** The shape of the embedded model and the weights that its pre-training begins with. */
public final class MiniArchitecture {

  /** Half and half maps samples to -1..1. */
  private static final double PIXEL_MEAN = 0.5;

  private static final int BICUBIC = 3;

  /** LLaMA's. */
  static final double ROTARY_BASE = 10_000;

  private MiniArchitecture() {}

  /**
   * How large each part is.
   *
   * @param imageSize side of the pictures that the vision transformer reads, in pixels
   * @param patchSize side of a patch in pixels, a divisor of {@code imageSize}; each patch is an
   *     image token
   * @param visionWidth width of the vision transformer, a multiple of {@code visionHeads}
   * @param visionInner width of its feed-forward network
   * @param visionLayers number of its layers, all of which run
   * @param visionHeads number of its attention heads
   * @param width width of the decoder, an even multiple of {@code heads}
   * @param inner width of its feed-forward network
   * @param layers number of its layers
   * @param heads number of its attention heads
   * @param maxPositions longest sequence in tokens, image tokens included
   * @param tiedHead whether the output head is the token embedding
   * @param bindingStart whether the decoder starts with heads that find a token's like and the
   *     token before, see {@link InitialWeights}
   */
  public record Sizes(
      int imageSize,
      int patchSize,
      int visionWidth,
      int visionInner,
      int visionLayers,
      int visionHeads,
      int width,
      int inner,
      int layers,
      int heads,
      int maxPositions,
      boolean tiedHead,
      boolean bindingStart) {

    /** What fits two cores: under 5 million parameters and 16 tokens an image. */
    public static final Sizes STANDARD =
        new Sizes(64, 16, 128, 512, 4, 4, 192, 512, 7, 6, 256, true, true);

    /** The same vision tower under a decoder that is just large enough to name what it sees. */
    public static final Sizes SEEING =
        new Sizes(64, 16, 128, 512, 4, 4, 96, 256, 1, 3, 256, true, false);

    public Sizes {
      Checks.positive(imageSize, "imageSize");
      Checks.positive(patchSize, "patchSize");
      Checks.require(imageSize % patchSize == 0, "patchSize", patchSize, "a divisor of imageSize");
      Checks.positive(heads, "heads");
      Checks.require(width % (2 * heads) == 0, "width", width, "an even multiple of heads");
    }
  }

  /** Returns the configuration of a model of these sizes; the other sizes are checked there. */
  public static ModelConfig config(int vocabularySize, Sizes sizes) {
    return new ModelConfig(decoder(vocabularySize, sizes), Optional.of(multimodal(sizes)));
  }

  /**
   * Writes a model that has learnt nothing yet: {@code config.json}, {@code
   * generation_config.json}, {@code preprocessor_config.json}, {@code processor_config.json} and
   * {@code model.safetensors} in float32. With {@link TokenizerFiles} it is a whole checkpoint.
   *
   * <p>The weights are those of {@link InitialWeights}.
   *
   * @param directory an existing one
   * @param random each parameter draws from the child of its name
   * @param vocabularySize as {@link TokenizerFiles#write} returned it
   * @throws org.pulsebench.EnvironmentException if the directory cannot be written
   */
  public static void writeInitial(
      Path directory, RandomStream random, int vocabularySize, Sizes sizes) {
    writeInitial(directory, random, vocabularySize, sizes, Optional.empty());
  }

  /**
   * Writes a model as {@link #writeInitial(Path, RandomStream, int, Sizes)} does, except that it
   * may see already.
   *
   * @param seeing a checkpoint in float32 with a vision tower of the same sizes, which is copied
   * @throws org.pulsebench.BadInputException if {@code seeing} is no checkpoint
   */
  public static void writeInitial(
      Path directory, RandomStream random, int vocabularySize, Sizes sizes, Optional<Path> seeing) {
    if (seeing.isEmpty()) {
      write(directory, vocabularySize, sizes, parameter -> initial(parameter, random, sizes));
      return;
    }
    try (Safetensors trained = Safetensors.open(seeing.get().resolve("model.safetensors"))) {
      write(
          directory,
          vocabularySize,
          sizes,
          parameter ->
              parameter.part() == Part.VISION
                  ? copy(parameter, trained)
                  : initial(parameter, random, sizes));
    }
  }

  private static void write(
      Path directory,
      int vocabularySize,
      Sizes sizes,
      Function<ParameterSpec, SafetensorsWriter.Source> values) {
    ModelConfig config = config(vocabularySize, sizes);
    List<SafetensorsWriter.Source> tensors =
        ModelLayout.of(config).parameters().stream().map(values).toList();
    SafetensorsWriter.write(
        directory.resolve("model.safetensors"), Map.of("format", "pt"), tensors);
    config.write(directory);
    JsonFile.write(
        imageProcessor(sizes.imageSize()), directory.resolve(ImageProcessorConfig.FILE_NAME));
    JsonFile.write(processor(sizes), directory.resolve(ImageProcessorConfig.COMBINED_FILE_NAME));
  }

  private static DecoderConfig decoder(int vocabularySize, Sizes sizes) {
    SpecialTokens tokens =
        new SpecialTokens(
            OptionalInt.of(SpecialToken.BOS.id()),
            List.of(SpecialToken.EOS.id()),
            OptionalInt.of(SpecialToken.PAD.id()));
    return new DecoderConfig(
        vocabularySize,
        sizes.width(),
        sizes.inner(),
        sizes.layers(),
        sizes.heads(),
        sizes.heads(),
        sizes.width() / sizes.heads(),
        sizes.maxPositions(),
        1e-5,
        ROTARY_BASE,
        new RopeScaling.None(),
        false,
        false,
        sizes.tiedHead(),
        Activation.SILU,
        tokens);
  }

  private static MultimodalConfig multimodal(Sizes sizes) {
    VisionConfig vision =
        new VisionConfig(
            sizes.visionWidth(),
            sizes.visionInner(),
            sizes.visionLayers(),
            sizes.visionHeads(),
            sizes.imageSize(),
            sizes.patchSize(),
            VisionConfig.CHANNELS,
            1e-5,
            Activation.QUICK_GELU);
    // LLaVA reads the last layer but one of a CLIP that was trained for its class token. This one
    // is trained for its patches, so no layer is left over.
    return new MultimodalConfig(
        vision,
        new ProjectorConfig(Activation.GELU, true),
        SpecialToken.IMAGE.id(),
        -1,
        FeatureSelection.DEFAULT);
  }

  private static SafetensorsWriter.Source copy(ParameterSpec parameter, Safetensors trained) {
    SafetensorsEntry entry = trained.entries().get(parameter.name());
    return SafetensorsWriter.Source.of(
        parameter.name(), entry.type(), entry.shape(), trained.map(entry));
  }

  private static SafetensorsWriter.Source initial(
      ParameterSpec parameter, RandomStream random, Sizes sizes) {
    float[] values = InitialWeights.draw(parameter, random, sizes);
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return SafetensorsWriter.Source.of(parameter.name(), ElementType.F32, parameter.shape(), bytes);
  }

  private static ObjectNode imageProcessor(int side) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("image_processor_type", "CLIPImageProcessor");
    node.put("processor_class", "LlavaProcessor");
    node.put("do_convert_rgb", true);
    node.put("do_resize", true);
    node.putObject("size").put("shortest_edge", side);
    node.put("resample", BICUBIC);
    node.put("do_center_crop", true);
    node.putObject("crop_size").put("height", side).put("width", side);
    node.put("do_rescale", true);
    node.put("rescale_factor", 1.0 / 255);
    node.put("do_normalize", true);
    node.putArray("image_mean").add(PIXEL_MEAN).add(PIXEL_MEAN).add(PIXEL_MEAN);
    node.putArray("image_std").add(PIXEL_MEAN).add(PIXEL_MEAN).add(PIXEL_MEAN);
    return node;
  }

  /** What transformers needs to put as many image tokens into a prompt as there are features. */
  private static ObjectNode processor(Sizes sizes) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("processor_class", "LlavaProcessor")
        .put("image_token", SpecialToken.IMAGE.text())
        .put("patch_size", sizes.patchSize())
        .put("num_additional_image_tokens", 1)
        .put("vision_feature_select_strategy", FeatureSelection.DEFAULT.configName());
  }
}
