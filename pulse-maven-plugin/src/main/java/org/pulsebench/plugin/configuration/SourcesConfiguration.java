package org.pulsebench.plugin.configuration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * How what an experiment names is brought onto this machine.
 *
 * @param lock the file that pins it
 * @param accept licences and sources whose terms are accepted
 * @param renew sources that are pinned anew
 * @param present directories in which files may lie already
 * @param offline whether Maven runs without a network
 */
public record SourcesConfiguration(
    Path lock, List<String> accept, List<String> renew, List<Path> present, boolean offline) {

  public SourcesConfiguration {
    Objects.requireNonNull(lock, "lock");
    accept = List.copyOf(accept);
    renew = List.copyOf(renew);
    present = List.copyOf(present);
  }

  /** Returns the field {@code sources} of the experiment file. */
  ObjectNode json(Path base) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("lock", base.resolve(lock).toString());
    put(json, "accept", accept);
    put(json, "renew", renew);
    put(json, "present", present.stream().map(path -> base.resolve(path).toString()).toList());
    return json.put("offline", offline);
  }

  private static void put(ObjectNode json, String name, List<String> values) {
    if (!values.isEmpty()) {
      ArrayNode array = json.putArray(name);
      values.forEach(array::add);
    }
  }
}
