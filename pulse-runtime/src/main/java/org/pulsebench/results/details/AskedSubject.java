package org.pulsebench.results.details;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.pulsebench.protocol.Knowledge;

/**
 * A person or an entity that questions were about.
 *
 * @param knowledge how the model came to know it, which says what corpus it is from
 * @param id unique within that corpus, and what splits call it
 * @param name where the publisher gives one
 * @param picture the number of the portrait that its image questions show
 */
public record AskedSubject(
    Knowledge knowledge, String id, Optional<String> name, OptionalInt picture) {

  public AskedSubject {
    Objects.requireNonNull(knowledge, "knowledge");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(picture, "picture");
  }

  /** Returns what a reader is to see: the name, or the id where there is none. */
  public String title() {
    return name.orElse(id);
  }
}
