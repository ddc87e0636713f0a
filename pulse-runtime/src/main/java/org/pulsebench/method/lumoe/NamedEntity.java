package org.pulsebench.method.lumoe;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An entity that questions may name.
 *
 * @param name with at least one letter or digit
 * @param aliases other names of it
 * @param expert which answers questions about it; empty for an entity that is known and kept
 */
public record NamedEntity(String name, List<String> aliases, Optional<String> expert) {

  public NamedEntity {
    Objects.requireNonNull(name, "name");
    aliases = List.copyOf(aliases);
    Objects.requireNonNull(expert, "expert");
  }

  /** Returns an entity that an expert answers for. */
  public static NamedEntity of(String expert, String name, String... aliases) {
    return new NamedEntity(name, List.of(aliases), Optional.of(expert));
  }

  /** Returns an entity that the base model answers for. */
  public static NamedEntity kept(String name, String... aliases) {
    return new NamedEntity(name, List.of(aliases), Optional.empty());
  }

  Stream<String> names() {
    return Stream.concat(Stream.of(name), aliases.stream());
  }
}
