package org.pulsebench.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.pulsebench.RandomStream;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.TrainingPair;
import org.pulsebench.experiment.store.StepKey;
import org.pulsebench.method.CheckedMethod;
import org.pulsebench.method.MethodIdentity;
import org.pulsebench.method.MethodSettings;
import org.pulsebench.model.config.AdapterPlan;

/**
 * One request: makes a state of the model forget some subjects.
 *
 * @param before the state that the request begins with
 * @param initial the state before all requests
 * @param forget the ids of the request's subjects
 * @param retain the ids of the subjects to keep, which methods may look at
 * @param identity of the method
 * @param request its number, from 1
 */
record UnlearnStep(
    MachineClass machine,
    State before,
    State initial,
    Corpus corpus,
    List<String> forget,
    List<String> retain,
    CheckedMethod method,
    MethodIdentity identity,
    MethodSettings settings,
    AdapterPlan plan,
    int request,
    long seed)
    implements TrainingStep {

  static final String KIND = "unlearn";

  UnlearnStep {
    forget = List.copyOf(forget);
    retain = List.copyOf(retain);
  }

  @Override
  public StepKey key() {
    return new StepInputs(machine)
        .put("before", before.identity())
        .put("initial", initial.identity())
        .put("corpus", corpus.digest())
        .put("forget", forget)
        .put("retain", retain)
        .put("method", identity)
        .put("settings", settings)
        .put("plan", plan)
        .put("request", request)
        .put("seed", seed)
        .key(KIND);
  }

  @Override
  public String label() {
    return "%s, request %d of %d subjects, seed %d"
        .formatted(identity.name(), request, forget.size(), seed);
  }

  @Override
  public String methodName() {
    return identity.name();
  }

  @Override
  public int pairs() {
    return pairs(forget).size();
  }

  @Override
  public int keptPairs() {
    return pairs(retain).size();
  }

  @Override
  public TrainingStep sampled(double share, State state) {
    return new UnlearnStep(
        machine,
        state,
        state,
        corpus,
        some(forget, share),
        some(retain, share),
        method,
        identity,
        settings,
        plan,
        1,
        seed);
  }

  private static List<String> some(List<String> ids, double share) {
    return ids.subList(0, (int) Math.ceil(share * ids.size()));
  }

  @Override
  public void compute(Path directory, Laboratory laboratory, StepProgress progress)
      throws IOException {
    RandomStream random = new RandomStream(seed).child(KIND).child(request);
    new Training(method, settings, plan, pairs(forget), pairs(retain))
        .run(laboratory, before, initial, random, progress, directory);
  }

  private List<TrainingPair> pairs(List<String> ids) {
    return ids.stream().flatMap(id -> corpus.pairs(id).stream()).toList();
  }
}
