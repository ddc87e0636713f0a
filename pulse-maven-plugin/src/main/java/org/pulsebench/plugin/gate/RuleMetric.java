package org.pulsebench.plugin.gate;

import java.util.Optional;
import org.pulsebench.data.Modality;
import org.pulsebench.results.QuestionSet;

/** Which number of a set of questions a rule is about. */
public enum RuleMetric {
  /** The share of right answers. */
  ACCURACY("accuracy"),

  /** Per cent forgotten or kept of the accuracy before any request. */
  DERIVED("derived"),

  /** Under the accuracies over the requests. */
  AREA("area");

  private final String id;

  RuleMetric(String id) {
    this.id = id;
  }

  /** Returns the name in configurations. */
  public String id() {
    return id;
  }

  /** Returns the name in results, such as {@code unlearn/text/percent-forgotten}. */
  String name(QuestionSet set, Optional<Modality> modality) {
    return switch (this) {
      case ACCURACY -> set.accuracy(modality);
      case DERIVED -> set.derived(modality);
      case AREA -> set.area();
    };
  }

  /** Returns the name in messages, such as {@code per cent forgotten of unlearn/text}. */
  String words(QuestionSet set, Optional<Modality> modality) {
    String of = " of " + set.accuracy(modality);
    return switch (this) {
      case ACCURACY -> "accuracy" + of;
      case DERIVED -> (set == QuestionSet.UNLEARN ? "per cent forgotten" : "per cent kept") + of;
      case AREA -> "area" + of;
    };
  }
}
