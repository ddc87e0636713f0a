package org.pulsebench.report;

import java.util.List;
import java.util.Objects;
import org.pulsebench.Checks;

/**
 * What came of one method in one protocol.
 *
 * @param protocol its name
 * @param method its name as tables have it
 * @param text one or two sentences that follow from the numbers
 * @param shares what was forgotten and kept, of which the outcome follows; empty where nothing is
 */
public record Finding(
    String protocol, String method, Outcome outcome, String text, List<Share> shares) {

  /**
   * A per cent forgotten or kept.
   *
   * @param name such as {@code D_retain kept}
   * @param entry a value in per cent, or why there is none
   */
  public record Share(String name, Entry entry) {

    public Share {
      Checks.require(!name.isBlank(), "name", "blank", "a name");
      Objects.requireNonNull(entry, "entry");
    }
  }

  /** The finding in a word or two. */
  public enum Outcome {
    /** At least half is forgotten, and at least 80 % of all that was to be kept is left. */
    SELECTIVE("forgot selectively"),

    /** At least half is forgotten, and less than 80 % of something that was to be kept is left. */
    COLLATERAL("forgot too much"),

    /** Less than half is forgotten, and at least 80 % of what was to be kept is left. */
    PARTIAL("forgot in part"),

    /** Less than half is forgotten, and less than 80 % of something that was to be kept is left. */
    DAMAGED("lost more than it forgot"),

    /** Less than a tenth is forgotten. */
    INEFFECTIVE("hardly forgot"),

    /** No seed came through all requests. */
    DIVERGED("diverged"),

    /** There was nothing to lose before, or nothing was measured. */
    UNDEFINED("undefined");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    /** Returns it in a word or two. */
    public String words() {
      return words;
    }
  }

  public Finding {
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(text, "text");
    shares = List.copyOf(shares);
  }

  /** Creates a finding of no shares. */
  public Finding(String protocol, String method, Outcome outcome, String text) {
    this(protocol, method, outcome, text, List.of());
  }
}
