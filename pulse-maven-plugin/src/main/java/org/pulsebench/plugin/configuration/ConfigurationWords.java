package org.pulsebench.plugin.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pulsebench.Problem;

/**
 * Tells a problem of the experiment file, which the user has not written, in the words of the POM
 * that it was made from.
 */
public final class ConfigurationWords {

  /** Fields that are called otherwise in a POM. */
  private static final Map<String, String> ELEMENTS =
      Map.of("data", "corpus", "exam", "examMode", "settings", "parameters");

  private static final Map<String, String> KNOWN_BY_NAME =
      Map.of("Protocol is not known", "protocols", "Size is not known", "size");

  private static final String REMEDY = "Correct the element in the POM, or the property.";

  /** Translates nothing. */
  public static final ConfigurationWords NONE =
      new ConfigurationWords(Path.of("experiment.json"), Map.of());

  private final Pattern place;
  private final Map<String, String> values;

  private ConfigurationWords(Path experimentFile, Map<String, String> values) {
    this.values = Map.copyOf(values);
    this.place =
        Pattern.compile(
            Pattern.quote(experimentFile.toString())
                + "(?:, (protocols|methods)\\[(\\d+)])?(?:, field ([\\w.-]+))?");
  }

  /**
   * Returns the translation for one file.
   *
   * @param content what is written in it
   */
  public static ConfigurationWords of(Path experimentFile, JsonNode content) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(content.path("model").asText(), "model");
    values.put(content.path("store").asText(), "store");
    values.put(content.path("data").path("people").asText(), "data.people");
    values.put(content.path("data").path("exam").asText(), "data.exam");
    values.remove("");
    return new ConfigurationWords(experimentFile, values);
  }

  /** Returns the same problem, with the element and the property that it is about. */
  public Problem translated(Problem problem) {
    Matcher matcher = place.matcher(problem.where());
    if (matcher.matches()) {
      return at(problem, element(matcher), REMEDY);
    }
    String list = KNOWN_BY_NAME.get(problem.what());
    if (list != null) {
      Problem named =
          new Problem(
              problem.what(),
              problem.where(),
              problem.where(),
              problem.expected(),
              problem.remedy());
      return at(named, named(list), REMEDY);
    }
    if (values.containsKey(problem.where())) {
      String where = named(values.get(problem.where())) + ": " + problem.where();
      return at(problem, where, problem.remedy());
    }
    if (problem.where().startsWith("method ")) {
      return at(problem, named("methods") + ", " + problem.where(), problem.remedy());
    }
    return problem;
  }

  private static Problem at(Problem problem, String where, String remedy) {
    return new Problem(problem.what(), where, problem.found(), problem.expected(), remedy);
  }

  private static String element(Matcher place) {
    String list = place.group(1);
    String field = place.group(3);
    if (list == null) {
      return field == null ? "the plugin's <configuration>" : named(field);
    }
    String entry = "<%s>, number %d".formatted(list, Integer.parseInt(place.group(2)) + 1);
    return field == null ? entry : entry + ", " + tags(field);
  }

  private static String named(String field) {
    String[] path = field.split("\\.");
    path[0] = ELEMENTS.getOrDefault(path[0], path[0]);
    return tags(String.join(".", path)) + " (-Dpulse." + String.join(".", path) + ")";
  }

  private static String tags(String field) {
    StringBuilder tags = new StringBuilder();
    for (String name : field.split("\\.")) {
      tags.append('<').append(ELEMENTS.getOrDefault(name, name)).append('>');
    }
    return tags.toString();
  }
}
