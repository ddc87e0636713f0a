package org.pulsebench.results;

import java.util.Optional;
import org.pulsebench.data.Modality;

/** The sets of questions that metrics are about, and the names of those metrics. */
public enum QuestionSet {
  /** About what must go: lower accuracy is better. */
  UNLEARN("unlearn", "percent-forgotten"),

  /** About what must stay. */
  RETAIN("retain", "percent-kept"),

  /** Of general ability; asked in no modality apart. */
  EXAM("exam", "percent-kept");

  private final String id;
  private final String derived;

  QuestionSet(String id, String derived) {
    this.id = id;
    this.derived = derived;
  }

  /** Returns the name in options and files, which is that of the set's accuracy, too. */
  public String id() {
    return id;
  }

  /** Returns the name of the accuracy, in one modality or together, such as {@code retain/text}. */
  public String accuracy(Optional<Modality> modality) {
    return modality.map(one -> id + "/" + word(one)).orElse(id);
  }

  /** Returns the name of the per cent forgotten or kept, such as {@code exam/percent-kept}. */
  public String derived(Optional<Modality> modality) {
    return accuracy(modality) + "/" + derived;
  }

  /** Returns the name of the area under the accuracies of a sequence, such as {@code exam/area}. */
  public String area() {
    return id + "/area";
  }

  /** Returns the name of that area divided by the accuracy before any request. */
  public String relativeArea() {
    return id + "/relative-area";
  }

  /** Returns what options and files call a modality. */
  public static String word(Modality modality) {
    return modality == Modality.TEXT ? "text" : "multimodal";
  }
}
