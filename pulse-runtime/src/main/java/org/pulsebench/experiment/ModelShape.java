package org.pulsebench.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.data.hub.HubSource;
import org.pulsebench.data.hub.KnownSources;
import org.pulsebench.data.hub.LocalSource;
import org.pulsebench.data.hub.Source;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.JsonFile;
import org.pulsebench.model.config.Estimate;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.model.config.MultimodalConfig;

/**
 * How large a model is, told without its weights: from its {@code config.json}, or, for the models
 * of the papers, from {@code model-shapes.json} beside this class.
 *
 * @param name what reports call it
 */
record ModelShape(String name, ModelConfig config) {

  private static final String FILE = "model-shapes.json";
  private static final List<ModelShape> KNOWN = read();

  ModelShape {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(config, "config");
  }

  /** Returns the number of parameters of the checkpoint. */
  long parameters() {
    return Estimate.of(config).parameters();
  }

  /** Returns the most positions that a picture takes in the language model. */
  int imageTokens() {
    return config.imageTokens();
  }

  /** Returns the most views of a picture that go through the vision tower. */
  int views() {
    return config.multimodal().map(MultimodalConfig::imageViews).orElse(0);
  }

  /**
   * Returns the shape of the checkpoint in a directory, which needs no weights.
   *
   * @throws org.pulsebench.BadInputException if its {@code config.json} is missing or of no model
   *     that PULSE reads
   */
  static ModelShape in(Path directory, String name) {
    return new ModelShape(name, ModelConfig.read(directory));
  }

  /** Returns the shape of the model that PULSE carries. */
  static ModelShape embedded(Path store) {
    return in(new ModelSource.Embedded().directory(store), Experiment.EMBEDDED_MODEL);
  }

  /** Returns the shape of a model, from its directory or because the papers name it. */
  static Optional<ModelShape> of(Source source) {
    if (source instanceof LocalSource local
        && Files.isRegularFile(local.path().resolve(ModelConfig.FILE_NAME))) {
      return Optional.of(in(local.path(), source.name()));
    }
    return known(source);
  }

  private static Optional<ModelShape> known(Source source) {
    return KNOWN.stream()
        .filter(
            shape ->
                shape.name().equals(source.name())
                    || source instanceof HubSource
                        && KnownSources.of(shape.name())
                            .filter(known -> known.id().equals(source.id()))
                            .isPresent())
        .findFirst();
  }

  /** Returns all that are known by name. */
  static List<ModelShape> known() {
    return KNOWN;
  }

  private static List<ModelShape> read() {
    List<ModelShape> shapes = new ArrayList<>();
    try (InputStream in = ModelShape.class.getResourceAsStream(FILE)) {
      String text = new String(in.readAllBytes(), UTF_8);
      JsonFields root = JsonFields.root(JsonFile.parse(text, FILE), FILE);
      for (JsonFields one : root.objects("models")) {
        shapes.add(
            new ModelShape(
                one.requiredText("name"), ModelConfig.parse(one.get("config"), Path.of(FILE))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(shapes);
  }
}
