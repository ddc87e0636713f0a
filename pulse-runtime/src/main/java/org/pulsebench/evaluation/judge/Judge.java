package org.pulsebench.evaluation.judge;

import java.util.List;
import org.pulsebench.Cancellation;

/**
 * Scores answers.
 *
 * <p>Implementations are safe for several threads, and judge every answer on its own: neither the
 * order of answers nor their company changes a verdict.
 */
public interface Judge {

  /** Returns who judges, as results name it: equal identities judge alike. */
  JudgeIdentity identity();

  /**
   * Returns a verdict for each answer, in their order.
   *
   * @throws org.pulsebench.BadInputException if no answer can be judged for a mistake of the user's
   * @throws org.pulsebench.CancelledException if that is asked for; what was judged before may be
   *     kept by the judge
   */
  List<Verdict> judge(List<JudgedAnswer> answers, Cancellation cancellation);
}
