package org.pulsebench.results.details;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a state of the model wrote to a question without options.
 *
 * @param scores by name, from 0 to 1: {@code cloze}, or {@code rouge1}, {@code rouge2}, {@code
 *     rougeL} and {@code bleu}
 */
public record WrittenAnswer(
    AskedQuestion question, String answer, SortedMap<String, Double> scores) {

  public WrittenAnswer {
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(answer, "answer");
    scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
  }
}
