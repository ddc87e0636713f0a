package org.pulsebench.results;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.pulsebench.json.JsonFields;
import org.pulsebench.protocol.SelectionStability;

/**
 * How the people of a protocol were selected.
 *
 * @param protocol its name
 * @param pinned whether they are those of a file instead of those that the model was found to know
 *     best
 * @param stability over prompts where the model was asked, and over seeds where there are several
 */
public record SelectionAccount(
    String protocol, boolean pinned, List<SelectionStability> stability) {

  private static final String PROTOCOL = "protocol";
  private static final String PINNED = "pinned";
  private static final String STABILITY = "stability";

  public SelectionAccount {
    Objects.requireNonNull(protocol, PROTOCOL);
    stability = List.copyOf(stability);
  }

  static SelectionAccount read(JsonFields fields) {
    fields.requireOnly(List.of(PROTOCOL, PINNED, STABILITY));
    return new SelectionAccount(
        Scalars.visible(fields, PROTOCOL),
        fields.requiredFlag(PINNED),
        fields.objects(STABILITY).stream().map(SelectionStability::fromJson).toList());
  }

  /** Returns every field. */
  public ObjectNode toJson() {
    ObjectNode node =
        JsonNodeFactory.instance.objectNode().put(PROTOCOL, protocol).put(PINNED, pinned);
    ArrayNode list = node.putArray(STABILITY);
    stability.forEach(one -> list.add(one.toJson()));
    return node;
  }
}
