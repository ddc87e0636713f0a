package org.pulsebench.model;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pulsebench.BadInputException;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.model.config.MultimodalConfig;
import org.pulsebench.model.config.Precision;
import org.pulsebench.model.image.ImageProcessor;
import org.pulsebench.model.image.ImageProcessorConfig.ImageSize;
import org.pulsebench.model.image.RgbImage;
import org.pulsebench.model.text.ChatTemplate;
import org.pulsebench.model.text.ConversationTemplate;
import org.pulsebench.model.text.InputContract;
import org.pulsebench.model.text.LabelPolicy;
import org.pulsebench.model.text.Prompt;
import org.pulsebench.model.text.PromptTokenizer;
import org.pulsebench.model.text.TokenizedPrompt;
import org.pulsebench.model.text.Tokenizer;
import org.pulsebench.tensor.Scope;

/**
 * Everything that a published checkpoint directory holds, loaded together: model, tokenizer, image
 * processor and conversation template, and what joins them.
 *
 * <p>Owns the model and the tokenizer and closes both; what they are used in (scopes, adapters,
 * trainers) is closed before. {@link #with} shares both with a checkpoint of its own.
 */
public final class Checkpoint implements AutoCloseable {

  /** What a checkpoint frees when it closes. */
  private interface Owned {
    void close();
  }

  private final LlavaModel model;
  private final Tokenizer tokenizer;
  private final PromptTokenizer prompts;
  private final CheckpointImages images;
  private final Optional<ConversationTemplate> conversation;
  private final Owned owned;

  private Checkpoint(
      LlavaModel model,
      Tokenizer tokenizer,
      PromptTokenizer prompts,
      CheckpointImages images,
      Optional<ConversationTemplate> conversation,
      Owned owned) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.prompts = prompts;
    this.images = images;
    this.conversation = conversation;
    this.owned = owned;
  }

  /**
   * Loads a checkpoint in the Hugging Face layout; the caller closes it.
   *
   * @param directory with {@code config.json}, {@code model.safetensors} or its sharded form,
   *     {@code tokenizer.json} and, for images, {@code preprocessor_config.json} or a {@code
   *     processor_config.json} with the same content
   * @param precision of the frozen weights and the activations
   * @throws BadInputException if a file is missing or broken, asks for what PULSE does not compute,
   *     or does not fit the others; an image processor may be missing until images are given
   * @throws org.pulsebench.EnvironmentException if a native library does not load or a file cannot
   *     be read
   */
  public static Checkpoint load(Path directory, Precision precision, Device device) {
    // The small files first: what is wrong with them shows before gigabytes are read.
    ModelConfig config = ModelConfig.read(directory);
    CheckpointImages images = CheckpointImages.of(directory, config);
    Optional<ConversationTemplate> conversation =
        ChatTemplate.read(directory).flatMap(ChatTemplate::conversation);
    Tokenizer tokenizer = Tokenizer.load(directory);
    try {
      PromptTokenizer prompts = new PromptTokenizer(tokenizer, contract(config));
      LlavaModel model = LlavaModel.load(directory, precision, device);
      Owned both =
          () -> {
            model.close();
            tokenizer.close();
          };
      return new Checkpoint(model, tokenizer, prompts, images, conversation, both);
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /**
   * Returns this checkpoint with an adapter on its base, in place of any other.
   *
   * @param adapter made for this checkpoint's model; stays the caller's
   * @return a checkpoint that the caller closes before this one and before the adapter
   */
  public Checkpoint with(Adapter adapter) {
    LlavaModel adapted = model.with(adapter);
    return new Checkpoint(adapted, tokenizer, prompts, images, conversation, adapted::close);
  }

  /** Returns the model, which this checkpoint closes. */
  public LlavaModel model() {
    return model;
  }

  /** Returns the tokenizer, which this checkpoint closes. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /**
   * Returns the image processor; empty where the model takes no images or no file configures one.
   */
  public Optional<ImageProcessor> imageProcessor() {
    return images.processor();
  }

  /**
   * Returns the template that the checkpoint's conversations are written with; empty where it
   * brings none or one that is not known, which {@link ChatTemplate#require} tells apart.
   */
  public Optional<ConversationTemplate> conversation() {
    return conversation;
  }

  /**
   * Tokenizes an example's prompt within the limits of this model, with the places that its images
   * take.
   *
   * @throws BadInputException as {@link PromptTokenizer#tokenize} says
   */
  public TokenizedPrompt tokenize(Example example) {
    List<ImageSize> sizes =
        example.images().stream()
            .map(image -> new ImageSize(image.height(), image.width()))
            .toList();
    return tokenize(example.prompt(), sizes, example.labels());
  }

  /**
   * Tokenizes a prompt within the limits of this model, with the places that images of some sizes
   * take.
   *
   * @param sizes of the prompt's images as they were given, upright, in their order
   * @throws BadInputException as {@link PromptTokenizer#tokenize} says
   */
  public TokenizedPrompt tokenize(Prompt prompt, List<ImageSize> sizes, LabelPolicy labels) {
    return tilesImages()
        ? prompts.tokenize(prompt, images.tokens(sizes), labels)
        : prompts.tokenize(prompt, labels);
  }

  /**
   * Tokenizes a prompt without images, or one for a model of which every image takes as many
   * places.
   *
   * @throws IllegalArgumentException if the prompt has images and the model {@linkplain
   *     #tilesImages tiles} them
   * @throws BadInputException as {@link PromptTokenizer#tokenize} says
   */
  public TokenizedPrompt tokenize(Prompt prompt, LabelPolicy labels) {
    return prompts.tokenize(prompt, labels);
  }

  /** Returns whether the places that an image takes depend on its size, as in LLaVA-1.6. */
  public boolean tilesImages() {
    return model.config().multimodal().flatMap(MultimodalConfig::pinpoints).isPresent();
  }

  /**
   * Returns images as the model takes them.
   *
   * @param scope owns the pixels
   * @param images at least one, of any size
   * @throws BadInputException if the model takes no images, or no file says how to process them
   */
  public Images.Pixels pixels(Scope scope, List<RgbImage> images) {
    return this.images.pixels(scope, images);
  }

  /**
   * Returns examples as one batch, a row each.
   *
   * @param scope owns the pixels; close it when the batch is no longer used
   * @param examples at least one; images may differ in number
   * @throws BadInputException as {@link #tokenize} and {@link #pixels} say
   */
  public Batch batch(Scope scope, List<Example> examples) {
    List<Batch.Sequence> sequences =
        examples.stream()
            .map(this::tokenize)
            .map(row -> new Batch.Sequence(row.ids(), row.labels()))
            .toList();
    List<RgbImage> all = examples.stream().flatMap(example -> example.images().stream()).toList();
    return new Batch(sequences, all.isEmpty() ? Optional.empty() : Optional.of(pixels(scope, all)));
  }

  /**
   * Returns the model's answer to one prompt, as {@link #answers} does to several.
   *
   * @throws BadInputException as {@link #batch} says
   */
  public String answer(Prompt prompt, List<RgbImage> images, GenerationSettings settings) {
    return answers(List.of(Example.of(prompt, images)), settings).get(0);
  }

  /**
   * Returns the model's answers to several prompts, which go through the model together: decoded,
   * without special tokens and the token that stopped them, and without white space around them.
   *
   * @param examples at least one; the answers and label policies they bring along play no part
   * @throws BadInputException as {@link #batch} says
   */
  public List<String> answers(List<Example> examples, GenerationSettings settings) {
    try (Scope scope = model.openScope()) {
      Batch batch = batch(scope, examples.stream().map(Checkpoint::unanswered).toList());
      return Generator.generate(model, batch, settings).stream()
          .map(tokens -> decode(tokens, settings))
          .toList();
    }
  }

  /**
   * Returns a generated answer as text: without special tokens and the token that stopped it, and
   * without white space around it.
   *
   * @param tokens of the answer alone, as {@link Generator} returns them; at least one
   * @param settings that it was generated with
   */
  public String decode(int[] tokens, GenerationSettings settings) {
    int last = tokens.length - 1;
    boolean stopped = settings.stopIds().contains(tokens[last]);
    return tokenizer.decode(stopped ? Arrays.copyOf(tokens, last) : tokens, true).strip();
  }

  @Override
  public void close() {
    owned.close();
  }

  private static Example unanswered(Example example) {
    Prompt prompt = example.prompt();
    return Example.of(
        new Prompt(prompt.text(), prompt.images(), Optional.empty(), prompt.where()),
        example.images());
  }

  private static InputContract contract(ModelConfig config) {
    return new InputContract(
        config.decoder().vocabSize(),
        config.decoder().maxPositions(),
        config.multimodal().map(m -> OptionalInt.of(m.imageTokenId())).orElse(OptionalInt.empty()),
        config
            .multimodal()
            .filter(m -> m.pinpoints().isEmpty())
            .map(m -> m.imageTokens())
            .orElse(0));
  }
}
