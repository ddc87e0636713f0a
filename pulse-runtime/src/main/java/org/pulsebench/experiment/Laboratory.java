package org.pulsebench.experiment;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pulsebench.Checks;
import org.pulsebench.data.Image;
import org.pulsebench.data.TrainingPair;
import org.pulsebench.evaluation.DirectPrompts;
import org.pulsebench.evaluation.ImagePrompt;
import org.pulsebench.experiment.environment.EngineEnvironment;
import org.pulsebench.experiment.environment.Environment;
import org.pulsebench.method.lumoe.ExpertModels;
import org.pulsebench.method.lumoe.Router;
import org.pulsebench.model.Adapter;
import org.pulsebench.model.AdapterFiles;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.Example;
import org.pulsebench.model.config.Precision;
import org.pulsebench.model.image.ImageDecoder;
import org.pulsebench.model.image.RgbImage;

/**
 * What steps compute with: the base checkpoint, loaded when a step first needs it, and the states
 * on top of it.
 *
 * <p>There is one base in memory, whatever the number of states. An experiment whose steps are all
 * finished loads no model and no native library.
 */
final class Laboratory implements AutoCloseable {

  private final Supplier<Path> checkpoint;
  private final Precision precision;
  private final Device device;
  private final boolean checkpointing;
  private final ImageDecoder decoder = new ImageDecoder();
  private Optional<Checkpoint> base = Optional.empty();
  private Optional<PictureFeatures> features = Optional.empty();

  /** Experts that are kept in memory: as many as a question goes to, and some that come next. */
  private static final int EXPERTS = 4;

  /**
   * Creates a laboratory.
   *
   * @param checkpoint gives the directory of the base when it is needed
   * @param checkpointing whether training computes activations twice instead of keeping them
   */
  Laboratory(Supplier<Path> checkpoint, Precision precision, Device device, boolean checkpointing) {
    this.checkpoint = checkpoint;
    this.precision = precision;
    this.device = device;
    this.checkpointing = checkpointing;
  }

  /** Lets a state be used, which is closed afterwards. */
  <T> T with(State state, Function<Checkpoint, T> use) {
    Checks.require(state.experts().isEmpty(), "state", "of experts", "one model");
    Checkpoint bare = base();
    if (state.adapter().isEmpty()) {
      return use.apply(bare);
    }
    try (Adapter adapter = AdapterFiles.read(state.adapter().get(), bare.model());
        Checkpoint adapted = bare.with(adapter)) {
      return use.apply(adapted);
    }
  }

  /** Lets a state be asked, which is closed afterwards. */
  <T> T asking(State state, Function<Answering, T> use) {
    if (state.experts().isEmpty()) {
      return with(state, checkpoint -> use.apply(new ModelAnswering(checkpoint)));
    }
    Experts experts = state.experts().get();
    PictureFeatures pictures = features();
    Router router = experts.router(pictures);
    return with(
        experts.initial(),
        initial -> {
          try (ExpertModels models = ExpertModels.of(base(), experts.adapters(), EXPERTS)) {
            return use.apply(new ExpertAnswering(initial, models, router, pictures));
          }
        });
  }

  private PictureFeatures features() {
    if (features.isEmpty()) {
      features = Optional.of(new PictureFeatures(base()));
    }
    return features.get();
  }

  /** Returns whether training computes activations twice instead of keeping them. */
  boolean checkpointing() {
    return checkpointing;
  }

  private Checkpoint base() {
    if (base.isEmpty()) {
      base = Optional.of(Checkpoint.load(checkpoint.get(), precision, device));
    }
    return base.get();
  }

  /** Returns pairs as examples; the picture of several pairs is decoded once. */
  List<Example> examples(List<TrainingPair> pairs) {
    Map<String, RgbImage> pictures = new HashMap<>();
    return pairs.stream().map(pair -> example(pair, pictures)).toList();
  }

  private Example example(TrainingPair pair, Map<String, RgbImage> pictures) {
    ImagePrompt prompt =
        DirectPrompts.prompt(pair.question(), pair.image(), "pair \"" + pair.question() + "\"");
    List<RgbImage> images =
        pair.image().stream()
            .map(image -> pictures.computeIfAbsent(image.name(), unknown -> decode(image)))
            .toList();
    return Example.of(prompt.prompt().withAnswer(pair.answer()), images);
  }

  private RgbImage decode(Image image) {
    return decoder.decode(image.bytes(), image.name());
  }

  /** Returns the environment, with the engine if a model was loaded. */
  Environment environment() {
    Environment jvm = Environment.ofJvm();
    return base.isPresent() ? jvm.with(EngineEnvironment.of(device, precision)) : jvm;
  }

  @Override
  public void close() {
    base.ifPresent(Checkpoint::close);
  }
}
