package org.pulsebench.model.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/**
 * Finds a model's parameters in a checkpoint file, whichever generation of names it was published
 * with.
 *
 * <p>LLaVA checkpoints exist under four prefix schemes: the original uploads, the module paths of
 * transformers 4.52 and later, and the same two without {@code vision_model.}, which transformers 5
 * writes and uses. One file follows one of them; a mixture is refused, since it tells of two
 * checkpoints in one directory.
 */
public final class WeightNames {

  private static final int SHOWN = 3;

  /**
   * The prefixes of one generation, each with a dot at its end, and its name of {@link
   * ModelLayout#IMAGE_NEWLINE}.
   */
  private record Generation(
      String title, String language, String head, String projector, String vision, String newline) {

    String inFile(String canonical, String canonicalLanguage) {
      if (canonical.equals(ModelLayout.IMAGE_NEWLINE)) {
        return newline;
      }
      if (canonical.startsWith(ModelLayout.HEAD + ".")) {
        return head + canonical.substring(ModelLayout.HEAD.length() + 1);
      }
      if (canonical.startsWith(ModelLayout.VISION)) {
        return vision + canonical.substring(ModelLayout.VISION.length());
      }
      if (canonical.startsWith(ModelLayout.PROJECTOR)) {
        return projector + canonical.substring(ModelLayout.PROJECTOR.length());
      }
      return language + canonical.substring(canonicalLanguage.length());
    }
  }

  private static final String HEAD = "lm_head.";
  private static final String NEWLINE = "image_newline";

  private static final List<Generation> LLAVA =
      List.of(
          new Generation(
              "the original llava-hf uploads",
              "language_model.model.",
              "language_model.lm_head.",
              "multi_modal_projector.",
              "vision_tower.vision_model.",
              NEWLINE),
          new Generation(
              "transformers 5 files",
              "language_model.model.",
              "language_model.lm_head.",
              "multi_modal_projector.",
              "vision_tower.",
              NEWLINE),
          new Generation(
              "transformers 4.52 modules",
              "model.language_model.",
              HEAD,
              "model.multi_modal_projector.",
              "model.vision_tower.vision_model.",
              ModelLayout.IMAGE_NEWLINE),
          new Generation(
              "transformers 5 modules",
              ModelLayout.LLAVA_LANGUAGE,
              HEAD,
              ModelLayout.PROJECTOR,
              ModelLayout.VISION,
              ModelLayout.IMAGE_NEWLINE));

  private static final List<Generation> TEXT =
      List.of(new Generation("LlamaForCausalLM", ModelLayout.TEXT_LANGUAGE, HEAD, "", "", ""));

  private final ModelLayout layout;
  private final List<Generation> generations;

  /** Prepares to find the parameters of a model. */
  public WeightNames(ModelLayout layout) {
    this.layout = layout;
    this.generations = layout.config().multimodal().isPresent() ? LLAVA : TEXT;
  }

  /**
   * Maps canonical parameter names to the names that a checkpoint uses.
   *
   * <p>Buffers that some versions stored ({@code *.position_ids}, {@code *.rotary_emb.inv_freq})
   * and the head of a tied checkpoint, which the embedding stands for, are skipped.
   *
   * @param namesInFile the names of all tensors of the checkpoint, over all its shards
   * @param where the checkpoint, for messages only
   * @return one entry for each parameter of the model, in the layout's order
   * @throws BadInputException if tensors are missing, unknown or repeated, or follow more than one
   *     generation
   */
  public Map<String, String> resolve(Collection<String> namesInFile, Path where) {
    Set<String> present = new TreeSet<>(namesInFile);
    if (present.size() != namesInFile.size()) {
      throw repeated(namesInFile, where);
    }
    Generation generation =
        generations.stream()
            .max(Comparator.comparingLong(g -> hits(g, present)))
            .orElseThrow(IllegalStateException::new);
    Map<String, String> resolved = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (ParameterSpec parameter : layout.parameters()) {
      String inFile = generation.inFile(parameter.name(), layout.languagePrefix());
      resolved.put(parameter.name(), inFile);
      if (!present.remove(inFile)) {
        missing.add(inFile);
      }
    }
    present.removeIf(harmless(generation));
    if (missing.isEmpty() && present.isEmpty()) {
      return resolved;
    }
    refuseMixture(generation, present, where);
    throw mismatch(generation, missing, List.copyOf(present), where);
  }

  /**
   * Returns the canonical form of a parameter's or module's path in any generation, on its own.
   *
   * @param path such as {@code language_model.model.layers.0.mlp.up_proj}; one that no generation
   *     knows is returned as it is
   */
  public String canonical(String path) {
    Map<String, String> prefixes = new HashMap<>();
    for (Generation generation : generations) {
      prefixes.put(generation.language(), layout.languagePrefix());
      prefixes.put(generation.head(), HEAD);
      if (layout.config().multimodal().isPresent()) {
        prefixes.put(generation.projector(), ModelLayout.PROJECTOR);
        prefixes.put(generation.vision(), ModelLayout.VISION);
      }
    }
    return prefixes.keySet().stream()
        .filter(path::startsWith)
        .max(Comparator.comparingInt(String::length))
        .map(prefix -> prefixes.get(prefix) + path.substring(prefix.length()))
        .orElse(path);
  }

  private long hits(Generation generation, Set<String> present) {
    return layout.parameters().stream()
        .filter(p -> present.contains(generation.inFile(p.name(), layout.languagePrefix())))
        .count();
  }

  private Predicate<String> harmless(Generation generation) {
    boolean tied = layout.config().decoder().tiedHead();
    return name ->
        name.endsWith(".position_ids")
            || name.endsWith(".rotary_emb.inv_freq")
            || (tied && name.equals(generation.head() + "weight"));
  }

  private void refuseMixture(Generation main, Set<String> extra, Path where) {
    for (Generation other : generations) {
      for (ParameterSpec parameter : layout.parameters()) {
        String name = other.inFile(parameter.name(), layout.languagePrefix());
        if (extra.contains(name)) {
          throw new BadInputException(
              new Problem(
                  "Checkpoint mixes two generations of tensor names",
                  where + ", tensor " + name,
                  "a name of " + other.title() + " among names of " + main.title(),
                  main.inFile(parameter.name(), layout.languagePrefix()),
                  "Remove the files of one of the two checkpoints from the directory."));
        }
      }
    }
  }

  private BadInputException mismatch(
      Generation generation, List<String> missing, List<String> extra, Path where) {
    String kind = layout.config().multimodal().isPresent() ? "LLaVA" : "text-only LLaMA";
    return new BadInputException(
        new Problem(
            "Checkpoint's tensors are not those of its " + ModelConfig.FILE_NAME,
            where.toString(),
            count(missing, "missing") + " and " + count(extra, "unknown"),
            "the "
                + layout.parameters().size()
                + " tensors of this "
                + kind
                + " model, named as in "
                + generation.title(),
            "Fetch the checkpoint again with all its shards, or use the config.json it came with."));
  }

  private static String count(List<String> names, String adjective) {
    if (names.isEmpty()) {
      return "0 " + adjective;
    }
    String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.size() + " " + adjective + " (" + shown + (names.size() > SHOWN ? ", ...)" : ")");
  }

  private static BadInputException repeated(Collection<String> names, Path where) {
    Set<String> seen = new HashSet<>();
    String twice = names.stream().filter(name -> !seen.add(name)).findFirst().orElse("");
    return new BadInputException(
        new Problem(
            "Checkpoint holds a tensor more than once",
            where + ", tensor " + twice,
            names.size() + " tensors with " + new HashSet<>(names).size() + " names",
            "every tensor in one shard only",
            "Remove shards that the index does not name."));
  }
}
