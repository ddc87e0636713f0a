package org.pulsebench.method;

import java.util.List;
import org.pulsebench.model.Batch;
import org.pulsebench.tensor.Tensor;

/**
 * What the unchanged model says of a step's batches: constants that no gradient goes through.
 *
 * <p>The model is the one before the request or the one before all requests, as a method's
 * parameter {@code reference} says; without that parameter it is the one before the request. Each
 * example is run through it once in a whole training, when it is first asked for.
 */
public interface Reference {

  /** The parameter with which a method lets its user choose the reference. */
  MethodParameter PARAMETER =
      MethodParameter.choice(
          "reference",
          List.of("before-request", "initial"),
          "the model that is compared with: before this request, or before all requests",
          "TOFU, open-unlearning and MLUBench; the same where there is one request");

  /**
   * Returns the summed log-probability of each sequence's labelled tokens, {@code [batch] float32}.
   *
   * @param batch the step's forget, retain or refusal batch
   */
  Tensor sequenceLogProbs(Batch batch);

  /**
   * Returns the log-probability of every token of the vocabulary where a labelled one is predicted,
   * {@code [labels, vocab] float32}, row by row.
   *
   * @param batch the step's forget, retain or refusal batch
   */
  Tensor labelLogDistributions(Batch batch);
}
