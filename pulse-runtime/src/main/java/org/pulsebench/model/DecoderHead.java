package org.pulsebench.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pulsebench.model.config.DecoderConfig;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Script;
import org.pulsebench.tensor.ScriptMethod;
import org.pulsebench.tensor.Tensor;

/**
 * Both ends of the decoder: token embedding with image features put in, and final norm with output
 * head.
 */
final class DecoderHead implements AutoCloseable {

  private final List<Tensor> embedding;
  private final List<Tensor> output;
  private final Script script;

  DecoderHead(DecoderConfig config, String prefix, ParameterSource source, Precision precision) {
    LayerText embed = new LayerText(prefix, source, precision, false);
    String table = embed.weight("embed_tokens.weight");
    embed.add(
        "return %s",
        embed.narrow("torch.embedding(%s, ids)".formatted(table), "embed_tokens.weight"));
    this.embedding = embed.weights();
    String head = config.tiedHead() ? prefix + "embed_tokens" : "lm_head";
    LayerText project = new LayerText("", source, precision, false);
    project.add(
        "rows = torch.index_select(torch.reshape(x, [-1, %d]), 0, positions)", config.hiddenSize());
    project.rmsNorm(
        "h", "rows", prefix + "norm.weight", config.hiddenSize(), config.rmsNormEpsilon());
    project.linear("z", "h", head, false);
    project.add("logits = torch.to(z, 6)");
    this.output = project.weights();
    LayerText few = new LayerText("", source, precision, false);
    few.add(
        "rows = torch.index_select(torch.reshape(x, [-1, %d]), 0, positions)", config.hiddenSize());
    few.rmsNorm("h", "rows", prefix + "norm.weight", config.hiddenSize(), config.rmsNormEpsilon());
    few.add("t = torch.t(h)").columns().linear("z", "t", head, false);
    few.add("logits = torch.to(torch.t(z), 6)");
    this.script =
        Script.compile(
            List.of(
                new ScriptMethod(
                    "embed", List.of("ids: Tensor", "w: List[Tensor]"), "Tensor", embed.lines()),
                ScriptMethod.of(
                    "merge",
                    List.of("x: Tensor", "positions: Tensor", "features: Tensor"),
                    "Tensor",
                    """
                    flat = torch.reshape(x, [-1, %1$d])
                    rows = torch.to(torch.reshape(features, [-1, %1$d]), %2$s)
                    return torch.reshape(torch.index_copy(flat, 0, positions, rows), torch.size(x))"""
                        .formatted(config.hiddenSize(), LayerText.scriptType(precision))),
                output(few, "logits", List.of(), "return torch.contiguous(logits)"),
                output(
                    project,
                    "grid",
                    List.of(),
                    "return torch.reshape(logits, [torch.size(x, 0), torch.size(x, 1), -1])"),
                ScriptMethod.of(
                    "select",
                    List.of("x: Tensor", "positions: Tensor"),
                    "Tensor",
                    "return torch.index_select(x, 0, positions)"),
                ScriptMethod.of(
                    "argmax",
                    List.of("logits: Tensor"),
                    "Tuple[Tensor, Tensor]",
                    """
                    best = torch.argmax(logits, -1)
                    return (best, torch.gather(logits, -1, torch.unsqueeze(best, -1)))"""),
                ScriptMethod.of(
                    "pick",
                    List.of("logits: Tensor", "targets: Tensor"),
                    "Tensor",
                    "return torch.neg(torch.cross_entropy_loss(logits, targets, None, 0, -100, 0.))"),
                output(
                    project,
                    "log_probs",
                    List.of("targets: Tensor"),
                    "return torch.neg(torch.cross_entropy_loss(logits, targets, None, 0, -100, 0.))"),
                output(
                    project,
                    "log_distributions",
                    List.of(),
                    "return torch.log_softmax(logits, -1, None)"),
                ScriptMethod.of(
                    "mean_loss",
                    List.of("log_probs: Tensor"),
                    "Tensor",
                    "return torch.neg(torch.mean(log_probs))"),
                ScriptMethod.of(
                    "sum_rows",
                    List.of("log_probs: Tensor", "rows: Tensor", "zeros: Tensor"),
                    "Tensor",
                    "return torch.index_add(zeros, 0, rows, log_probs)")));
  }

  /** Returns {@code [batch, tokens, hidden]} for ids {@code [batch, tokens] int64}. */
  Tensor embed(Scope scope, Tensor ids) {
    return script.call(scope, "embed", ids, embedding);
  }

  /**
   * Puts image features in the place of placeholders.
   *
   * @param embeddings {@code [batch, tokens, hidden]}
   * @param positions of the placeholders in {@code batch * tokens}, {@code [features] int64}
   * @param features {@code [..., hidden]}, as many rows as positions
   */
  Tensor merge(Scope scope, Tensor embeddings, Tensor positions, Tensor features) {
    return script.call(scope, "merge", embeddings, positions, features);
  }

  /**
   * Returns {@code [positions, vocab] float32} after the final norm, for positions in {@code batch
   * * tokens}.
   */
  Tensor logits(Scope scope, Tensor hidden, Tensor positions) {
    return script.call(scope, "logits", hidden, positions, output);
  }

  /** Returns {@code [batch, tokens, vocab] float32} after the final norm. */
  Tensor allLogits(Scope scope, Tensor hidden) {
    long rows = hidden.shape().get(0);
    long tokens = hidden.shape().get(1);
    long[] all = new long[Math.toIntExact(rows * tokens)];
    Arrays.setAll(all, i -> i);
    return script.call(scope, "grid", hidden, scope.longs(all, all.length), output);
  }

  /** Returns some rows of {@code [rows, vocab]}. */
  Tensor select(Scope scope, Tensor logits, Tensor rows) {
    return script.call(scope, "select", logits, rows);
  }

  /**
   * Returns the most likely token of each row, {@code [rows] int64}, and its score, {@code [rows,
   * 1] float32}, which is NaN if any of the row is.
   */
  List<Tensor> argmax(Scope scope, Tensor logits) {
    return script.callAll(scope, "argmax", logits);
  }

  /** Returns the log-probability of one target a row, {@code [rows] float32}. */
  Tensor pick(Scope scope, Tensor logits, Tensor targets) {
    return script.call(scope, "pick", logits, targets);
  }

  /** Returns the log-probability of each target, {@code [positions] float32}. */
  Tensor logProbs(Scope scope, Tensor hidden, Tensor positions, Tensor targets) {
    return script.call(scope, "log_probs", hidden, positions, targets, output);
  }

  /** Returns the log-probabilities of all tokens, {@code [positions, vocab] float32}. */
  Tensor logDistributions(Scope scope, Tensor hidden, Tensor positions) {
    return script.call(scope, "log_distributions", hidden, positions, output);
  }

  /** Returns the negative mean, a {@code float32} scalar. */
  Tensor meanLoss(Scope scope, Tensor logProbs) {
    return script.call(scope, "mean_loss", logProbs);
  }

  /** Returns {@code [batch] float32}: the sum of the log-probabilities that belong to each row. */
  Tensor sumRows(Scope scope, Tensor logProbs, Tensor rows, int batch) {
    return script.call(scope, "sum_rows", logProbs, rows, scope.floats(new float[batch], batch));
  }

  @Override
  public void close() {
    script.close();
  }

  private static ScriptMethod output(
      LayerText project, String name, List<String> more, String last) {
    List<String> parameters = new ArrayList<>(List.of("x: Tensor", "positions: Tensor"));
    parameters.addAll(more);
    parameters.add("w: List[Tensor]");
    List<String> lines = new ArrayList<>(project.lines());
    lines.add(last);
    return new ScriptMethod(name, parameters, "Tensor", lines);
  }
}
