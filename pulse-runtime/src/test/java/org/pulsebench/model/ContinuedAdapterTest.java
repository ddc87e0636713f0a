package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.LoraTargets;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.ElementType;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;
import org.pulsebench.tensor.Tensor;

/** One adapter that is trained again and again, not always in all its parts. */
class ContinuedAdapterTest {

  private static final LoraSettings LORA = LoraSettings.of(4, 8);
  private static final AdapterPlan LANGUAGE = plan(Map.of(Part.LANGUAGE, PartMode.LORA));
  private static final AdapterPlan PROJECTOR = plan(Map.of(Part.PROJECTOR, PartMode.FULL));
  private static final AdapterPlan BOTH = AdapterPlan.languageAndProjector(LORA);
  private static final AdapterPlan EVERY_PART =
      plan(
          Map.of(
              Part.VISION, PartMode.LORA,
              Part.PROJECTOR, PartMode.FULL,
              Part.LANGUAGE, PartMode.LORA));

  private final Reference reference = Reference.of("mha-untied");

  @TempDir Path directory;
  private LlavaModel base;

  @BeforeEach
  void load() {
    base = reference.load(Precision.F32);
  }

  @AfterEach
  void close() {
    base.close();
  }

  private static AdapterPlan plan(Map<Part, PartMode> modes) {
    return new AdapterPlan(modes, LORA);
  }

  /** Returns an adapter that has learnt something. */
  private Adapter learnt(AdapterPlan plan) {
    Adapter adapter = Adapter.create(base, plan, new RandomStream(1));
    Training.fill(adapter, 2);
    try (LlavaModel model = base.with(adapter)) {
      Training.run(model, reference, 2);
    }
    return adapter;
  }

  private Adapter continued(Adapter from, AdapterPlan plan) {
    try (LlavaModel model = base.with(from)) {
      return Adapter.continuing(model, plan, new RandomStream(9));
    }
  }

  @Test
  void a_copy_is_the_same_and_goes_its_own_way() {
    try (Adapter first = learnt(BOTH);
        Adapter copy = continued(first, BOTH);
        LlavaModel model = base.with(copy)) {
      Map<String, ByteBuffer> before = Training.bytes(first);
      assertThat(Training.bytes(copy)).isEqualTo(before);
      Training.run(model, reference, 2);
      assertThat(Training.bytes(first)).isEqualTo(before);
      Training.bytes(copy)
          .forEach((name, bytes) -> assertThat(bytes).as(name).isNotEqualTo(before.get(name)));
    }
  }

  @Test
  void training_a_copy_is_training_the_adapter() {
    try (Adapter first = learnt(BOTH);
        Adapter copy = continued(first, BOTH);
        LlavaModel one = base.with(first);
        LlavaModel other = base.with(copy)) {
      assertThat(Training.run(other, reference, 3)).isEqualTo(Training.run(one, reference, 3));
      assertThat(Training.bytes(copy)).isEqualTo(Training.bytes(first));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void what_is_not_declared_keeps_its_bytes_and_has_no_gradient(boolean checkpointing) {
    try (Adapter first = learnt(EVERY_PART);
        Adapter copy = continued(first, PROJECTOR);
        LlavaModel model = base.with(copy)) {
      Map<String, ByteBuffer> before = Training.bytes(first);
      assertThat(copy.trainedParameters())
          .hasSize(4)
          .allSatisfy(each -> assertThat(each.part()).isEqualTo(Part.PROJECTOR));
      Training.run(model, reference, 3, Training.settings(1e-2, checkpointing));
      Training.bytes(copy)
          .forEach(
              (name, bytes) ->
                  assertThat(bytes.equals(before.get(name)))
                      .as(name)
                      .isEqualTo(!name.contains("projector")));
      try (Scope scope = model.openScope();
          Tape tape = Tape.recording(scope, new RandomStream(1))) {
        tape.backward(model.meanLoss(tape, reference.batch(scope)));
        copy.parameters()
            .forEach(
                each ->
                    assertThat(each.values().gradient(scope).isPresent())
                        .as(each.name())
                        .isEqualTo(each.trained()));
      }
    }
  }

  @Test
  void a_part_that_is_not_trained_needs_no_rate() {
    try (Adapter first = learnt(EVERY_PART);
        Adapter copy = continued(first, LANGUAGE);
        LlavaModel model = base.with(copy);
        Trainer trainer =
            new Trainer(
                model,
                new Trainer.Settings(
                    Map.of(Part.LANGUAGE, 1e-2),
                    0,
                    Training.KEEPING.optimizer(),
                    Training.KEEPING.schedule(),
                    false),
                new RandomStream(1));
        Scope scope = model.openScope()) {
      assertThat(trainer.step(reference.batch(scope)).loss()).isFinite();
    }
  }

  @Test
  void a_part_that_the_adapter_lacks_begins_as_in_a_fresh_one() {
    try (Adapter first = learnt(LANGUAGE);
        Adapter grown = continued(first, EVERY_PART);
        Adapter fresh = Adapter.create(base, EVERY_PART, new RandomStream(9));
        LlavaModel before = base.with(first);
        LlavaModel after = base.with(grown)) {
      assertThat(Training.logits(after, reference)).isEqualTo(Training.logits(before, reference));
      assertThat(grown.parameters())
          .extracting(AdapterParameter::name)
          .containsExactlyElementsOf(
              fresh.parameters().stream().map(AdapterParameter::name).toList());
      Map<String, ByteBuffer> expected = Training.bytes(fresh);
      expected.putAll(Training.bytes(first));
      assertThat(Training.bytes(grown)).isEqualTo(expected);
    }
  }

  @Test
  void an_adapter_without_updates_takes_the_settings_of_the_plan() {
    try (Adapter first = learnt(PROJECTOR);
        Adapter grown =
            continued(
                first,
                new AdapterPlan(Map.of(Part.LANGUAGE, PartMode.LORA), LoraSettings.of(2, 6)))) {
      assertThat(grown.settings().rank()).isEqualTo(2);
      assertThat(grown.copiedParameters()).isEqualTo(first.copiedParameters());
    }
  }

  @Test
  void modules_that_are_targets_no_more_stay_as_they_are() {
    LoraSettings few =
        new LoraSettings(4, 8, 0, false, new LoraTargets.Suffixes(List.of("q_proj")));
    try (Adapter first = learnt(LANGUAGE);
        Adapter copy =
            continued(first, new AdapterPlan(Map.of(Part.LANGUAGE, PartMode.LORA), few))) {
      assertThat(copy.updatedModules()).isEqualTo(first.updatedModules());
      assertThat(copy.trainedParameters())
          .hasSize(4)
          .allSatisfy(each -> assertThat(each.name()).contains("q_proj"));
    }
  }

  @Test
  void what_is_not_trained_is_written_and_read_with_the_rest() {
    try (Adapter first = learnt(EVERY_PART);
        Adapter copy = continued(first, LANGUAGE)) {
      AdapterFiles.write(copy, directory);
      try (Adapter read = AdapterFiles.read(directory, base)) {
        assertThat(Training.bytes(read)).isEqualTo(Training.bytes(first));
        assertThat(read.trainedParameters()).hasSameSizeAs(read.parameters());
      }
    }
  }

  @Test
  void dropout_leaves_alone_what_is_not_trained() {
    LoraSettings dropping = new LoraSettings(4, 8, 0.5, false, new LoraTargets.AllLinear());
    AdapterPlan everywhere =
        new AdapterPlan(
            Map.of(Part.PROJECTOR, PartMode.FULL, Part.LANGUAGE, PartMode.LORA), dropping);
    try (Adapter first = Adapter.create(base, everywhere, new RandomStream(1))) {
      Training.fill(first, 2);
      try (Adapter copy =
              continued(first, new AdapterPlan(Map.of(Part.PROJECTOR, PartMode.FULL), dropping));
          LlavaModel model = base.with(copy);
          Scope scope = model.openScope();
          Tape evaluated = Tape.inference(scope)) {
        Batch batch = reference.batch(scope);
        double expected = model.meanLoss(evaluated, batch).item();
        double found = Training.run(model, reference, 1).get(0);
        assertThat(found).isCloseTo(expected, within(1e-5));
      }
    }
  }

  @Test
  void frozen_parts_refuse_to_be_changed_and_so_does_the_base() {
    try (Adapter first = learnt(BOTH);
        Adapter copy = continued(first, LANGUAGE)) {
      Tensor projector = copy.parameters().get(copy.parameters().size() - 1).values();
      assertThatThrownBy(() -> projector.assign(projector))
          .hasMessage("a frozen tensor cannot be assigned to");
      Tensor head = base.parameter("lm_head.weight");
      assertThatThrownBy(() -> head.assign(head))
          .hasMessage("a frozen tensor cannot be assigned to");
      try (LlavaModel half = reference.load(Precision.BF16);
          LlavaModel model = base.with(first);
          LlavaModel merged = model.merged()) {
        Tensor converted = half.parameter("lm_head.weight");
        assertThat(converted.type()).isEqualTo(ElementType.BF16);
        assertThatThrownBy(() -> converted.assign(converted))
            .hasMessage("a frozen tensor cannot be assigned to");
        for (String name : first.copiedParameters()) {
          Tensor weight = merged.parameter(name);
          assertThatThrownBy(() -> weight.assign(weight))
              .hasMessage("a frozen tensor cannot be assigned to");
        }
      }
    }
  }

  @Test
  void another_mode_for_a_part_is_refused() {
    try (Adapter first = learnt(BOTH)) {
      AdapterPlan other = plan(Map.of(Part.PROJECTOR, PartMode.LORA));
      assertThatThrownBy(() -> continued(first, other))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              """
              A part cannot be trained in another mode than before: \
              part PROJECTOR of the model's adapter
                found LORA; expected FULL, in which the adapter has it, or FROZEN
                Learn and unlearn with the same mode, or leave the part out.""");
    }
  }

  @Test
  void another_rank_is_refused() {
    try (Adapter first = learnt(LANGUAGE)) {
      AdapterPlan other =
          new AdapterPlan(Map.of(Part.LANGUAGE, PartMode.LORA), LoraSettings.of(8, 8));
      assertThatThrownBy(() -> continued(first, other))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(
              "found rank 8, alpha 8.0, not rank-stabilised; "
                  + "expected rank 4, alpha 8.0, not rank-stabilised, as the adapter has them");
    }
  }

  @Test
  void creating_over_an_adapter_and_training_nothing_are_defects() {
    try (Adapter first = learnt(LANGUAGE);
        LlavaModel model = base.with(first)) {
      assertThatThrownBy(() -> Adapter.create(model, LANGUAGE, new RandomStream(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the model has an adapter; use Adapter.continuing");
      LoraSettings none =
          new LoraSettings(4, 8, 0, false, new LoraTargets.Suffixes(List.of("nothing")));
      assertThatThrownBy(
              () ->
                  Adapter.continuing(
                      model,
                      new AdapterPlan(Map.of(Part.LANGUAGE, PartMode.LORA), none),
                      new RandomStream(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("the plan selects no parameter of this model");
    }
  }
}
