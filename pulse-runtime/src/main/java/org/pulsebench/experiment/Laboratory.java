package org.pulsebench.experiment;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pulsebench.data.Image;
import org.pulsebench.data.TrainingPair;
import org.pulsebench.evaluation.DirectPrompts;
import org.pulsebench.evaluation.ImagePrompt;
import org.pulsebench.experiment.environment.EngineEnvironment;
import org.pulsebench.experiment.environment.Environment;
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
  private final ImageDecoder decoder = new ImageDecoder();
  private Optional<Checkpoint> base = Optional.empty();

  /**
   * Creates a laboratory.
   *
   * @param checkpoint gives the directory of the base when it is needed
   */
  Laboratory(Supplier<Path> checkpoint, Precision precision, Device device) {
    this.checkpoint = checkpoint;
    this.precision = precision;
    this.device = device;
  }

  /** Lets a state be used, which is closed afterwards. */
  <T> T with(State state, Function<Checkpoint, T> use) {
    Checkpoint bare = base();
    if (state.adapter().isEmpty()) {
      return use.apply(bare);
    }
    try (Adapter adapter = AdapterFiles.read(state.adapter().get(), bare.model());
        Checkpoint adapted = bare.with(adapter)) {
      return use.apply(adapted);
    }
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
