package org.pulsebench.experiment;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.pulsebench.method.lumoe.Routing;
import org.pulsebench.method.lumoe.RoutingQuestion;
import org.pulsebench.model.Checkpoint;

/** A state that answers everything itself. */
record ModelAnswering(Checkpoint checkpoint) implements Answering {

  @Override
  public <Q, A> List<A> answers(
      List<Q> questions,
      Function<Q, RoutingQuestion> seen,
      BiFunction<Checkpoint, List<Q>, List<A>> ask) {
    return ask.apply(checkpoint, questions);
  }

  @Override
  public Optional<List<Routing>> routings(List<RoutingQuestion> questions) {
    return Optional.empty();
  }

  @Override
  public String weights() {
    return WeightsDigest.of(checkpoint.model());
  }
}
