package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.LoraTargets;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.Scope;

class AdapterTest {

  private static final AdapterPlan EVERY_PART_WITH_LORA =
      new AdapterPlan(
          Map.of(
              Part.VISION, PartMode.LORA,
              Part.PROJECTOR, PartMode.LORA,
              Part.LANGUAGE, PartMode.LORA),
          LoraSettings.of(4, 8));

  private final Reference reference = Reference.of("mha-untied");

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void a_fresh_adapter_changes_nothing(Reference each) {
    for (Precision precision : Precision.values()) {
      try (LlavaModel base = each.load(precision)) {
        float[] before = Training.logits(base, each);
        assertUnchanged(base, each, EVERY_PART_WITH_LORA, before);
        if (precision == Precision.F32) {
          assertUnchanged(base, each, AdapterPlan.everything(), before);
        }
      }
    }
  }

  private static void assertUnchanged(
      LlavaModel base, Reference reference, AdapterPlan plan, float[] before) {
    try (Adapter adapter = Adapter.create(base, plan, new RandomStream(1));
        LlavaModel model = base.with(adapter)) {
      assertThat(Training.logits(model, reference)).isEqualTo(before);
    }
  }

  @Test
  void the_base_without_its_adapter_is_after_training_what_it_was_before() {
    try (LlavaModel base = reference.load(Precision.F32);
        Adapter adapter = Adapter.create(base, EVERY_PART_WITH_LORA, new RandomStream(1));
        LlavaModel model = base.with(adapter)) {
      float[] before = Training.logits(base, reference);
      List<Double> losses = Training.run(model, reference, 4);
      assertThat(losses.get(3)).isLessThan(losses.get(0));
      assertThat(Training.logits(model, reference)).isNotEqualTo(before);
      assertThat(Training.logits(base, reference)).isEqualTo(before);
      assertThat(base.adapter()).isEmpty();
      assertThat(model.adapter()).containsSame(adapter);
    }
  }

  static Stream<Arguments> everyPartInEveryMode() {
    return Arrays.stream(Part.values())
        .flatMap(
            part -> Stream.of(PartMode.LORA, PartMode.FULL).map(mode -> Arguments.of(part, mode)));
  }

  @ParameterizedTest
  @MethodSource("everyPartInEveryMode")
  void only_what_was_declared_is_trained_and_all_of_it(Part part, PartMode mode) {
    AdapterPlan plan = new AdapterPlan(Map.of(part, mode), LoraSettings.of(4, 8));
    for (Precision precision : Precision.values()) {
      try (LlavaModel base = reference.load(precision);
          Adapter adapter = Adapter.create(base, plan, new RandomStream(1));
          LlavaModel model = base.with(adapter)) {
        assertThat(adapter.parameters()).extracting(AdapterParameter::part).containsOnly(part);
        Map<String, ByteBuffer> baseBefore = Training.bytes(base);
        Map<String, ByteBuffer> adapterBefore = Training.bytes(adapter);
        Training.run(model, reference, 3);
        assertThat(Training.bytes(base)).isEqualTo(baseBefore);
        Training.bytes(adapter)
            .forEach(
                (name, bytes) -> assertThat(bytes).as(name).isNotEqualTo(adapterBefore.get(name)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void a_merged_adapter_computes_what_it_does_on_top(Reference each) {
    try (LlavaModel base = each.load(Precision.F32);
        Adapter adapter = Adapter.create(base, EVERY_PART_WITH_LORA, new RandomStream(1));
        LlavaModel model = base.with(adapter)) {
      Training.fill(adapter, 3);
      float[] before = Training.logits(base, each);
      float[] onTop = Training.logits(model, each);
      try (LlavaModel merged = model.merged()) {
        float[] found = Training.logits(merged, each);
        assertThat(found).containsExactly(onTop, within(2e-5f));
        assertThat(merged.adapter()).isEmpty();
      }
      assertThat(onTop).isNotEqualTo(before);
      assertThat(Training.logits(base, each)).isEqualTo(before);
    }
  }

  @Test
  void merging_parts_that_are_trained_as_a_whole_takes_their_copies() {
    try (LlavaModel base = reference.load(Precision.F32);
        Adapter adapter = Adapter.create(base, AdapterPlan.everything(), new RandomStream(1));
        LlavaModel model = base.with(adapter)) {
      Training.run(model, reference, 2);
      try (LlavaModel merged = model.merged()) {
        assertThat(Training.logits(merged, reference)).isEqualTo(Training.logits(model, reference));
        Training.run(model, reference, 1);
        assertThat(Training.logits(merged, reference))
            .isNotEqualTo(Training.logits(model, reference));
      }
    }
  }

  @Test
  void two_adapters_on_one_base_do_not_disturb_each_other() {
    try (LlavaModel base = reference.load(Precision.F32);
        Adapter first = Adapter.create(base, EVERY_PART_WITH_LORA, new RandomStream(1));
        Adapter second = Adapter.create(base, EVERY_PART_WITH_LORA, new RandomStream(2));
        LlavaModel one = base.with(first);
        LlavaModel two = base.with(second)) {
      Training.fill(second, 4);
      float[] before = Training.logits(two, reference);
      List<Double> losses = Training.run(one, reference, 3);
      assertThat(Training.logits(two, reference)).isEqualTo(before);
      Training.run(two, reference, 3);
      try (Adapter again = Adapter.create(base, EVERY_PART_WITH_LORA, new RandomStream(1));
          LlavaModel alone = base.with(again)) {
        assertThat(Training.run(alone, reference, 3)).isEqualTo(losses);
        assertThat(Training.logits(alone, reference)).isEqualTo(Training.logits(one, reference));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void the_same_seed_gives_the_same_adapter_and_each_module_draws_for_itself(Precision precision) {
    AdapterPlan few =
        new AdapterPlan(
            Map.of(Part.LANGUAGE, PartMode.LORA),
            new LoraSettings(
                4, 8, 0, false, new LoraTargets.Suffixes(List.of("up_proj", "q_proj"))));
    try (LlavaModel base = reference.load(precision);
        Adapter one = Adapter.create(base, EVERY_PART_WITH_LORA, new RandomStream(1));
        Adapter same = Adapter.create(base, EVERY_PART_WITH_LORA, new RandomStream(1));
        Adapter other = Adapter.create(base, EVERY_PART_WITH_LORA, new RandomStream(2));
        Adapter part = Adapter.create(base, few, new RandomStream(1))) {
      assertThat(Training.bytes(one)).isEqualTo(Training.bytes(same));
      String name = "model.language_model.layers.1.mlp.up_proj.lora_A.weight";
      assertThat(Training.bytes(other).get(name)).isNotEqualTo(Training.bytes(one).get(name));
      assertThat(Training.bytes(part).get(name)).isEqualTo(Training.bytes(one).get(name));
    }
  }

  @Test
  void features_computed_beforehand_are_refused_where_their_part_is_trained() {
    AdapterPlan plan =
        new AdapterPlan(Map.of(Part.PROJECTOR, PartMode.LORA), LoraSettings.of(4, 8));
    try (LlavaModel base = reference.load(Precision.F32);
        Adapter adapter = Adapter.create(base, plan, new RandomStream(1));
        LlavaModel model = base.with(adapter);
        Scope scope = model.openScope();
        Trainer trainer = new Trainer(model, Training.KEEPING, new RandomStream(1))) {
      Batch batch = reference.batch(scope);
      Images.VisionFeatures seen =
          model.visionFeatures(scope, (Images.Pixels) batch.images().orElseThrow());
      Images.ImageFeatures projected = model.imageFeatures(scope, seen);
      Map<String, ByteBuffer> before = Training.bytes(adapter);
      assertThatThrownBy(() -> trainer.step(new Batch(batch.sequences(), Optional.of(projected))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cannot train model.multi_modal_projector.*");
      assertThat(Training.bytes(adapter)).isEqualTo(before);
      double fromPixels = trainer.step(batch).loss();
      assertThat(fromPixels).isFinite();
      trainer.step(new Batch(batch.sequences(), Optional.of(seen)));
      assertThat(seen.values().toFloats()).doesNotContain(Float.NaN);
    }
  }
}
