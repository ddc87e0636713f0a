package org.pulsebench.model;

import java.util.Arrays;
import java.util.List;
import org.pulsebench.model.config.DecoderConfig;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Script;
import org.pulsebench.tensor.ScriptMethod;
import org.pulsebench.tensor.Tensor;

/** The rotary angles on the device, looked up by position. */
final class RotaryTables implements AutoCloseable {

  /**
   * The angles of some tokens.
   *
   * @param cosines {@code [rows, tokens, 1, headDim]} in the model's precision
   * @param sines signed, of the same shape
   */
  record Angles(Tensor cosines, Tensor sines) {}

  private static final int FIRST_LENGTH = 256;

  private final DecoderConfig config;
  private final Rotary rotary;
  private final Script script;
  private final Scope scope;
  private Tensor cosines;
  private Tensor sines;
  private int length;

  RotaryTables(DecoderConfig config, Precision precision, Scope parent) {
    this.config = config;
    this.rotary = new Rotary(config);
    this.scope = parent.child();
    String rows = "torch.unsqueeze(torch.embedding(table, positions), 2)";
    this.script =
        Script.compile(
            List.of(
                ScriptMethod.of(
                    "look_up",
                    List.of("table: Tensor", "positions: Tensor"),
                    "Tensor",
                    "return "
                        + (precision == Precision.BF16 ? "torch.to(" + rows + ", 15)" : rows))));
    grow(Math.min(FIRST_LENGTH, config.maxPositions()));
  }

  /**
   * Returns the angles of positions.
   *
   * @param positions {@code rows * tokens} numbers in row-major order
   */
  Angles at(Scope target, long[] positions, int rows, int tokens) {
    growTo(Arrays.stream(positions).max().orElse(0) + 1);
    Tensor index = target.longs(positions, rows, tokens);
    return new Angles(
        script.call(target, "look_up", cosines, index),
        script.call(target, "look_up", sines, index));
  }

  /**
   * Returns the tables themselves, {@code [positions, headDim] float32}.
   *
   * @param positions number of positions needed; there may be more
   */
  Angles tables(int positions) {
    growTo(positions);
    return new Angles(cosines, sines);
  }

  @Override
  public void close() {
    script.close();
    scope.close();
  }

  private void growTo(long positions) {
    if (positions > length) {
      grow((int) Math.max(positions, Math.min(2L * length, config.maxPositions())));
    }
  }

  private void grow(int positions) {
    if (length > 0) {
      cosines.close();
      sines.close();
    }
    cosines = scope.floats(rotary.cosines(positions), positions, config.headDim());
    sines = scope.floats(rotary.signedSines(positions), positions, config.headDim());
    length = positions;
  }
}
