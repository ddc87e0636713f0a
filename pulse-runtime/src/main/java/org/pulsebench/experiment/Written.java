package org.pulsebench.experiment;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pulsebench.Checks;
import org.pulsebench.data.Modality;
import org.pulsebench.evaluation.ClozePrediction;
import org.pulsebench.evaluation.GenerationPrediction;

/**
 * What a model wrote to a question that has no options, and how it was judged.
 *
 * @param subject whom it is about
 * @param question its id
 * @param scores by name, from 0 to 1: {@code cloze}, or {@code rouge1}, {@code rouge2}, {@code
 *     rougeL} and {@code bleu}
 */
public record Written(
    String subject,
    String question,
    Modality modality,
    String answer,
    SortedMap<String, Double> scores) {

  public Written {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(modality, "modality");
    Objects.requireNonNull(answer, "answer");
    scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
    for (double score : scores.values()) {
      Checks.require(score >= 0 && score <= 1, "score", score, "from 0 to 1");
    }
  }

  static Written of(String subject, ClozePrediction prediction) {
    TreeMap<String, Double> scores = new TreeMap<>();
    scores.put("cloze", prediction.right() ? 1.0 : 0.0);
    return new Written(
        subject,
        prediction.question().id(),
        prediction.question().modality(),
        prediction.answer(),
        scores);
  }

  static Written of(String subject, GenerationPrediction prediction) {
    TreeMap<String, Double> scores = new TreeMap<>();
    scores.put("rouge1", prediction.rouge1());
    scores.put("rouge2", prediction.rouge2());
    scores.put("rougeL", prediction.rougeL());
    scores.put("bleu", prediction.bleu());
    return new Written(
        subject,
        prediction.question().id(),
        prediction.question().modality(),
        prediction.answer(),
        scores);
  }
}
