package org.pulsebench.evaluation;

import java.util.List;
import org.pulsebench.model.Checkpoint;

/**
 * A way of asking multiple-choice questions and of judging the answers.
 *
 * <p>Scores of different scorers do not compare, so that the name of the scorer stands wherever a
 * score does.
 */
public interface ChoiceScorer {

  /** Returns the name in options and reports, for instance {@code letter}. */
  String name();

  /**
   * Returns the model's predictions, in the order of the items.
   *
   * <p>Neither the order of the items nor what else is among them changes a prediction, beyond the
   * rounding of another order of summation.
   *
   * @param items at least one; those about one picture are best given in one call, since they share
   *     its computation
   * @throws org.pulsebench.BadInputException if there is no item, or a question cannot be put to
   *     this model, which the message names: too long, with an empty option, with a broken picture
   * @throws org.pulsebench.DivergedException if the model's scores are not finite
   */
  List<Prediction> score(Checkpoint checkpoint, List<ChoiceItem> items);
}
