package org.pulsebench.model.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.JsonFile;

/**
 * What a checkpoint's {@code config.json} says about its architecture: a LLaVA-1.5 or LLaVA-1.6
 * model, or a plain LLaMA decoder.
 *
 * <p>Absent fields take the defaults of transformers 5.23 ({@code LlavaConfig}, {@code
 * LlavaNextConfig}, {@code CLIPVisionConfig}, {@code LlamaConfig}), on which published
 * configurations rely. Fields that do not change what is computed are ignored; those that do and
 * are not supported (quantization, attention dropout, partial rotary embedding, ...) are refused.
 *
 * @param decoder the language model
 * @param multimodal vision transformer and projector; empty for a text-only model
 */
public record ModelConfig(DecoderConfig decoder, Optional<MultimodalConfig> multimodal) {

  /** Name of the configuration file within a checkpoint. */
  public static final String FILE_NAME = "config.json";

  /**
   * Name of the file with generation defaults within a checkpoint, of which the special tokens are
   * used.
   */
  public static final String GENERATION_FILE_NAME = "generation_config.json";

  public ModelConfig {
    Objects.requireNonNull(multimodal, "multimodal");
    int size = decoder.vocabSize();
    multimodal.ifPresent(
        m ->
            Checks.require(
                m.imageTokenId() < size, "imageTokenId", m.imageTokenId(), "below vocabSize"));
  }

  /**
   * Reads {@code config.json} of a checkpoint, and the end-of-answer ids of its {@code
   * generation_config.json} where that file exists and names any.
   *
   * @throws BadInputException if a file is missing, is not JSON, or has a value that PULSE cannot
   *     honour
   * @throws org.pulsebench.EnvironmentException if a file exists and cannot be read
   */
  public static ModelConfig read(Path checkpointDirectory) {
    Path file = checkpointDirectory.resolve(FILE_NAME);
    if (!Files.exists(file)) {
      throw new BadInputException(
          new Problem(
              "Checkpoint file is missing",
              file.toString(),
              "no such file",
              "a checkpoint directory in the Hugging Face layout",
              "Point the model option at the directory that holds " + FILE_NAME + "."));
    }
    ModelConfig config = parse(JsonFile.read(file), file);
    Path generation = checkpointDirectory.resolve(GENERATION_FILE_NAME);
    if (!Files.exists(generation)) {
      return config;
    }
    JsonFields fields = JsonFields.read(generation);
    SpecialTokens tokens = config.decoder.tokens();
    SpecialTokens merged =
        new SpecialTokens(
            tokens.bos(),
            TokenIds.list(fields, "eos_token_id", tokens.eos(), config.decoder.vocabSize()),
            tokens.pad());
    return new ModelConfig(config.decoder.withTokens(merged), config.multimodal);
  }

  /**
   * Interprets the content of a {@code config.json}.
   *
   * @param file where the content came from, for messages only
   * @throws BadInputException if a field has a value that PULSE cannot honour
   */
  public static ModelConfig parse(JsonNode content, Path file) {
    return ConfigReader.read(JsonFields.root(content, file));
  }

  /** Returns the vision transformer's shape; empty for a text-only model. */
  public Optional<VisionConfig> vision() {
    return multimodal.map(MultimodalConfig::vision);
  }

  /**
   * Returns the most decoder positions that one image takes; 0 for a text-only model.
   *
   * <p>Of LLaVA-1.5 every image takes as many, of LLaVA-1.6 see {@link MultimodalConfig#grid}.
   */
  public int imageTokens() {
    return multimodal.map(MultimodalConfig::imageTokens).orElse(0);
  }

  /**
   * Returns the content of a {@code config.json} from which this package and transformers read the
   * same model.
   */
  public ObjectNode toJson() {
    return ConfigWriter.config(this);
  }

  /**
   * Writes {@code config.json} and {@code generation_config.json} (special tokens only) into a
   * directory, replacing each as a whole.
   *
   * @throws org.pulsebench.EnvironmentException if the directory cannot be written
   */
  public void write(Path checkpointDirectory) {
    JsonFile.write(toJson(), checkpointDirectory.resolve(FILE_NAME));
    JsonFile.write(
        ConfigWriter.generation(decoder.tokens()),
        checkpointDirectory.resolve(GENERATION_FILE_NAME));
  }
}
