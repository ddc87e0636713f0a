package org.pulsebench.method;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.pulsebench.model.Batch;
import org.pulsebench.model.ExampleSet;
import org.pulsebench.model.LlavaModel;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;
import org.pulsebench.tensor.Tensor;

/** A step whose batches were drawn from sets, and whose reference is computed once an example. */
final class DrawnStep implements ObjectiveStep, Reference {

  /** What all steps of a training share. */
  record Source(ExampleSet set, ReferenceValues reference) {}

  private record Drawn(Source source, List<Integer> rows) {}

  /** The sets of a training; that of refusals is made when a method first asks for it. */
  record Sources(Source forget, Source retain, Supplier<Source> refusal) {}

  private final Tape tape;
  private final LlavaModel model;
  private final MethodSettings settings;
  private final Sources sources;
  private final List<Integer> forgetRows;
  private final List<Integer> retainRows;
  private final Map<Batch, Drawn> drawn = new IdentityHashMap<>();
  private final Batch forget;
  private Optional<Batch> retain = Optional.empty();
  private Optional<Batch> refusal = Optional.empty();

  DrawnStep(
      Tape tape,
      LlavaModel model,
      MethodSettings settings,
      Sources sources,
      List<Integer> forgetRows,
      List<Integer> retainRows) {
    this.tape = tape;
    this.model = model;
    this.settings = settings;
    this.sources = sources;
    this.forgetRows = forgetRows;
    this.retainRows = retainRows;
    this.forget = batch(new Drawn(sources.forget(), forgetRows));
  }

  @Override
  public Tape tape() {
    return tape;
  }

  @Override
  public LlavaModel model() {
    return model;
  }

  @Override
  public Batch forget() {
    return forget;
  }

  @Override
  public Batch retain() {
    if (retain.isEmpty()) {
      retain = Optional.of(batch(new Drawn(sources.retain(), retainRows)));
    }
    return retain.get();
  }

  @Override
  public Batch refusal() {
    if (refusal.isEmpty()) {
      refusal = Optional.of(batch(new Drawn(sources.refusal().get(), forgetRows)));
    }
    return refusal.get();
  }

  @Override
  public Reference reference() {
    return this;
  }

  @Override
  public MethodSettings settings() {
    return settings;
  }

  @Override
  public Tensor sequenceLogProbs(Batch batch) {
    return constant(batch, (values, rows) -> values.sequenceLogProbs(tape.scope(), rows));
  }

  @Override
  public Tensor labelLogDistributions(Batch batch) {
    return constant(batch, (values, rows) -> values.labelLogDistributions(tape.scope(), rows));
  }

  private Tensor constant(
      Batch batch, BiFunction<ReferenceValues, List<Integer>, Tensor> quantity) {
    Drawn found = drawn.get(batch);
    if (found == null) {
      throw new IllegalArgumentException("the reference knows the batches of its own step only");
    }
    return quantity.apply(found.source().reference(), found.rows());
  }

  private Batch batch(Drawn rows) {
    Scope scope = tape.scope();
    Batch batch = rows.source().set().batch(scope, rows.rows());
    drawn.put(batch, rows);
    return batch;
  }
}
