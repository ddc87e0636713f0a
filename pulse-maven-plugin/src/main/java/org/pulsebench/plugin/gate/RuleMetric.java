package org.pulsebench.plugin.gate;

import java.util.Optional;
import org.pulsebench.data.Modality;
import org.pulsebench.results.QuestionSet;
import org.pulsebench.results.TaskMetric;

/** Which number of a set of questions a rule is about. */
public enum RuleMetric {
  /** The share of right answers. */
  ACCURACY("accuracy"),

  /** Per cent forgotten or kept of the accuracy before any request. */
  DERIVED("derived"),

  /** Under the accuracies over the requests. */
  AREA("area"),

  /** How well answers about what must go refuse, of published tasks. */
  FORGET_QUALITY(TaskMetric.FORGET_QUALITY),

  /** How right answers are, of published tasks. */
  UTILITY(TaskMetric.UTILITY),

  /**
   * By how much a score changes after its task was unlearnt, summed over the tasks: the forget
   * quality of what must go, the utility of what must stay.
   */
  DRIFT("drift");

  private final String id;

  RuleMetric(String id) {
    this.id = id;
  }

  /** Returns the name in configurations. */
  public String id() {
    return id;
  }

  /** Returns whether it is of published tasks, whose answers no scorer but a judge scores. */
  boolean isJudged() {
    return this == FORGET_QUALITY || this == UTILITY || this == DRIFT;
  }

  /** Returns the name in results, such as {@code unlearn/text/percent-forgotten}. */
  String name(QuestionSet set, Optional<Modality> modality, TaskQuestions tasks) {
    String score = set == QuestionSet.UNLEARN ? TaskMetric.FORGET_QUALITY : TaskMetric.UTILITY;
    return switch (this) {
      case ACCURACY -> set.accuracy(modality);
      case DERIVED -> set.derived(modality);
      case AREA -> set.area();
      case FORGET_QUALITY, UTILITY -> TaskMetric.name(tasks.task(), set.id(), id, tasks.variants());
      case DRIFT -> TaskMetric.drift(set.id(), score, tasks.variants());
    };
  }

  /** Returns the name in messages, such as {@code per cent forgotten of unlearn/text}. */
  String words(QuestionSet set, Optional<Modality> modality, TaskQuestions tasks) {
    if (isJudged()) {
      return name(set, modality, tasks);
    }
    String of = " of " + set.accuracy(modality);
    return switch (this) {
      case ACCURACY -> "accuracy" + of;
      case DERIVED -> (set == QuestionSet.UNLEARN ? "per cent forgotten" : "per cent kept") + of;
      default -> "area" + of;
    };
  }
}
