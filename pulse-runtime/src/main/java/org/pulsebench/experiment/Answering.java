package org.pulsebench.experiment;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.pulsebench.method.lumoe.Routing;
import org.pulsebench.method.lumoe.RoutingQuestion;
import org.pulsebench.model.Checkpoint;

/** A state of the model as it answers: as one model, or with experts for some questions. */
interface Answering {

  /**
   * Asks questions of whatever answers them in this state.
   *
   * @param seen what a router may see of a question
   * @param ask gives an answer to each of some questions, in their order
   * @return the answers, in the order of the questions
   */
  <Q, A> List<A> answers(
      List<Q> questions,
      Function<Q, RoutingQuestion> seen,
      BiFunction<Checkpoint, List<Q>, List<A>> ask);

  /** Returns where questions go, in their order; empty if there are no experts. */
  Optional<List<Routing>> routings(List<RoutingQuestion> questions);

  /** Returns the SHA-256 of the weights that answer without any expert. */
  String weights();
}
