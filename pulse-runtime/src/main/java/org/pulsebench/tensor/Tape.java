package org.pulsebench.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.pulsebench.RandomStream;

/**
 * The backward pass of one training step, with or without activation checkpointing.
 *
 * <p>With checkpointing only the inputs of segments are kept; {@link #backward} computes each
 * segment a second time and sends the gradient through it (arXiv 1604.06174). Gradients are the
 * same, memory is less, time about 1.4 times as much. A segment must give the same result both
 * times.
 */
public final class Tape implements AutoCloseable {

  /**
   * One part of a model, from its input to its output; the scope given decides whether it is
   * recorded.
   */
  public interface Segment extends BiFunction<Scope, Tensor, Tensor> {}

  private sealed interface Entry permits Entrance, Replay {}

  /**
   * Where a recorded computation goes over into segments: the leaf collects what belongs to the
   * producer.
   */
  private record Entrance(Tensor producer, Tensor leaf) implements Entry {}

  private record Replay(Tensor input, Segment segment, Tensor output) implements Entry {}

  private final Scope scope;
  private final boolean checkpointing;
  private final RandomStream random;
  private final List<Entry> entries = new ArrayList<>();
  private int segments;

  private Tape(Scope scope, boolean checkpointing, RandomStream random) {
    this.scope = scope;
    this.checkpointing = checkpointing;
    this.random = random;
  }

  /**
   * Starts a step that keeps all activations; the caller closes it, which frees everything computed
   * in it.
   *
   * @param random each segment draws its dropout from a child of it, and so does what runs before
   *     the first
   */
  public static Tape recording(Scope parent, RandomStream random) {
    return started(new Tape(parent.recordingChild(), false, random));
  }

  /**
   * Starts a step that keeps only the inputs of segments; the caller closes it, which frees
   * everything computed in it.
   *
   * @param random each segment draws its dropout from a child of it, both times alike
   */
  public static Tape checkpointing(Scope parent, RandomStream random) {
    return started(new Tape(parent.recordingChild(), true, random));
  }

  /**
   * Starts a computation without a backward pass whose results may take part in one later; the
   * caller closes it, which frees everything computed in it.
   */
  public static Tape unrecorded(Scope parent) {
    return new Tape(parent.child(), false, new RandomStream(0));
  }

  /**
   * Starts a computation whose results are only read, with the least overhead; the caller closes
   * it, which frees everything computed in it.
   */
  public static Tape inference(Scope parent) {
    return new Tape(parent.inferenceChild(), false, new RandomStream(0));
  }

  /** Returns the scope that everything computed on this tape belongs to. */
  public Scope scope() {
    return scope;
  }

  /**
   * Runs a segment and consumes its input.
   *
   * @param given the segment
   * @param input of the segment; the caller must not use or close it afterwards
   * @return the output, in the tape's scope
   */
  public Tensor run(Segment given, Tensor input) {
    Segment segment = scope.isRecording() ? seeded(given) : given;
    if (!checkpointing) {
      Tensor output = segment.apply(scope, input);
      input.close();
      return output;
    }
    Tensor start = isOutputOfLastSegment(input) ? input : enter(input);
    try (Scope unrecorded = scope.child()) {
      Tensor output = segment.apply(unrecorded, start).moveTo(scope).asLeaf();
      entries.add(new Replay(start, segment, output));
      return output;
    }
  }

  /**
   * Sends the gradient of a loss to all trainable tensors that it was computed from.
   *
   * @param loss a {@code float32} scalar computed on this tape; what was recorded for it is freed
   */
  public void backward(Tensor loss) {
    loss.backward();
    for (int i = entries.size() - 1; i >= 0; i--) {
      Entry entry = entries.get(i);
      if (entry instanceof Replay replay) {
        backward(replay);
      } else if (entry instanceof Entrance entrance && entrance.producer().requiresGradient()) {
        try (Scope scratch = scope.child()) {
          entrance.leaf().gradient(scratch).ifPresent(entrance.producer()::backward);
        }
      }
    }
    entries.clear();
  }

  @Override
  public void close() {
    scope.close();
  }

  private void backward(Replay replay) {
    try (Scope scratch = scope.recordingChild()) {
      replay
          .output()
          .gradient(scratch)
          .ifPresent(
              gradient -> {
                Tensor output = replay.segment().apply(scratch, replay.input());
                if (output.requiresGradient()) {
                  output.backward(gradient);
                }
              });
    }
    replay.output().close();
  }

  /** What draws outside segments must not go on from the draws of an earlier step. */
  private static Tape started(Tape tape) {
    Torch.seed(tape.random.child("outside segments").nextLong());
    return tape;
  }

  private Segment seeded(Segment segment) {
    long seed = random.child(segments++).nextLong();
    return (target, input) -> {
      Torch.seed(seed);
      return segment.apply(target, input);
    };
  }

  private Tensor enter(Tensor producer) {
    Tensor leaf = producer.detach(scope);
    if (producer.requiresGradient()) {
      leaf.asLeaf();
    }
    entries.add(new Entrance(producer, leaf));
    return leaf;
  }

  private boolean isOutputOfLastSegment(Tensor input) {
    return !entries.isEmpty()
        && entries.get(entries.size() - 1) instanceof Replay last
        && last.output() == input;
  }
}
