package org.pulsebench.model.config;

import java.util.Objects;
import org.pulsebench.Checks;

/**
 * One linear module {@code y = x W^T (+ b)}, the kind that LoRA adapts.
 *
 * @param path canonical module path; its weight is the parameter {@code path + ".weight"}, unless
 *     it is a tied head
 * @param inFeatures width of its input
 * @param outFeatures width of its output
 * @param bias whether it has a bias
 * @param part the part of the model it belongs to
 * @param outputHead whether it maps to the vocabulary; PEFT's {@code all-linear} leaves that one
 *     out
 * @param neededForFeatures false for a module of a vision layer that is never run, in which an
 *     adapter could not learn
 */
public record LinearSpec(
    String path,
    int inFeatures,
    int outFeatures,
    boolean bias,
    Part part,
    boolean outputHead,
    boolean neededForFeatures) {

  public LinearSpec {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(part, "part");
    Checks.positive(inFeatures, "inFeatures");
    Checks.positive(outFeatures, "outFeatures");
  }

  /** Returns the number of elements of a rank-{@code rank} adapter's two matrices. */
  public long adapterSize(int rank) {
    return Math.multiplyExact((long) rank, (long) inFeatures + outFeatures);
  }
}
