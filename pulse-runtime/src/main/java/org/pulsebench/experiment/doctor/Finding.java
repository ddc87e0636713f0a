package org.pulsebench.experiment.doctor;

import java.util.Locale;
import java.util.Objects;

/**
 * One thing that was looked for.
 *
 * @param name what it is
 * @param text what was found, or what to do about it
 */
public record Finding(State state, String name, String text) {

  /** What a finding means. */
  public enum State {
    /** It is as it should be. */
    OK,
    /** PULSE runs; somebody may want to know. */
    NOTE,
    /** PULSE cannot run without it. */
    MISSING;

    /** Returns the word that people see. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Finding {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(text, "text");
  }

  static Finding ok(String name, String text) {
    return new Finding(State.OK, name, text);
  }

  static Finding note(String name, String text) {
    return new Finding(State.NOTE, name, text);
  }

  static Finding missing(String name, String text) {
    return new Finding(State.MISSING, name, text);
  }
}
