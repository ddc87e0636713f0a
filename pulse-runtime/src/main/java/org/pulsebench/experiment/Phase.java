package org.pulsebench.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.pulsebench.BadInputException;
import org.pulsebench.NearNames;
import org.pulsebench.Problem;

/**
 * How far an experiment is carried out; each phase includes those before it.
 *
 * <p>What an earlier run has left in the store is not computed again, whichever phase it went to.
 */
public enum Phase {
  /** What is not on this machine is fetched, and all of it is read and checked. */
  PREPARE,

  /** The model has learnt people, and the figures that it knows best are selected. */
  LEARN,

  /** Every method has been through its requests. */
  UNLEARN,

  /** Every state of the model is evaluated, and the results are written. */
  EVALUATE;

  /** Returns the name in options. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the names of all phases. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Phase::id).toList();
  }

  /**
   * Returns the phase of a name.
   *
   * @param where the name was given, for the message
   * @throws BadInputException if there is none
   */
  public static Phase of(String id, String where) {
    return Arrays.stream(values())
        .filter(phase -> phase.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    new Problem(
                        "An experiment has no such phase",
                        where,
                        id,
                        NearNames.expected(id, ids()),
                        "Name the last phase that is to be carried out.")));
  }

  boolean includes(Phase other) {
    return compareTo(other) >= 0;
  }
}
