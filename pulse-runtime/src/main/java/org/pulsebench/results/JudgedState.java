package org.pulsebench.results;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.Sha256;
import org.pulsebench.evaluation.judge.JudgeIdentity;
import org.pulsebench.evaluation.judge.Verdict;
import org.pulsebench.method.lumoe.RoutingQuality;

/**
 * How a state's answers about published tasks came about and were judged.
 *
 * @param judge equal ones judge alike
 * @param failures number of judgements that there should be and are not, by cause; none is a score
 * @param routing how well questions found their experts; empty of a state without experts
 * @param weights the SHA-256 of the weights that answer without any expert: the same before and
 *     after requests that leave them as they are
 */
public record JudgedState(
    JudgeIdentity judge,
    Map<Verdict.Cause, Integer> failures,
    Optional<RoutingQuality> routing,
    String weights) {

  public JudgedState {
    Objects.requireNonNull(judge, "judge");
    Map<Verdict.Cause, Integer> sorted = new EnumMap<>(Verdict.Cause.class);
    sorted.putAll(failures);
    failures = Collections.unmodifiableMap(sorted);
    Objects.requireNonNull(routing, "routing");
    Sha256.require(weights, "weights");
  }

  /** Returns how many judgements are missing. */
  public int failed() {
    return failures.values().stream().mapToInt(Integer::intValue).sum();
  }
}
