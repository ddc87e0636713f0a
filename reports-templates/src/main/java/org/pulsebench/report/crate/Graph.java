package org.pulsebench.report.crate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Flattened JSON-LD: entities by their ids, which refer to each other. */
final class Graph {

  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private final Map<String, ObjectNode> entities = new LinkedHashMap<>();

  /** Returns the entity of an id, which is new if there was none. */
  ObjectNode entity(String id, String... types) {
    return entities.computeIfAbsent(
        id,
        key -> {
          ObjectNode entity = JsonNodeFactory.instance.objectNode().put("@id", key);
          if (types.length == 1) {
            return entity.put("@type", types[0]);
          }
          ArrayNode list = entity.putArray("@type");
          for (String type : types) {
            list.add(type);
          }
          return entity;
        });
  }

  /** Returns all entities in the order in which they were made. */
  Collection<ObjectNode> entities() {
    return entities.values();
  }

  /** Returns the id of something that is no file and has no address, made of its names. */
  static String local(String... names) {
    StringBuilder id = new StringBuilder("#");
    for (int i = 0; i < names.length; i++) {
      id.append(i == 0 ? "" : "/").append(encoded(names[i]));
    }
    return id.toString();
  }

  /** Returns a text as a segment of a URI. */
  static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (one & 0xff);
      encoded.append(UNRESERVED.indexOf(c) >= 0 ? "" + c : "%%%02X".formatted((int) c));
    }
    return encoded.toString();
  }

  /** Refers from an entity to another, beside those that it refers to already. */
  static void refer(ObjectNode from, String property, ObjectNode to) {
    ArrayNode list =
        from.get(property) instanceof ArrayNode there ? there : from.putArray(property);
    list.addObject().set("@id", to.get("@id"));
  }

  /** Returns an entity in which a list of one is that one, as compacted JSON-LD has it. */
  static ObjectNode compacted(ObjectNode entity) {
    ObjectNode compacted = entity.deepCopy();
    entity
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isArray() && field.getValue().size() == 1) {
                compacted.set(field.getKey(), field.getValue().get(0));
              }
            });
    return compacted;
  }

  /** Refers from an entity to another and to no more. */
  static void referOnce(ObjectNode from, String property, ObjectNode to) {
    from.putObject(property).set("@id", to.get("@id"));
  }
}
