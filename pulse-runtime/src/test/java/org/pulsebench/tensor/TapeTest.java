package org.pulsebench.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pulsebench.RandomStream;

class TapeTest {

  private static final Script SCRIPT =
      Script.compile(
          List.of(
              ScriptMethod.of(
                  "layer",
                  List.of("x: Tensor", "w: List[Tensor]"),
                  "Tensor",
                  "return torch.dropout(torch.sin(torch.mul(x, (w[0]))), 0.25, True)"),
              ScriptMethod.of(
                  "total", List.of("x: Tensor"), "Tensor", "return torch.sum(torch.mul(x, x))")));

  @Test
  void checkpointing_gives_the_gradients_of_keeping_everything_dropout_included() {
    try (Scope root = Scope.open(Device.cpu())) {
      float[][] kept = gradients(root, false);
      float[][] recomputed = gradients(root, true);
      assertThat(recomputed).isDeepEqualTo(kept);
      assertThat(kept[0]).isNotEqualTo(new float[64]);
    }
  }

  private static float[][] gradients(Scope root, boolean checkpointing) {
    RandomStream random = new RandomStream(7);
    float[][] found = new float[4][];
    try (Scope own = root.child();
        Tape tape = checkpointing ? Tape.checkpointing(own, random) : Tape.recording(own, random)) {
      Tensor[] w = new Tensor[4];
      for (int i = 0; i < 4; i++) {
        w[i] = own.floats(ramp(1), 64).trainable();
      }
      Torch.seed(1);
      Tensor x = SCRIPT.call(tape.scope(), "layer", own.floats(ramp(0.1f), 64), List.of(w[0]));
      for (int i = 1; i < 4; i++) {
        List<Tensor> weight = List.of(w[i]);
        x = tape.run((scope, in) -> SCRIPT.call(scope, "layer", in, weight), x);
      }
      Tensor loss = SCRIPT.call(tape.scope(), "total", x);
      tape.backward(loss);
      for (int i = 0; i < 4; i++) {
        found[i] = w[i].gradient(own).orElseThrow().toFloats();
      }
    }
    return found;
  }

  private static float[] ramp(float step) {
    float[] values = new float[64];
    for (int i = 0; i < values.length; i++) {
      values[i] = step * (i + 1) / 8;
    }
    return values;
  }
}
