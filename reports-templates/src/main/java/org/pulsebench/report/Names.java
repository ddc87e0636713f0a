package org.pulsebench.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.pulsebench.protocol.TrainedParts;
import org.pulsebench.results.CellGroup;

/** The papers' names for methods and parts; others keep their own. */
public final class Names {

  private static final Map<String, String> METHODS =
      Map.of(
          "ga", "GA", "ga-klr", "GA+KLR", "gd", "GD", "kl", "KL", "npo", "NPO", "po", "PO", "lumoe",
          "LUMoE");

  private static final Map<String, String> PARTS =
      Map.of("vision", "Vision", "projector", "Proj", "llm", "LLM");

  private Names() {}

  /** Returns the name of a method, as papers have it. */
  public static String method(String id) {
    return METHODS.getOrDefault(id, id);
  }

  /** Returns the parts as Table 3 has them, such as {@code Proj,LLM}. */
  static String parts(TrainedParts parts) {
    return Arrays.stream(parts.id().split("\\+"))
        .map(part -> PARTS.getOrDefault(part, part))
        .collect(Collectors.joining(","));
  }

  /** Returns the method, with the parts where a protocol compares them. */
  public static String group(CellGroup group, boolean comparesParts) {
    return method(group.method()) + (comparesParts ? ", " + parts(group.trainedParts()) : "");
  }

  /** Returns a name for files and links; empty if nothing of the name can be in one. */
  public static String id(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
  }
}
