package org.pulsebench.data.hub;

import java.util.List;
import java.util.Locale;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/**
 * Files in Python's pickle format, which runs what it is told to when it is opened. PULSE neither
 * fetches nor opens them.
 */
final class PickledFiles {

  private static final List<String> SUFFIXES =
      List.of(".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt");

  private static final String WEIGHTS = ".safetensors";

  private static final int MOST_SHOWN = 3;

  private PickledFiles() {}

  static boolean isPickled(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return SUFFIXES.stream().anyMatch(name::endsWith);
  }

  /**
   * Requires that a checkpoint has weights that may be opened.
   *
   * @param where the repository or directory
   * @param paths of all its files
   */
  static void requireWeights(String where, List<String> paths) {
    if (paths.stream().anyMatch(path -> path.endsWith(WEIGHTS) && !path.contains("/"))) {
      return;
    }
    List<String> pickled = paths.stream().filter(PickledFiles::isPickled).toList();
    if (pickled.isEmpty()) {
      throw new BadInputException(
          new Problem(
              "Model has no weights",
              where,
              "no file *.safetensors at its top",
              "a checkpoint in the Hugging Face layout: config.json, tokenizer.json, safetensors",
              "Correct the name; LLaVA's repositories for this layout end with -hf."));
    }
    throw new BadInputException(
        new Problem(
            "Model has only pickled weights, which are never opened: they can run any program",
            where,
            shown(pickled),
            "weights in *.safetensors",
            "Look for a revision that has them (Hub repositories: refs/pr/...), or load the model "
                + "in Python, write it with save_pretrained(dir, safe_serialization=True) and "
                + "name that directory."));
  }

  private static String shown(List<String> paths) {
    String some = String.join(", ", paths.subList(0, Math.min(MOST_SHOWN, paths.size())));
    return paths.size() > MOST_SHOWN
        ? some + " and " + (paths.size() - MOST_SHOWN) + " more"
        : some;
  }
}
