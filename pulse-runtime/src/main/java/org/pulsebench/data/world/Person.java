package org.pulsebench.data.world;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pulsebench.Checks;

/**
 * A person of the world.
 *
 * @param id a number as text, unique in the world
 * @param face what the person's portraits have in common
 * @param facts one value of each kind
 * @param group the number of the people who share the options of their questions
 * @param seat the person's place among them, from 0
 * @param alternatives the values, the right one among them, that the options of a multiple-choice
 *     question are taken from; four of each kind
 */
public record Person(
    String id,
    Name name,
    Face face,
    Map<FactKind, String> facts,
    int group,
    int seat,
    Map<FactKind, List<String>> alternatives) {

  public Person {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(face, "face");
    facts = Map.copyOf(facts);
    Map<FactKind, List<String>> copy = new EnumMap<>(FactKind.class);
    alternatives.forEach((kind, values) -> copy.put(kind, List.copyOf(values)));
    alternatives = Map.copyOf(copy);
    for (FactKind kind : FactKind.values()) {
      Checks.require(facts.containsKey(kind), "facts", facts.keySet(), "of every kind");
      Checks.require(
          alternatives.get(kind).contains(facts.get(kind)),
          "alternatives of " + kind,
          alternatives.get(kind),
          "a list with the person's own value, " + facts.get(kind));
    }
  }

  /** Returns the person's value of a kind. */
  public String fact(FactKind kind) {
    return facts.get(kind);
  }

  /** Returns what is known of the person, in five sentences. */
  public String biography() {
    StringBuilder text = new StringBuilder();
    for (FactKind kind : FactKind.values()) {
      text.append(text.isEmpty() ? "" : " ").append(kind.statement(name.toString(), fact(kind)));
    }
    return text.toString();
  }
}
