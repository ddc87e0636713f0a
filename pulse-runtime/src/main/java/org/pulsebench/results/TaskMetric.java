package org.pulsebench.results;

import java.util.Optional;

/** The names of metrics about published tasks. */
public final class TaskMetric {

  /** How well answers about what must go refuse, from 0 to 1. */
  public static final String FORGET_QUALITY = "forget-quality";

  /** How right answers are, from 0 to 1. */
  public static final String UTILITY = "utility";

  /** In the place of a scorer in summaries and rules: who judged is told by each state. */
  public static final String JUDGE = "judge";

  private static final String VARIANTS = "/variants";

  private TaskMetric() {}

  /**
   * Returns the name of a score, such as {@code A/unlearn/forget-quality} or {@code
   * retain/utility/variants}.
   *
   * @param task empty for all tasks together
   * @param set {@code unlearn} or {@code retain}
   * @param score {@link #FORGET_QUALITY} or {@link #UTILITY}
   * @param variants whether of the paraphrases, not of the base questions
   */
  public static String name(Optional<String> task, String set, String score, boolean variants) {
    return task.map(one -> one + "/").orElse("") + set + "/" + score + (variants ? VARIANTS : "");
  }

  /**
   * Returns the name of the drift of a score over the tasks, such as {@code drift/retain/utility}.
   */
  public static String drift(String set, String score, boolean variants) {
    return "drift/" + name(Optional.empty(), set, score, variants);
  }
}
