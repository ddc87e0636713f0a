package org.pulsebench.data.hub;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.json.JsonFields;

/** The licences that ask to be accepted, read from {@code licences.json} beside this class. */
final class Licences {

  static final String UNKNOWN = "unknown";

  private static final Map<String, Known> BY_ID = read();

  private record Known(String title, String where) {}

  private Licences() {}

  /**
   * Returns the terms of a source.
   *
   * @param id of the licence, if it is known
   * @param page where the publisher shows it
   */
  static Terms of(Optional<String> id, String page) {
    Optional<Known> known = id.map(BY_ID::get);
    return known.isPresent()
        ? new Terms(id.get(), known.get().where() + " (" + known.get().title() + ")", id)
        : new Terms(id.orElse(UNKNOWN), page, Optional.empty());
  }

  /** Returns the terms of a repository whose owner lets in only who has agreed on its page. */
  static Terms gated(Optional<String> id, String repository, String page) {
    Terms terms = of(id, page);
    return terms.accept().isPresent()
        ? terms
        : new Terms(terms.licence(), page, Optional.of(repository));
  }

  private static Map<String, Known> read() {
    Map<String, Known> known = new LinkedHashMap<>();
    for (JsonFields fields : Resources.read("licences.json").objects("askToBeAccepted")) {
      known.put(
          fields.requiredText("id"),
          new Known(fields.requiredText("title"), fields.requiredText("where")));
    }
    return known;
  }
}
