package org.pulsebench.model;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;
import org.pulsebench.Checks;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.model.config.ModelLayout;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;
import org.pulsebench.tensor.Tensor;

/**
 * A LLaVA-1.5 (arXiv 2310.03744) or LLaVA-1.6 model, or the LLaMA decoder alone where a checkpoint
 * holds nothing else.
 *
 * <p>The weights are frozen; whatever is trained lives in an {@link Adapter}. {@link #with} puts an
 * adapter on top without copying the base, so the same base serves as the reference model by using
 * it without an adapter. Numbers agree with transformers' {@code LlavaForConditionalGeneration} and
 * {@code LlavaNextForConditionalGeneration} in {@code float32} up to rounding.
 *
 * <p>Padding is on the right. Every method may be called on a recording tape, for training, or on
 * another one.
 */
public final class LlavaModel implements AutoCloseable {

  /** What a model frees when it closes, beside its compiled methods. */
  private interface Owned {
    void close();
  }

  private final ModelLayout layout;
  private final Precision precision;
  private final InputLimits limits;
  private final FrozenWeights base;
  private final ParameterSource source;
  private final Optional<Adapter> adapter;
  private final Owned owned;
  private final Decoder decoder;
  private final Optional<VisionTower> vision;
  private final Optional<Projector> projector;
  private final Optional<FeaturePacker> packer;

  private LlavaModel(
      ModelLayout layout,
      Precision precision,
      FrozenWeights base,
      ParameterSource source,
      Optional<Adapter> adapter,
      Owned owned) {
    this.layout = layout;
    this.precision = precision;
    this.limits = new InputLimits(layout.config(), precision);
    this.base = base;
    this.source = source;
    this.adapter = adapter;
    this.owned = owned;
    ModelConfig config = layout.config();
    this.decoder =
        new Decoder(config.decoder(), layout.languagePrefix(), source, precision, base.scope());
    this.vision =
        config.multimodal().map(m -> new VisionTower(m, ModelLayout.VISION, source, precision));
    this.projector =
        config
            .multimodal()
            .map(m -> new Projector(m.projector(), ModelLayout.PROJECTOR, source, precision));
    this.packer =
        config
            .multimodal()
            .filter(m -> m.pinpoints().isPresent())
            .map(m -> new FeaturePacker(m, source.parameter(ModelLayout.IMAGE_NEWLINE)));
  }

  /**
   * Loads a checkpoint in the Hugging Face layout; the caller closes the model.
   *
   * @param directory with {@code config.json} and {@code model.safetensors} or its sharded form
   * @param precision of the frozen weights and the activations
   * @throws org.pulsebench.BadInputException if the configuration or the weights are not what PULSE
   *     computes
   */
  public static LlavaModel load(Path directory, Precision precision, Device device) {
    ModelLayout layout = ModelLayout.of(ModelConfig.read(directory));
    BaseWeights base = BaseWeights.load(directory, layout, precision, device);
    try {
      return new LlavaModel(layout, precision, base, base, Optional.empty(), base::close);
    } catch (RuntimeException e) {
      base.close();
      throw e;
    }
  }

  /**
   * Returns this model's base with an adapter on top, in place of any other; the base's weights are
   * shared.
   *
   * @param adapter made for this base; stays the caller's
   * @return a model that the caller closes before this one and before the adapter
   * @throws IllegalArgumentException if the adapter was made for another base
   */
  public LlavaModel with(Adapter adapter) {
    if (!adapter.baseFingerprint().equals(base.fingerprint())) {
      throw new IllegalArgumentException(
          "the adapter was made for a base with fingerprint "
              + adapter.baseFingerprint()
              + ", not for this one, "
              + base.fingerprint());
    }
    return new LlavaModel(
        layout, precision, base, adapter.over(base), Optional.of(adapter), () -> {});
  }

  /**
   * Returns a model without an adapter whose weights have this model's adapter worked in.
   *
   * <p>It is a base of its own: new adapters may be made for it and put on top.
   *
   * @return a model that the caller closes before this one; weights that no adapter changes are
   *     shared
   */
  public LlavaModel merged() {
    MergedWeights merged = MergedWeights.merge(base, source, layout, precision);
    return new LlavaModel(layout, precision, merged, merged, Optional.empty(), merged::close);
  }

  /** Returns the configuration of the checkpoint. */
  public ModelConfig config() {
    return layout.config();
  }

  /** Returns the parameters and linear modules of the model. */
  public ModelLayout layout() {
    return layout;
  }

  /** Returns the precision of the frozen weights and the activations. */
  public Precision precision() {
    return precision;
  }

  /** Returns the device that the model computes on. */
  public Device device() {
    return base.scope().device();
  }

  /**
   * Returns what identifies the base's weights, whatever files they lie in; a merged model has one
   * of its own, which is that of the checkpoint it can be written as.
   */
  public String fingerprint() {
    return base.fingerprint();
  }

  /** Returns the adapter on top of the base, if there is one. */
  public Optional<Adapter> adapter() {
    return adapter;
  }

  /** Opens a scope on the model's device; the caller closes it before the model. */
  public Scope openScope() {
    return base.scope().child();
  }

  /**
   * Returns what the projector reads, without a backward pass.
   *
   * @throws org.pulsebench.BadInputException if the pixels have another shape or type
   */
  public Images.VisionFeatures visionFeatures(Scope scope, Images.Pixels pixels) {
    limits.requireImages(pixels);
    try (Tape tape = Tape.unrecorded(scope)) {
      Tensor seen = vision.orElseThrow().features(tape, pixels.values()).moveTo(scope);
      return new Images.VisionFeatures(seen, pixels.grids());
    }
  }

  /**
   * Returns the token embeddings of images, without a backward pass.
   *
   * @param images stay the caller's; of {@link Images.ImageFeatures} the result shares the memory
   * @throws org.pulsebench.BadInputException if the images have another shape or type than the
   *     model reads
   */
  public Images.ImageFeatures imageFeatures(Scope scope, Images images) {
    limits.requireImages(images);
    if (images instanceof Images.ImageFeatures features) {
      return new Images.ImageFeatures(features.values().detach(scope), features.tokens());
    }
    try (Tape tape = Tape.unrecorded(scope)) {
      Images.ImageFeatures features = projected(tape, images);
      return new Images.ImageFeatures(features.values().moveTo(scope), features.tokens());
    }
  }

  /**
   * Returns the activations after some of the decoder's layers, before any final norm.
   *
   * @param layers number of layers to run, from 0 (the embeddings) to all
   * @return {@code [batch, tokens, hidden]}, of no meaning where a sequence is padded
   */
  public Tensor hiddenStates(Tape tape, Batch batch, int layers) {
    return decoder.run(tape, embeddings(tape, batch), 0, layers);
  }

  /** Returns {@code [batch, tokens, vocab] float32}, of no meaning where a sequence is padded. */
  public Tensor logits(Tape tape, Batch batch) {
    Tensor hidden = hiddenStates(tape, batch, decoder.layers());
    return decoder.head().allLogits(tape.scope(), hidden);
  }

  /**
   * Returns the log-probability of every labelled token given what precedes it, {@code [labels]
   * float32}, row by row.
   *
   * <p>The end of the last layer and the output head run at labelled positions only. The first
   * token of a sequence cannot be predicted and has no entry, labelled or not.
   */
  public Tensor tokenLogProbs(Tape tape, Batch batch) {
    return tokenLogProbs(tape, batch, LabelPositions.of(batch));
  }

  /**
   * Returns the summed log-probability of each sequence's labelled tokens, {@code [batch] float32}.
   */
  public Tensor sequenceLogProbs(Tape tape, Batch batch) {
    LabelPositions labels = LabelPositions.of(batch);
    Tensor rows = tape.scope().longs(labels.rows(), labels.count());
    return decoder
        .head()
        .sumRows(tape.scope(), tokenLogProbs(tape, batch, labels), rows, batch.rows());
  }

  /**
   * Returns the mean negative log-probability of all labelled tokens of the batch, a {@code
   * float32} scalar.
   */
  public Tensor meanLoss(Tape tape, Batch batch) {
    return decoder.head().meanLoss(tape.scope(), tokenLogProbs(tape, batch));
  }

  /**
   * Returns the mean negative log-probability of all labelled tokens of the batch plus the weighted
   * one of what is read early, a {@code float32} scalar.
   */
  public Tensor meanLoss(Tape tape, Batch batch, EarlyReading early) {
    Scope scope = tape.scope();
    LabelPositions soon = early.labels(batch, decoder.layers());
    LabelPositions late = LabelPositions.of(batch);
    Tensor middle = decoder.run(tape, embeddings(tape, batch), 0, early.layers());
    Tensor earlyLoss = meanLoss(scope, middle, soon, scope.longs(soon.positions(), soon.count()));
    Tensor last =
        decoder.finish(tape, middle, early.layers(), scope.longs(late.positions(), late.count()));
    Tensor lastLoss = meanLoss(scope, last, late, scope.longs(all(late), late.count()));
    return lastLoss.plus(earlyLoss.times(early.weight()));
  }

  private Tensor meanLoss(Scope scope, Tensor hidden, LabelPositions labels, Tensor rows) {
    Tensor targets = scope.longs(labels.targets(), labels.count());
    DecoderHead head = decoder.head();
    return head.meanLoss(scope, head.logProbs(scope, hidden, rows, targets));
  }

  /**
   * Returns the log-probability of every token of the vocabulary where {@link #tokenLogProbs}
   * predicts a labelled one, {@code [labels, vocab] float32}, row by row.
   */
  public Tensor labelLogDistributions(Tape tape, Batch batch) {
    LabelPositions labels = LabelPositions.of(batch);
    Scope scope = tape.scope();
    Tensor hidden = atLabels(tape, batch, labels);
    return decoder.head().logDistributions(scope, hidden, scope.longs(all(labels), labels.count()));
  }

  /**
   * Runs the beginnings of sequences once, so that what follows need not.
   *
   * @param parent scope that outlives the prefix
   * @param room number of tokens that may follow each sequence
   * @return a prefix that the caller closes
   * @throws org.pulsebench.BadInputException if a sequence and the room after it together are
   *     longer than the model has positions, or the batch is not as the model reads it
   */
  public Prefix prefix(Scope parent, Batch batch, int room) {
    Checks.require(room >= 0, "room", room, "0 or more");
    for (int row = 0; row < batch.rows(); row++) {
      limits.requireRoom(
          batch.sequences().get(row).length(), room, "sequence " + row + " of the batch");
    }
    Scope scope = parent.inferenceChild();
    try (Tape tape = Tape.inference(scope)) {
      KeyValueCache cache = decoder.newCache(scope, batch.rows(), batch.tokens() + room);
      Tensor hidden = decoder.prefill(tape.scope(), embeddings(tape, batch), cache);
      cache.advance(batch.lengths(), batch.tokens());
      Tensor next =
          decoder.head().logits(scope, hidden, scope.longs(batch.lastPositions(), batch.rows()));
      return new Prefix(decoder, limits, scope, cache, next);
    } catch (RuntimeException e) {
      scope.close();
      throw e;
    }
  }

  /**
   * Returns a parameter under its canonical name as this model computes with it, low-rank updates
   * left out.
   */
  public Tensor parameter(String name) {
    return source.parameter(name);
  }

  @Override
  public void close() {
    decoder.close();
    vision.ifPresent(VisionTower::close);
    projector.ifPresent(Projector::close);
    packer.ifPresent(FeaturePacker::close);
    owned.close();
  }

  private Tensor tokenLogProbs(Tape tape, Batch batch, LabelPositions labels) {
    Scope scope = tape.scope();
    Tensor targets = scope.longs(labels.targets(), labels.count());
    Tensor hidden = atLabels(tape, batch, labels);
    Tensor rows = scope.longs(all(labels), labels.count());
    return decoder.head().logProbs(scope, hidden, rows, targets);
  }

  /**
   * Returns {@code [labels, hidden]} before the final norm, where labelled tokens are predicted.
   */
  private Tensor atLabels(Tape tape, Batch batch, LabelPositions labels) {
    Tensor positions = tape.scope().longs(labels.positions(), labels.count());
    return decoder.finish(tape, embeddings(tape, batch), 0, positions);
  }

  private static long[] all(LabelPositions labels) {
    return LongStream.range(0, labels.count()).toArray();
  }

  private Tensor embeddings(Tape tape, Batch batch) {
    batch.check(limits);
    Scope scope = tape.scope();
    Tensor tokens = decoder.head().embed(scope, batch.ids(scope));
    if (batch.images().isEmpty()) {
      return tokens;
    }
    long[] positions = batch.positionsOf(config().multimodal().orElseThrow().imageTokenId());
    Tensor features = projected(tape, batch.images().get()).values();
    return decoder.head().merge(scope, tokens, scope.longs(positions, positions.length), features);
  }

  private Images.ImageFeatures projected(Tape tape, Images images) {
    if (images instanceof Images.ImageFeatures features) {
      requireFrozen(tape, ModelLayout.PROJECTOR);
      return features;
    }
    Images.VisionFeatures seen = seen(tape, images);
    Tensor views = projector.orElseThrow().project(tape.scope(), seen.values());
    return packer
        .map(
            order ->
                new Images.ImageFeatures(
                    order.pack(tape.scope(), views, seen.grids()), order.tokens(seen.grids())))
        .orElseGet(() -> new Images.ImageFeatures(views));
  }

  private Images.VisionFeatures seen(Tape tape, Images images) {
    if (images instanceof Images.Pixels pixels) {
      return source.trains(ModelLayout.VISION)
          ? new Images.VisionFeatures(
              vision.orElseThrow().features(tape, pixels.values()), pixels.grids())
          : visionFeatures(tape.scope(), pixels);
    }
    requireFrozen(tape, ModelLayout.VISION);
    return (Images.VisionFeatures) images;
  }

  /** Features computed beforehand would silently keep a trained part from learning. */
  private void requireFrozen(Tape tape, String prefix) {
    if (tape.scope().isRecording() && source.trains(prefix)) {
      throw new IllegalArgumentException(
          "features computed before the step cannot train "
              + prefix
              + "*; give an earlier stage of the images");
    }
  }
}
