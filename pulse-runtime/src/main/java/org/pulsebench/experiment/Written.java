package org.pulsebench.experiment;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pulsebench.Checks;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;
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
    Map<String, Double> scores = Map.of("cloze", prediction.right() ? 1.0 : 0.0);
    return of(subject, prediction.question(), prediction.answer(), scores);
  }

  static Written of(String subject, GenerationPrediction prediction) {
    Map<String, Double> scores =
        Map.of(
            "rouge1", prediction.rouge1(),
            "rouge2", prediction.rouge2(),
            "rougeL", prediction.rougeL(),
            "bleu", prediction.bleu());
    return of(subject, prediction.question(), prediction.answer(), scores);
  }

  private static Written of(
      String subject, Question question, String answer, Map<String, Double> scores) {
    return new Written(subject, question.id(), question.modality(), answer, new TreeMap<>(scores));
  }
}
