package org.pulsebench.evaluation;

import java.util.Objects;
import org.pulsebench.Checks;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.evaluation.text.Bleu;
import org.pulsebench.evaluation.text.Rouge;

/**
 * What a model answered in a sentence, and how near that comes to the true answer.
 *
 * @param answer the text that the model wrote, whole
 * @param rouge1 the F-measure of ROUGE-1, 0 to 1, as {@link Rouge} defines it
 * @param rouge2 the F-measure of ROUGE-2, 0 to 1
 * @param rougeL the F-measure of ROUGE-L, 0 to 1
 * @param bleu BLEU-4, 0 to 1, as {@link Bleu} defines it
 */
public record GenerationPrediction(
    GenerationQuestion question,
    String answer,
    double rouge1,
    double rouge2,
    double rougeL,
    double bleu) {

  public GenerationPrediction {
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(answer, "answer");
    requireShare(rouge1, "rouge1");
    requireShare(rouge2, "rouge2");
    requireShare(rougeL, "rougeL");
    requireShare(bleu, "bleu");
  }

  /**
   * Returns the prediction that an answer amounts to; where the model went on with another turn,
   * what it said before that is compared.
   */
  static GenerationPrediction of(GenerationQuestion question, String answer) {
    String said = MllmuPrompts.beforeNextTurn(answer);
    Rouge rouge = Rouge.of(question.truth(), said);
    return new GenerationPrediction(
        question,
        answer,
        rouge.rouge1(),
        rouge.rouge2(),
        rouge.rougeL(),
        Bleu.sentence(question.truth(), said));
  }

  private static void requireShare(double value, String name) {
    Checks.require(value >= 0 && value <= 1, name, value, "from 0 to 1");
  }
}
