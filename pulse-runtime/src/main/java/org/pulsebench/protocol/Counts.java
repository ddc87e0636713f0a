package org.pulsebench.protocol;

import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/**
 * How many subjects a protocol has in each role; all positive.
 *
 * @param people how many are learnt or, of pre-trained knowledge, selected as the best known
 * @param unlearn how many of them are to be forgotten
 * @param retain how many others of them are to be kept; may leave some in neither set
 * @param requests the number of unlearning operations, one after the other
 * @param subjectsPerRequest the most that are forgotten by one of them; where people are drawn, by
 *     each
 */
public record Counts(int people, int unlearn, int retain, int requests, int subjectsPerRequest) {

  /**
   * Checks that the numbers fit together.
   *
   * @throws BadInputException if they do not
   */
  public Counts {
    requirePositive("people", people);
    requirePositive("unlearn", unlearn);
    requirePositive("retain", retain);
    requirePositive("requests", requests);
    requirePositive("subjectsPerRequest", subjectsPerRequest);
    long asked = (long) requests * subjectsPerRequest;
    if (asked < unlearn || requests > unlearn) {
      throw uneven(requests, subjectsPerRequest, unlearn);
    }
    long wanted = (long) unlearn + retain;
    if (wanted > people) {
      throw bad(
          "unlearn, retain",
          unlearn + " + " + retain + " = " + wanted + " subjects",
          "at most " + people + ", the number of people",
          "Raise people, or make one of the sets smaller.");
    }
  }

  /** Returns numbers with a single request. */
  public static Counts ofOneRequest(int people, int unlearn, int retain) {
    return new Counts(people, unlearn, retain, 1, unlearn);
  }

  /**
   * Requires that every request has as many subjects.
   *
   * @throws BadInputException if some have fewer
   */
  void requireEven() {
    if ((long) requests * subjectsPerRequest != unlearn) {
      throw uneven(requests, subjectsPerRequest, unlearn);
    }
  }

  private static BadInputException uneven(int requests, int subjectsPerRequest, int unlearn) {
    return bad(
        "requests, subjectsPerRequest",
        requests
            + " x "
            + subjectsPerRequest
            + " = "
            + (long) requests * subjectsPerRequest
            + " subjects",
        unlearn + ", the size of the unlearn set",
        "Change requests, subjectsPerRequest or unlearn so that they agree.");
  }

  private static void requirePositive(String name, int value) {
    if (value <= 0) {
      throw bad(name, Integer.toString(value), "1 or more", "Correct the number.");
    }
  }

  private static BadInputException bad(String where, String found, String expected, String remedy) {
    return new BadInputException(
        new Problem("Numbers of a protocol do not fit", where, found, expected, remedy));
  }
}
