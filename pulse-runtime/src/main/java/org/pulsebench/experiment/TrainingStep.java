package org.pulsebench.experiment;

import java.util.OptionalLong;
import org.pulsebench.data.Corpus;
import org.pulsebench.method.MethodSettings;
import org.pulsebench.model.config.AdapterPlan;

/** A step that trains: what it costs can be told from its numbers. */
interface TrainingStep extends Step {

  /** Returns the name of the method that trains. */
  String methodName();

  Corpus corpus();

  MethodSettings settings();

  AdapterPlan plan();

  /** Returns the number of pairs that are learnt or forgotten. */
  int pairs();

  /** Returns about how many pairs are kept or replayed. */
  int keptPairs();

  /**
   * Returns the same training of fewer people.
   *
   * @param share of its people, above 0 and at most 1
   * @param state that it begins with
   */
  TrainingStep sampled(double share, State state);

  /** Returns the most pairs of a batch; empty for a method that has no such parameter. */
  default OptionalLong batchSize() {
    return settings().values().get("batch-size") instanceof Integer batch
        ? OptionalLong.of(batch)
        : OptionalLong.empty();
  }

  /** Returns how often the method changes the model; empty if its parameters do not tell. */
  default OptionalLong trainingSteps() {
    if (batchSize().isEmpty() || !(settings().values().get("epochs") instanceof Integer epochs)) {
      return OptionalLong.empty();
    }
    long batch = batchSize().getAsLong();
    return OptionalLong.of(epochs * ((pairs() + batch - 1) / batch));
  }
}
