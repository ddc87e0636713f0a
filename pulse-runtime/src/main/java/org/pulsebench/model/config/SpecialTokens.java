package org.pulsebench.model.config;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The token ids with a meaning to the decoder.
 *
 * @param bos the id that begins a sequence, if the model has one
 * @param eos the ids that end an answer, in the checkpoint's order; may be empty
 * @param pad the id that fills up a batch, if the model has one
 */
public record SpecialTokens(OptionalInt bos, List<Integer> eos, OptionalInt pad) {

  public SpecialTokens {
    Objects.requireNonNull(bos, "bos");
    Objects.requireNonNull(pad, "pad");
    eos = List.copyOf(eos);
  }
}
