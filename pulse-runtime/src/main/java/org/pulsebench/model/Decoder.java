package org.pulsebench.model;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.pulsebench.model.config.DecoderConfig;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Script;
import org.pulsebench.tensor.ScriptMethod;
import org.pulsebench.tensor.Tape;
import org.pulsebench.tensor.Tensor;

/**
 * The LLaMA decoder: token embedding, layers with rotary attention and SwiGLU, final norm and
 * output head.
 */
final class Decoder implements AutoCloseable {

  private final DecoderConfig config;
  private final Precision precision;
  private final DecoderHead head;
  private final RotaryTables rotary;
  private final List<LayerMethods.Bound> training = new ArrayList<>();
  private final List<LayerMethods.Bound> inference = new ArrayList<>();
  private final LayerMethods.Bound lastTraining;
  private final LayerMethods.Bound lastInference;
  private final List<LayerMethods.Bound> prefill = new ArrayList<>();
  private final List<LayerMethods.Bound> extend = new ArrayList<>();
  private final DecoderStep step;
  private final Script script;

  /**
   * Compiles the decoder's methods for a source of weights.
   *
   * @param prefix of the decoder's modules, such as {@code model.language_model.}
   * @param parent scope on the weights' device that outlives the decoder
   */
  Decoder(
      DecoderConfig config,
      String prefix,
      ParameterSource source,
      Precision precision,
      Scope parent) {
    this.config = config;
    this.precision = precision;
    LayerMethods methods = new LayerMethods();
    DecoderLayer layer = new DecoderLayer(config, precision, source);
    for (int i = 0; i < config.layers(); i++) {
      String name = prefix + "layers." + i + ".";
      training.add(methods.bind("train", DecoderLayer.FULL, layer.full(name, true)));
      inference.add(methods.bind("full", DecoderLayer.FULL, layer.full(name, false)));
      prefill.add(methods.bind("prefill", DecoderLayer.PREFILL, layer.prefill(name)));
      extend.add(methods.bind("extend", DecoderLayer.CACHED, layer.extend(name)));
    }
    String last = prefix + "layers." + (config.layers() - 1) + ".";
    lastTraining = methods.bind("train_last", DecoderLayer.LAST, layer.last(last, true));
    lastInference = methods.bind("last", DecoderLayer.LAST, layer.last(last, false));
    this.head = new DecoderHead(config, prefix, source, precision);
    this.step = new DecoderStep(config, prefix, source, precision);
    this.rotary = new RotaryTables(config, precision, parent);
    this.script =
        methods.compile(
            ScriptMethod.of(
                "copy_rows",
                List.of("target: Tensor", "source: Tensor", "rows: Tensor", "columns: Tensor"),
                "Tensor",
                """
                n = int(columns)
                picked = torch.index_select(torch.narrow(source, 2, 0, n), 0, rows)
                return torch.copy_(torch.narrow(target, 2, 0, n), picked)"""));
  }

  DecoderHead head() {
    return head;
  }

  /**
   * Runs layers over whole sequences; every position sees itself and those before it.
   *
   * @param x {@code [batch, tokens, hidden]}, the embeddings or what the layers before came to;
   *     consumed
   * @param from the first layer to run, from 0
   * @param to the first layer not to run, at most all
   * @return {@code [batch, tokens, hidden]} before the final norm
   */
  Tensor run(Tape tape, Tensor x, int from, int to) {
    int tokens = (int) x.shape().get(1);
    RotaryTables.Angles angles = rotary.at(tape.scope(), firstPositions(tokens), 1, tokens);
    List<LayerMethods.Bound> layers = tape.scope().isRecording() ? training : inference;
    Tensor out = x;
    for (LayerMethods.Bound layer : layers.subList(from, to)) {
      out =
          tape.run(
              (scope, in) -> layer.call(script, scope, in, angles.cosines(), angles.sines()), out);
    }
    return out;
  }

  /**
   * Runs the layers that are left over whole sequences for the sake of some positions.
   *
   * @param x {@code [batch, tokens, hidden]}, the embeddings or what the layers before came to;
   *     consumed
   * @param from the first layer to run, from 0
   * @param positions wanted, in {@code batch * tokens}, {@code int64}
   * @return {@code [positions, hidden]} before the final norm
   */
  Tensor finish(Tape tape, Tensor x, int from, Tensor positions) {
    int tokens = (int) x.shape().get(1);
    Tensor out = run(tape, x, from, config.layers() - 1);
    RotaryTables.Angles angles = rotary.at(tape.scope(), firstPositions(tokens), 1, tokens);
    LayerMethods.Bound last = tape.scope().isRecording() ? lastTraining : lastInference;
    return tape.run(
        (scope, in) -> last.call(script, scope, in, angles.cosines(), angles.sines(), positions),
        out);
  }

  /**
   * Runs all layers over the beginnings of sequences and keeps their keys and values.
   *
   * @param embeddings {@code [batch, tokens, hidden]}, consumed
   * @param cache of at least as many columns, still empty
   * @return {@code [batch, tokens, hidden]} before the final norm
   */
  Tensor prefill(Scope scope, Tensor embeddings, KeyValueCache cache) {
    int tokens = (int) embeddings.shape().get(1);
    RotaryTables.Angles angles = rotary.at(scope, firstPositions(tokens), 1, tokens);
    return through(prefill, scope, embeddings, cache, angles.cosines(), angles.sines());
  }

  /**
   * Runs all layers over tokens that follow what a cache holds, and adds their keys and values to
   * it.
   *
   * @param embeddings {@code [batch, tokens, hidden]}, consumed
   * @param positions of the tokens in their sequences, {@code batch * tokens} numbers
   * @param mask added to the attention scores, {@code [batch, 1, tokens, columns] float32}
   * @return {@code [batch, tokens, hidden]} before the final norm
   */
  Tensor extend(
      Scope scope, Tensor embeddings, long[] positions, Tensor mask, KeyValueCache cache) {
    Shape shape = embeddings.shape();
    RotaryTables.Angles angles =
        rotary.at(scope, positions, (int) shape.get(0), (int) shape.get(1));
    Tensor start = scope.longs(new long[] {cache.columns()});
    return through(extend, scope, embeddings, cache, angles.cosines(), angles.sines(), mask, start);
  }

  /**
   * Runs all layers over one more token of each sequence, adds its keys and values to the cache,
   * and returns the scores of the token after it.
   *
   * @param ids one a sequence
   * @return {@code [batch, vocab] float32}
   */
  Tensor step(Scope scope, long[] ids, KeyValueCache cache) {
    RotaryTables.Angles tables = rotary.tables(cache.longest() + 1);
    return step.run(scope, ids, tables, cache);
  }

  /** Returns an empty cache whose tensors belong to the scope. */
  KeyValueCache newCache(Scope scope, int rows, int capacity) {
    return new KeyValueCache(
        newSides(scope, rows, capacity), newSides(scope, rows, capacity), rows, capacity);
  }

  /**
   * Returns a copy of some rows of a cache, with room for more columns.
   *
   * @param rows of the source; a row may appear several times
   * @param room number of columns beyond the source's
   */
  KeyValueCache copyRows(Scope scope, KeyValueCache cache, int[] rows, int room) {
    KeyValueCache copy = newCache(scope, rows.length, cache.columns() + room);
    long[] index = new long[rows.length];
    for (int row = 0; row < rows.length; row++) {
      copy.inherit(row, cache, rows[row]);
      index[row] = rows[row];
    }
    try (Scope scratch = scope.child()) {
      Tensor selected = scratch.longs(index, index.length);
      Tensor columns = scratch.longs(new long[] {cache.columns()});
      for (int i = 0; i < cache.layers(); i++) {
        script.call(scratch, "copy_rows", copy.keys(i), cache.keys(i), selected, columns);
        script.call(scratch, "copy_rows", copy.values(i), cache.values(i), selected, columns);
      }
    }
    return copy;
  }

  int layers() {
    return config.layers();
  }

  @Override
  public void close() {
    script.close();
    step.close();
    rotary.close();
    head.close();
  }

  /**
   * Runs layers that use a cache.
   *
   * @param embeddings consumed
   * @param shared what every layer is given between its input and its side of the cache
   */
  private Tensor through(
      List<LayerMethods.Bound> layers,
      Scope scope,
      Tensor embeddings,
      KeyValueCache cache,
      Tensor... shared) {
    Tensor x = embeddings;
    for (int i = 0; i < layers.size(); i++) {
      List<Object> arguments = new ArrayList<>(List.of(shared));
      arguments.add(0, x);
      arguments.add(cache.keys(i));
      arguments.add(cache.values(i));
      Tensor next = layers.get(i).call(script, scope, arguments.toArray());
      x.close();
      x = next;
    }
    return x;
  }

  private static long[] firstPositions(int tokens) {
    long[] positions = new long[tokens];
    for (int i = 0; i < tokens; i++) {
      positions[i] = i;
    }
    return positions;
  }

  private List<Tensor> newSides(Scope scope, int rows, int capacity) {
    Shape shape = new Shape(rows, config.keyValueHeads(), capacity, config.headDim());
    List<Tensor> sides = new ArrayList<>();
    for (int i = 0; i < config.layers(); i++) {
      sides.add(zeros(scope, shape));
    }
    return sides;
  }

  private Tensor zeros(Scope scope, Shape shape) {
    Tensor zeros = scope.zeros(shape);
    if (precision == Precision.F32) {
      return zeros;
    }
    try (zeros) {
      return zeros.castTo(precision.elementType(), scope);
    }
  }
}
