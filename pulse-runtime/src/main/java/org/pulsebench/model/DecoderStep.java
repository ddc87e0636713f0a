package org.pulsebench.model;

import java.util.ArrayList;
import java.util.List;
import org.pulsebench.model.config.DecoderConfig;
import org.pulsebench.model.config.ModelLayout;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Script;
import org.pulsebench.tensor.ScriptMethod;
import org.pulsebench.tensor.Tensor;
import org.pulsebench.tensor.Torch;

/**
 * One token of each sequence through the whole decoder, in one call of the engine.
 *
 * <p>Generation spends much of its time on the way into the engine and back; one call a token
 * instead of one a layer, on activations {@code [features, batch]}, takes most of that away.
 */
final class DecoderStep implements AutoCloseable {

  /**
   * The size of a matrix, in elements, from which its product with one vector is worth two threads.
   */
  private static final long WORTH_SHARING = 1 << 18;

  private final boolean tiny;
  private final List<Tensor> layerWeights = new ArrayList<>();
  private final List<Tensor> endWeights;
  private final Script script;

  /**
   * Compiles the step for a source of weights.
   *
   * @param prefix of the decoder's modules, such as {@code model.language_model.}
   */
  DecoderStep(DecoderConfig config, String prefix, ParameterSource source, Precision precision) {
    tiny = (long) config.intermediateSize() * config.hiddenSize() < WORTH_SHARING;
    DecoderLayer layer = new DecoderLayer(config, precision, source);
    LayerMethods methods = new LayerMethods();
    LayerText text = new LayerText("", source, precision, false).columns();
    String type = LayerText.scriptType(precision);
    String table = prefix + "embed_tokens.weight";
    text.add(
            "cos = torch.to(torch.contiguous(torch.t(torch.embedding(cosines, positions))), %s)",
            type)
        .add(
            "sin = torch.to(torch.contiguous(torch.t(torch.embedding(sines, positions))), %s)",
            type)
        .add(
            "x = torch.to(torch.contiguous(torch.t(torch.embedding(%s, ids))), %s)",
            text.weight(table), type);
    for (int i = 0; i < config.layers(); i++) {
      LayerMethods.Bound bound =
          methods.bind("step", DecoderLayer.CACHED, layer.step(prefix + "layers." + i + "."));
      int from = layerWeights.size();
      layerWeights.addAll(bound.weights());
      text.add(
          "x = (self).%s(x, cos, sin, mask, start, (keys[%d]), (values[%d]), torch.slice(layers, %d, %d, 1))",
          bound.method(), i, i, from, layerWeights.size());
    }
    text.rmsNorm("h", "x", prefix + "norm.weight", config.hiddenSize(), config.rmsNormEpsilon());
    text.linear("z", "h", config.tiedHead() ? prefix + "embed_tokens" : ModelLayout.HEAD, false);
    text.add("return torch.to(torch.contiguous(torch.t(z)), 6)");
    this.endWeights = text.weights();
    this.script =
        methods.compile(
            new ScriptMethod(
                "decode",
                List.of(
                    "ids: Tensor",
                    "positions: Tensor",
                    "mask: Tensor",
                    "start: Tensor",
                    "cosines: Tensor",
                    "sines: Tensor",
                    "keys: List[Tensor]",
                    "values: List[Tensor]",
                    "layers: List[Tensor]",
                    "w: List[Tensor]"),
                "Tensor",
                text.lines()));
  }

  /**
   * Returns the scores of the token after the given ones, {@code [rows, vocab] float32}, and adds
   * the given ones' keys and values to the cache.
   *
   * @param ids one a row
   * @param tables of angles for at least the positions that come next
   */
  Tensor run(Scope scope, long[] ids, RotaryTables.Angles tables, KeyValueCache cache) {
    return tiny && ids.length == 1
        ? Torch.withThreads(1, () -> decode(scope, ids, tables, cache))
        : decode(scope, ids, tables, cache);
  }

  private Tensor decode(Scope scope, long[] ids, RotaryTables.Angles tables, KeyValueCache cache) {
    return script.call(
        scope,
        "decode",
        scope.longs(ids, ids.length),
        scope.longs(cache.nextPositions(1), ids.length),
        cache.mask(scope, 1),
        scope.longs(new long[] {cache.columns()}),
        tables.cosines(),
        tables.sines(),
        cache.allKeys(),
        cache.allValues(),
        layerWeights,
        endWeights);
  }

  @Override
  public void close() {
    script.close();
  }
}
