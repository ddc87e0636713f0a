package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.DivergedException;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.LoraTargets;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.LiveArrays;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;

class MemoryTest {

  private static final AdapterPlan PLAN =
      new AdapterPlan(
          Map.of(
              Part.VISION, PartMode.LORA,
              Part.PROJECTOR, PartMode.FULL,
              Part.LANGUAGE, PartMode.LORA),
          new LoraSettings(4, 8, 0.1, false, new LoraTargets.AllLinear()));

  private final Reference reference = Reference.of("mha-untied");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_hundred_steps_leave_nothing_behind(boolean checkpointing) {
    try (LlavaModel base = reference.load(Precision.F32);
        Adapter adapter = Adapter.create(base, PLAN, new RandomStream(1));
        LlavaModel model = base.with(adapter);
        Scope scope = model.openScope();
        Trainer trainer =
            new Trainer(model, Training.settings(1e-4, checkpointing), new RandomStream(1))) {
      Batch batch = reference.batch(scope);
      trainer.step(batch);
      int process = LiveArrays.count();
      int owned = ownedBy(base);
      for (int i = 0; i < 100; i++) {
        trainer.step(batch);
      }
      assertThat(ownedBy(base)).isEqualTo(owned);
      assertThat(LiveArrays.count()).isEqualTo(process);
    }
  }

  @Test
  void the_counts_would_see_a_leak() {
    try (LlavaModel base = reference.load(Precision.F32);
        Scope scope = base.openScope()) {
      int process = LiveArrays.count();
      int owned = ownedBy(base);
      scope.child().floats(new float[] {1});
      assertThat(LiveArrays.count()).isGreaterThan(process);
      assertThat(ownedBy(base)).isGreaterThan(owned);
    }
  }

  @Test
  void steps_that_fail_leave_nothing_behind() {
    try (LlavaModel base = reference.load(Precision.F32);
        Adapter adapter = Adapter.create(base, PLAN, new RandomStream(1));
        LlavaModel model = base.with(adapter);
        Trainer trainer = new Trainer(model, Training.KEEPING, new RandomStream(1))) {
      int process = LiveArrays.count();
      for (int i = 0; i < 10; i++) {
        try {
          trainer.step(tape -> tape.scope().floats(new float[] {Float.NaN}));
        } catch (DivergedException expected) {
          assertThat(LiveArrays.count()).isEqualTo(process);
        }
      }
      assertThat(LiveArrays.count()).isEqualTo(process);
    }
  }

  @Test
  void a_hundred_answers_leave_nothing_behind() {
    try (LlavaModel model = reference.load(Precision.F32);
        Scope scope = model.openScope();
        Prefix prefix = model.prefix(scope, reference.prompt(scope, 0), 2)) {
      Batch prompt = reference.prompt(scope, 0);
      answer(model, prompt, prefix, 0);
      int process = LiveArrays.count();
      int owned = ownedBy(model);
      for (int i = 0; i < 100; i++) {
        answer(model, prompt, prefix, i);
      }
      assertThat(ownedBy(model)).isEqualTo(owned);
      assertThat(LiveArrays.count()).isEqualTo(process);
    }
  }

  private static void answer(LlavaModel model, Batch prompt, Prefix prefix, int seed) {
    GenerationSettings greedy = new GenerationSettings(3, Set.of(), new Sampling.Greedy());
    Generator.generate(model, prompt, greedy);
    Generator.generate(
        model,
        prefix,
        new int[] {0, 0},
        new GenerationSettings(3, Set.of(), new Sampling.Nucleus(1, 0.9, seed)));
    prefix.logProbs(new int[] {0, 0}, List.of(new int[] {3}, new int[] {4, 5}));
  }

  @Test
  void whatever_is_opened_and_closed_is_gone() {
    cycle();
    int process = LiveArrays.count();
    for (int i = 0; i < 5; i++) {
      cycle();
    }
    assertThat(LiveArrays.count()).isEqualTo(process);
  }

  private void cycle() {
    try (LlavaModel base = reference.load(Precision.BF16);
        Adapter adapter = AdapterFiles.read(reference.adapter(), base);
        LlavaModel model = base.with(adapter);
        LlavaModel merged = model.merged();
        Scope scope = model.openScope();
        Tape tape = Tape.inference(scope);
        Trainer trainer = new Trainer(model, Training.KEEPING, new RandomStream(1))) {
      Batch batch = reference.batch(scope);
      trainer.step(batch);
      assertThat(merged.meanLoss(tape, batch).item()).isFinite();
    }
  }

  private static int ownedBy(LlavaModel model) {
    return model.parameter("lm_head.weight").scope().size();
  }
}
