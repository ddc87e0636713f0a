package org.pulsebench.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.Activation;
import org.pulsebench.model.config.DecoderConfig;
import org.pulsebench.model.config.FeatureSelection;
import org.pulsebench.model.config.GridPinpoints;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.model.config.ModelLayout;
import org.pulsebench.model.config.MultimodalConfig;
import org.pulsebench.model.config.ParameterSpec;
import org.pulsebench.model.config.ProjectorConfig;
import org.pulsebench.model.config.RopeScaling;
import org.pulsebench.model.config.SpecialTokens;
import org.pulsebench.model.config.VisionConfig;
import org.pulsebench.tensor.ElementType;
import org.pulsebench.tensor.SafetensorsWriter;

/** A whole checkpoint directory of a tiny LLaVA model with random weights. */
public final class TinyCheckpoint {

  /** Side of the pixels that the vision tower reads; an image takes four tokens. */
  static final int IMAGE_SIZE = 28;

  private static final GridPinpoints PINPOINTS =
      new GridPinpoints(
          List.of(
              new GridPinpoints.Size(28, 56),
              new GridPinpoints.Size(56, 28),
              new GridPinpoints.Size(56, 56)));

  private static final int VOCABULARY = 411;
  private static final Path REFERENCE = Path.of("src/test/resources/reference");

  private TinyCheckpoint() {}

  /** Writes a LLaVA checkpoint as the llava-hf ones are published. */
  public static Path write(Path directory) {
    ModelConfig config = new ModelConfig(decoder(VOCABULARY), Optional.of(multimodal()));
    writeModel(config, directory);
    copy(REFERENCE.resolve("chat-templates/llava-hf.jinja"), directory, "chat_template.jinja");
    writeJson(imageProcessor(IMAGE_SIZE), directory.resolve("preprocessor_config.json"));
    return directory;
  }

  /**
   * Writes a LLaVA-1.6 checkpoint: of an image the whole is four tokens, at most 20 more follow.
   */
  public static Path writeTiled(Path directory) {
    MultimodalConfig whole = multimodal();
    MultimodalConfig tiled =
        new MultimodalConfig(
            whole.vision(),
            whole.projector(),
            whole.imageTokenId(),
            whole.featureLayer(),
            whole.selection(),
            Optional.of(PINPOINTS));
    writeModel(new ModelConfig(decoder(VOCABULARY), Optional.of(tiled)), directory);
    copy(REFERENCE.resolve("chat-templates/llava-hf.jinja"), directory, "chat_template.jinja");
    ObjectNode processor = imageProcessor(IMAGE_SIZE);
    processor.put("image_processor_type", "LlavaNextImageProcessor");
    ArrayNode pinpoints = processor.putArray("image_grid_pinpoints");
    PINPOINTS.sizes().forEach(size -> pinpoints.addArray().add(size.height()).add(size.width()));
    writeJson(processor, directory.resolve("preprocessor_config.json"));
    return directory;
  }

  /** Writes the decoder alone, with its tokenizer. */
  static Path writeTextOnly(Path directory) {
    return writeModel(new ModelConfig(decoder(VOCABULARY), Optional.empty()), directory);
  }

  /** Writes a decoder whose vocabulary may be smaller than its tokenizer's. */
  static Path writeTextOnly(Path directory, int vocabulary) {
    return writeModel(new ModelConfig(decoder(vocabulary), Optional.empty()), directory);
  }

  static ObjectNode imageProcessor(int side) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("image_processor_type", "CLIPImageProcessor");
    node.putObject("size").put("shortest_edge", side);
    node.putObject("crop_size").put("height", side).put("width", side);
    return node;
  }

  static void writeJson(ObjectNode content, Path file) {
    try {
      new ObjectMapper().writeValue(file.toFile(), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Draws a disc on a ground into a PNG file. */
  public static Path draw(Path file, int width, int height, Color ground, Color disc) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(ground);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(disc);
    graphics.fillOval(width / 4, height / 4, width / 2, height / 2);
    graphics.dispose();
    try {
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static Path writeModel(ModelConfig config, Path directory) {
    RandomStream random = new RandomStream(7);
    List<SafetensorsWriter.Source> tensors =
        ModelLayout.of(config).parameters().stream()
            .map(parameter -> tensor(parameter, random.child(parameter.name())))
            .toList();
    SafetensorsWriter.write(
        directory.resolve("model.safetensors"), Map.of("format", "pt"), tensors);
    config.write(directory);
    Path tokenizer = REFERENCE.resolve("tokenizers/llama");
    copy(tokenizer.resolve("tokenizer.json"), directory, "tokenizer.json");
    copy(tokenizer.resolve("tokenizer_config.json"), directory, "tokenizer_config.json");
    return directory;
  }

  /** Norms begin at 1, biases at 0, and all else at a scale that keeps activations near 1. */
  private static SafetensorsWriter.Source tensor(ParameterSpec parameter, RandomStream random) {
    int size = Math.toIntExact(parameter.size());
    boolean vector = parameter.shape().dimension() == 1;
    boolean norm = parameter.name().contains("norm") || parameter.name().contains("layrnorm");
    double scale = vector ? 0 : 0.2;
    ByteBuffer bytes = ByteBuffer.allocate(4 * size).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < size; i++) {
      float one = norm && parameter.name().endsWith(".weight") ? 1 : 0;
      bytes.putFloat((float) (one + scale * random.nextGaussian()));
    }
    return SafetensorsWriter.Source.of(
        parameter.name(), ElementType.F32, parameter.shape(), bytes.flip());
  }

  private static DecoderConfig decoder(int vocabulary) {
    return new DecoderConfig(
        vocabulary,
        32,
        48,
        2,
        4,
        2,
        8,
        256,
        1e-5,
        10_000,
        new RopeScaling.None(),
        false,
        false,
        false,
        Activation.SILU,
        new SpecialTokens(OptionalInt.of(1), List.of(2), OptionalInt.empty()));
  }

  private static MultimodalConfig multimodal() {
    VisionConfig vision =
        new VisionConfig(16, 32, 2, 2, IMAGE_SIZE, 14, 3, 1e-5, Activation.QUICK_GELU);
    ProjectorConfig projector = new ProjectorConfig(Activation.GELU, true);
    return new MultimodalConfig(vision, projector, 409, -2, FeatureSelection.DEFAULT);
  }

  private static void copy(Path file, Path directory, String name) {
    try {
      Files.copy(file, directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
