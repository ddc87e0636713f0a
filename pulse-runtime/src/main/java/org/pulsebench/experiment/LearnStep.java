package org.pulsebench.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.pulsebench.RandomStream;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.TrainingPair;
import org.pulsebench.experiment.store.StepKey;
import org.pulsebench.method.CheckedMethod;
import org.pulsebench.method.FineTuning;
import org.pulsebench.method.MethodIdentity;
import org.pulsebench.method.MethodSettings;
import org.pulsebench.model.config.AdapterPlan;

/**
 * Teaches a model subjects that it does not know: the fine-tuning that fine-tuned knowledge comes
 * from.
 *
 * @param base the model
 * @param learned the ids of the subjects
 * @param settings of {@link FineTuning}
 * @param replay what keeps the model from losing what it can do
 */
record LearnStep(
    MachineClass machine,
    State base,
    Corpus corpus,
    List<String> learned,
    MethodSettings settings,
    AdapterPlan plan,
    Replay replay,
    long seed)
    implements TrainingStep {

  static final String KIND = "learn";

  LearnStep {
    learned = List.copyOf(learned);
  }

  @Override
  public StepKey key() {
    return new StepInputs(machine)
        .put("state", base.identity())
        .put("corpus", corpus.digest())
        .put("learned", learned)
        .put("method", MethodIdentity.of(new FineTuning(), machine.version()))
        .put("settings", settings)
        .put("plan", plan)
        .put("replay", replay.digest())
        .put("seed", seed)
        .key(KIND);
  }

  @Override
  public String label() {
    return learned.size() + " subjects, seed " + seed;
  }

  @Override
  public String methodName() {
    return settings.method();
  }

  @Override
  public int pairs() {
    return learned.stream().mapToInt(id -> corpus.pairs(id).size()).sum();
  }

  @Override
  public int keptPairs() {
    return replays() ? rows(pairs()) : 0;
  }

  @Override
  public TrainingStep sampled(double share, State state) {
    List<String> some = learned.subList(0, (int) Math.ceil(share * learned.size()));
    return new LearnStep(machine, state, corpus, some, settings, plan, replay, seed);
  }

  @Override
  public void compute(Path directory, Laboratory laboratory, StepProgress progress)
      throws IOException {
    RandomStream random = new RandomStream(seed).child(KIND);
    List<TrainingPair> pairs = learned.stream().flatMap(id -> corpus.pairs(id).stream()).toList();
    List<TrainingPair> replayed = replayed(random.child("replay"), pairs.size());
    new Training(
            CheckedMethod.of(new FineTuning()),
            settings,
            plan,
            pairs,
            // Without replay the set is not looked at; it cannot be empty.
            replayed.isEmpty() ? pairs : replayed)
        .run(laboratory, base, base, random, progress, directory);
  }

  /** A training sees hardly more replayed examples than it has rows of examples to learn. */
  private List<TrainingPair> replayed(RandomStream random, int pairs) {
    return replays() ? replay.draw(random, rows(pairs)) : List.of();
  }

  private boolean replays() {
    return settings.number(FineTuning.REPLAY_WEIGHT) > 0;
  }

  private int rows(int pairs) {
    return Math.multiplyExact(pairs, settings.integer("epochs"));
  }
}
