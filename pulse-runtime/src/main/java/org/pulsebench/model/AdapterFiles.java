package org.pulsebench.model;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.json.JsonFile;
import org.pulsebench.model.config.LinearSpec;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.model.config.ModelLayout;
import org.pulsebench.model.config.ParameterSpec;
import org.pulsebench.model.config.WeightNames;
import org.pulsebench.tensor.ElementType;
import org.pulsebench.tensor.Safetensors;
import org.pulsebench.tensor.SafetensorsEntry;
import org.pulsebench.tensor.SafetensorsWriter;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tensor;

/**
 * Adapters in PEFT's format: {@code adapter_config.json} and {@code adapter_model.safetensors}.
 *
 * <p>The file also names the base that the adapter was made for (metadata key {@value #BASE_KEY}),
 * which PEFT ignores.
 */
public final class AdapterFiles {

  /** Name of the file with the tensors. */
  public static final String TENSORS = "adapter_model.safetensors";

  private static final String BASE_KEY = "pulse.base";
  private static final String ROOT = "base_model.model.";
  private static final Set<ElementType> FLOATING =
      EnumSet.of(ElementType.F16, ElementType.BF16, ElementType.F32);

  private AdapterFiles() {}

  /**
   * Writes an adapter into a directory, which is created; each file appears whole or not at all.
   *
   * @throws IllegalArgumentException if the adapter has no low-rank update, or trains more as a
   *     whole than the projector, which PEFT cannot express; nothing is written then, save a
   *     checkpoint of the merged model instead
   */
  public static void write(Adapter adapter, Path directory) {
    if (adapter.updatedModules().isEmpty()) {
      throw new IllegalArgumentException(
          "an adapter without low-rank updates has no PEFT form; save the merged model as a checkpoint");
    }
    AdapterConfig config = new AdapterConfig(adapter.settings(), wholeModules(adapter));
    OutputDirectory.create("adapter", directory);
    List<SafetensorsWriter.Source> sources =
        adapter.parameters().stream()
            .map(each -> SafetensorsWriter.Source.of(ROOT + each.name(), each.values()))
            .toList();
    SafetensorsWriter.write(
        directory.resolve(TENSORS),
        Map.of("format", "pt", BASE_KEY, adapter.baseFingerprint()),
        sources);
    JsonFile.write(
        config.toJson(adapter.updatedModules()), directory.resolve(AdapterConfig.FILE_NAME));
  }

  /**
   * Reads an adapter for a base, all of it to be trained; the caller closes it.
   *
   * @param base a model without an adapter
   * @throws BadInputException if the adapter belongs to another base, or a tensor is missing,
   *     superfluous or of the wrong shape
   */
  public static Adapter read(Path directory, LlavaModel base) {
    AdapterConfig config = AdapterConfig.read(directory);
    Path file = directory.resolve(TENSORS);
    Adapter adapter = new Adapter(base, config.settings());
    try (Safetensors tensors = Safetensors.open(file)) {
      requireBase(tensors, file, base);
      Map<String, SafetensorsEntry> entries = canonical(tensors, file, base.layout());
      Set<String> used = new LinkedHashSet<>();
      for (LinearSpec linear : base.layout().linears()) {
        if (takesUpdate(linear, base.config())
            && (entries.containsKey(linear.path() + Adapter.DOWN)
                || entries.containsKey(linear.path() + Adapter.UP))) {
          Shape down = new Shape(config.settings().rank(), linear.inFeatures());
          Shape up = new Shape(linear.outFeatures(), config.settings().rank());
          adapter.addUpdate(
              linear,
              read(tensors, file, entries, linear.path() + Adapter.DOWN, down, adapter, used),
              read(tensors, file, entries, linear.path() + Adapter.UP, up, adapter, used),
              true);
        }
      }
      for (ParameterSpec parameter : base.layout().parameters()) {
        if (isWhole(parameter, config) || isEmbedding(parameter, entries.keySet())) {
          adapter.addCopy(
              parameter,
              read(tensors, file, entries, parameter.name(), parameter.shape(), adapter, used),
              true);
        }
      }
      requireAllUsed(entries.keySet(), used, file);
      requireTargets(config, adapter, base.layout(), file);
      return adapter;
    } catch (RuntimeException e) {
      adapter.close();
      throw e;
    }
  }

  /**
   * Returns the fingerprint of the base that an adapter was made for, without loading either; empty
   * if its file does not say, as PEFT's own do not.
   *
   * @throws BadInputException if there is no adapter or its file cannot be read
   */
  public static Optional<String> base(Path directory) {
    AdapterConfig.read(directory);
    try (Safetensors tensors = Safetensors.open(directory.resolve(TENSORS))) {
      return Optional.ofNullable(tensors.metadata().get(BASE_KEY));
    }
  }

  private static List<String> wholeModules(Adapter adapter) {
    Set<String> modules = new TreeSet<>();
    for (String name : adapter.copiedParameters()) {
      if (!name.startsWith(ModelLayout.PROJECTOR)) {
        throw new IllegalArgumentException(
            name
                + " is trained as a whole, for which PEFT has no form; save the merged model as a checkpoint");
      }
      modules.add("multi_modal_projector");
    }
    return List.copyOf(modules);
  }

  private static void requireBase(Safetensors tensors, Path file, LlavaModel base) {
    String madeFor = tensors.metadata().getOrDefault(BASE_KEY, base.fingerprint());
    if (!madeFor.equals(base.fingerprint())) {
      throw new BadInputException(
          new Problem(
              "The adapter was made for another base model",
              file.toString(),
              "a base with fingerprint " + madeFor,
              base.fingerprint(),
              "Load the base that the adapter was trained on."));
    }
  }

  /**
   * Maps names of all generations of transformers to ours, keeping the ending that marks a low-rank
   * update.
   */
  private static Map<String, SafetensorsEntry> canonical(
      Safetensors tensors, Path file, ModelLayout layout) {
    WeightNames names = new WeightNames(layout);
    Map<String, SafetensorsEntry> entries = new TreeMap<>();
    for (SafetensorsEntry entry : tensors.entries().values()) {
      if (!entry.name().startsWith(ROOT)) {
        throw wrong(
            "An adapter tensor has a name that PEFT does not give",
            file,
            entry.name(),
            "a name that starts with " + ROOT);
      }
      String name = names.canonical(entry.name().substring(ROOT.length()));
      SafetensorsEntry other = entries.put(name, entry);
      if (other != null) {
        throw wrong(
            "An adapter holds a tensor under two names",
            file,
            other.name() + " and " + entry.name(),
            "one of them");
      }
    }
    return entries;
  }

  private static Tensor read(
      Safetensors tensors,
      Path file,
      Map<String, SafetensorsEntry> entries,
      String name,
      Shape shape,
      Adapter adapter,
      Set<String> used) {
    SafetensorsEntry entry = entries.get(name);
    if (entry == null) {
      throw wrong(
          "An adapter tensor is missing",
          file,
          "no tensor " + name,
          "both matrices of every update, and every parameter of modules_to_save");
    }
    if (!entry.shape().equals(shape)) {
      throw wrong(
          "An adapter tensor has the wrong shape, so the adapter belongs to another base or rank",
          file,
          entry.name() + " of shape " + entry.shape(),
          "shape " + shape);
    }
    if (!FLOATING.contains(entry.type())) {
      throw wrong(
          "An adapter tensor has a type that cannot be trained",
          file,
          entry.name() + " of type " + entry.type(),
          "one of " + FLOATING);
    }
    used.add(name);
    try (Scope scratch = adapter.scope().child()) {
      return scratch
          .copy(tensors.map(entry), entry.type(), entry.shape())
          .castTo(ElementType.F32, adapter.scope());
    }
  }

  /** A tied head has no weight of its own, and the embedding no update. */
  private static boolean takesUpdate(LinearSpec linear, ModelConfig config) {
    return !linear.outputHead() || !config.decoder().tiedHead();
  }

  /** PEFT takes a module as a whole if its path ends with one of the names. */
  private static boolean isWhole(ParameterSpec parameter, AdapterConfig config) {
    String name = parameter.name();
    for (int end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
      String module = name.substring(0, end);
      if (config.wholeModules().stream().anyMatch(module::endsWith)) {
        return true;
      }
    }
    return false;
  }

  /** PEFT adds the two matrices of a vocabulary that was enlarged, without saying so elsewhere. */
  private static boolean isEmbedding(ParameterSpec parameter, Set<String> present) {
    String name = parameter.name();
    return present.contains(name)
        && (name.endsWith(".embed_tokens.weight") || name.equals(ModelLayout.HEAD + ".weight"));
  }

  private static void requireAllUsed(Set<String> names, Set<String> used, Path file) {
    List<String> unknown = names.stream().filter(name -> !used.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw wrong(
          "An adapter tensor has no place in the base model",
          file,
          unknown.get(0) + (unknown.size() > 1 ? " and " + (unknown.size() - 1) + " more" : ""),
          "updates of linear modules and parameters of modules_to_save");
    }
  }

  /**
   * A module that the configuration selects but the file lacks would silently stay without its
   * update.
   */
  private static void requireTargets(
      AdapterConfig config, Adapter adapter, ModelLayout layout, Path file) {
    Set<String> present = Set.copyOf(adapter.updatedModules());
    String missing =
        layout.linears().stream()
            .filter(linear -> !linear.outputHead())
            .map(LinearSpec::path)
            .filter(config.settings().targets()::selects)
            .filter(path -> !present.contains(path))
            .filter(path -> config.wholeModules().stream().noneMatch(path::contains))
            .limit(3)
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw wrong(
          "The adapter lacks modules that its configuration targets",
          file,
          "nothing for " + missing,
          "an update for every target");
    }
  }

  private static BadInputException wrong(String what, Path file, String found, String expected) {
    return new BadInputException(
        new Problem(
            what,
            file.toString(),
            found,
            expected,
            "Use the adapter with the base it was trained on."));
  }
}
