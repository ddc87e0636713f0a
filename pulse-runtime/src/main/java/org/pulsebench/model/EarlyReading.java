package org.pulsebench.model;

import java.util.List;
import java.util.Objects;
import org.pulsebench.Checks;

/**
 * What a model in training is to say after some of its layers already, through its last norm and
 * its output head.
 *
 * <p>A layer can only use what is ready before it. This has the first layers work out what the
 * others go on from (deep supervision: Lee et al. 2015, arXiv 1409.5185; on the layers of a
 * transformer with a shared head, LayerSkip, arXiv 2404.16710).
 *
 * @param layers after how many to read, from 1 on and fewer than the decoder has
 * @param weight of this loss beside that after the last layer, 0 or more
 * @param sequences those of the batch, with labels of their own
 */
public record EarlyReading(int layers, double weight, List<Batch.Sequence> sequences) {

  public EarlyReading {
    Checks.positive(layers, "layers");
    Checks.require(weight >= 0 && Double.isFinite(weight), "weight", weight, "a number from 0 on");
    sequences = List.copyOf(Objects.requireNonNull(sequences, "sequences"));
  }

  /** Returns where its labels are predicted, in a batch of the same sequences. */
  LabelPositions labels(Batch batch, int decoderLayers) {
    Checks.require(
        layers < decoderLayers, "layers", layers, "fewer than the decoder's " + decoderLayers);
    Batch labelled = Batch.ofText(sequences);
    Checks.require(
        labelled.rows() == batch.rows() && labelled.tokens() == batch.tokens(),
        "sequences",
        labelled.rows() + " of " + labelled.tokens() + " tokens",
        batch.rows() + " of " + batch.tokens() + " tokens, as in the batch");
    return LabelPositions.of(labelled);
  }
}
