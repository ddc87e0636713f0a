package org.pulsebench.experiment;

import java.util.Objects;
import java.util.Optional;
import org.pulsebench.Checks;
import org.pulsebench.data.mlubench.MlubenchQuestion;
import org.pulsebench.evaluation.judge.HttpJudgeOptions;
import org.pulsebench.evaluation.judge.TokenPrices;

/**
 * What is asked about the entities of published tasks, and who judges the answers.
 *
 * @param variants how many of the paraphrases of each question are asked too, the first ones; 0 to
 *     {@value MlubenchQuestion#VARIANTS}
 * @param answerTokens most tokens of an answer, at least 1
 * @param model which judges in place of the built-in rules; empty for those
 */
public record Judging(int variants, int answerTokens, Optional<Model> model) {

  /** MLUBench's code lets a model write 250 tokens. */
  static final int PUBLISHED_TOKENS = 250;

  /** Everything is asked, as long as published, and judged by the built-in rules. */
  public static final Judging DEFAULT =
      new Judging(MlubenchQuestion.VARIANTS, PUBLISHED_TOKENS, Optional.empty());

  /**
   * A language model that judges.
   *
   * @param showsTruth whether the true answer is shown where utility is judged; the published
   *     prompt does not show it
   * @param prices where they are known, to tell the cost before it arises
   */
  public record Model(HttpJudgeOptions options, boolean showsTruth, Optional<TokenPrices> prices) {

    public Model {
      Objects.requireNonNull(options, "options");
      Objects.requireNonNull(prices, "prices");
    }
  }

  public Judging {
    Checks.require(
        variants >= 0 && variants <= MlubenchQuestion.VARIANTS,
        "variants",
        variants,
        "from 0 to " + MlubenchQuestion.VARIANTS);
    Checks.positive(answerTokens, "answerTokens");
    Objects.requireNonNull(model, "model");
  }
}
