package org.pulsebench.data.hub;

import java.util.Optional;
import java.util.Set;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/**
 * The licence of a source.
 *
 * @param licence its id or name; {@code unknown} if its publisher does not say
 * @param where it can be read
 * @param accept what the user has to name to accept it, if it asks for that
 */
record Terms(String licence, String where, Optional<String> accept) {

  /**
   * Requires that the terms are accepted, if they ask for it.
   *
   * @param accepted what the user has accepted: names of terms or of sources
   */
  void requireAccepted(Source source, Set<String> accepted) {
    if (accept.isEmpty() || accepted.contains(accept.get()) || accepted.contains(source.name())) {
      return;
    }
    throw new BadInputException(
        new Problem(
            "Licence asks to be accepted before its files are used",
            source.name() + " (" + source.id() + "), licence " + licence,
            accepted.isEmpty()
                ? "nothing accepted"
                : "only " + String.join(", ", accepted.stream().sorted().toList()) + " accepted",
            "pulse.accept with " + accept.get(),
            "Read it at "
                + where
                + ", and if you accept it run with -Dpulse.accept="
                + accept.get()
                + "."));
  }
}
