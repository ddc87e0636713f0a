package org.pulsebench.model.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.BadInputException;

class EstimateTest {

  private static final PartMode FULL = PartMode.FULL;
  private static final PartMode LORA = PartMode.LORA;

  @Test
  void parameters_of_the_published_models_are_exact() {
    Estimate small = Estimate.of(PublishedConfigs.llava7b());
    Estimate large = Estimate.of(PublishedConfigs.llava13b());

    assertThat(small.parameters()).isEqualTo(7_063_427_072L);
    assertThat(large.parameters()).isEqualTo(13_351_494_656L);
    assertThat((double) large.parameters()).isCloseTo(13.35e9, Percentage.withPercentage(0.1));
    assertThat(large.parameters(Part.VISION)).isEqualTo(303_507_456L);
    assertThat(large.parameters(Part.PROJECTOR)).isEqualTo(31_467_520L);
    assertThat(large.parameters(Part.LANGUAGE)).isEqualTo(13_016_519_680L);
  }

  @Test
  void trainable_parameters_are_those_of_the_modules_that_can_learn() {
    AdapterPlan plan =
        plan(Map.of(Part.VISION, LORA, Part.PROJECTOR, LORA, Part.LANGUAGE, LORA), 8);

    Map<Part, Long> trainable = Estimate.of(PublishedConfigs.llava13b()).trainableParameters(plan);

    long peft = 3_538_944L; // the updates of all 24 vision layers, of which 23 are run

    assertThat(trainable)
        .containsEntry(Part.VISION, peft / 24 * 23)
        .containsEntry(Part.PROJECTOR, 131_072L)
        .containsEntry(Part.LANGUAGE, 31_293_440L);
  }

  @Test
  void a_part_trained_in_full_counts_all_its_parameters_and_a_frozen_one_none() {
    Estimate estimate = Estimate.of(PublishedConfigs.tiny("llava-gqa-tied"));

    assertThat(estimate.trainableParameters(plan(Map.of(Part.LANGUAGE, FULL), 4)))
        .containsEntry(Part.VISION, 0L)
        .containsEntry(Part.PROJECTOR, 0L)
        .containsEntry(Part.LANGUAGE, estimate.parameters(Part.LANGUAGE));
  }

  /**
   * The measured bytes are those of {@code src/test/python/activation_reference.py}; the
   * corrections are what that measurement holds and the estimate leaves out (rotary tables,
   * vision's outer norms, pixels), less what it lacks (a norm behind which nothing is trained, the
   * output head).
   */
  @ParameterizedTest
  @CsvSource({
    "LANGUAGE,  lora, F32,  198912, 1536, 6336",
    "LANGUAGE,  lora, BF16, 190464, 768, 6336",
    "LANGUAGE,  full, F32,  225216, 1536, 6144",
    "PROJECTOR, lora, F32,  151232, 1536, 0",
    "PROJECTOR, lora, BF16, 93120,  768, 0",
    "PROJECTOR, full, F32,  150976, 1536, 0",
    "VISION,    lora, F32,  176976, 2192, 720",
    "VISION,    full, F32,  194352, 21728, 0"
  })
  void activations_are_the_tensors_that_autograd_keeps(
      Part part, String mode, Precision precision, long measured, long surplus, long lack) {
    ObjectNode json = PublishedConfigs.tiny("llava-mha").toJson();
    json.put(
        "vision_feature_layer", -1); // transformers runs all layers, so the count has to as well
    ModelConfig config = ModelConfig.parse(json, PublishedConfigs.FILE);
    AdapterPlan plan = plan(Map.of(part, mode.equals("full") ? FULL : LORA), 4);

    MemoryEstimate memory =
        Estimate.of(config)
            .memory(new Estimate.Request(2, 24, 1, precision, false, Optional.of(plan)));

    assertThat(memory.activations()).isEqualTo(measured - surplus + lack);
  }

  @Test
  void the_lines_of_lora_training_follow_their_formulas() {
    Estimate estimate = Estimate.of(PublishedConfigs.llava13b());
    AdapterPlan plan = plan(Map.of(Part.LANGUAGE, LORA, Part.PROJECTOR, FULL), 128);
    long trainable = 31_467_520L + 31_293_440L / 8 * 128;
    long unread = 12_596_224L + 2048; // the 24th vision layer and the outer norm

    MemoryEstimate memory =
        estimate.memory(new Estimate.Request(1, 1024, 1, Precision.BF16, false, Optional.of(plan)));

    assertThat(memory.weights()).isEqualTo(2 * (13_351_494_656L - 31_467_520L - unread));
    assertThat(memory.masterWeights()).isEqualTo(4 * trainable);
    assertThat(memory.gradients()).isEqualTo(4 * trainable);
    assertThat(memory.optimizerState()).isEqualTo(8 * trainable);
    assertThat(memory.logitsAndLoss()).isEqualTo(1024L * 32064 * (2 + 12));
    assertThat(memory.total())
        .isEqualTo(
            memory.weights()
                + memory.masterWeights()
                + memory.gradients()
                + memory.optimizerState()
                + memory.activations()
                + memory.logitsAndLoss()
                + memory.workingBuffers());
  }

  @Test
  void a_part_trained_in_full_is_float32_under_bfloat16_too() {
    Estimate estimate = Estimate.of(PublishedConfigs.tiny("llama"));
    AdapterPlan plan = plan(Map.of(Part.LANGUAGE, FULL), 4);

    MemoryEstimate single =
        estimate.memory(new Estimate.Request(2, 24, 0, Precision.F32, false, Optional.of(plan)));
    MemoryEstimate half =
        estimate.memory(new Estimate.Request(2, 24, 0, Precision.BF16, false, Optional.of(plan)));

    assertThat(half).isEqualTo(single);
    assertThat(half.weights()).isZero();
    assertThat(half.masterWeights()).isEqualTo(4 * estimate.parameters());
  }

  @Test
  void checkpointing_keeps_one_input_per_layer_and_runs_one_layer_again() {
    ModelConfig config = PublishedConfigs.tiny("llama");
    AdapterPlan plan = plan(Map.of(Part.LANGUAGE, LORA), 4);

    MemoryEstimate memory =
        Estimate.of(config)
            .memory(new Estimate.Request(2, 24, 0, Precision.F32, true, Optional.of(plan)));

    long layer = ActivationMemory.decoderLayer(config.decoder(), LORA, 4, Precision.F32);
    long finalNorm = 4 * 33;
    assertThat(layer).isEqualTo(2056);
    assertThat(memory.activations()).isEqualTo(48 * (2 * 4 * 32 + finalNorm));
    assertThat(memory.workingBuffers())
        .isEqualTo(48 * (layer + 4 * (3 * 56 + 2 * 32)) - memory.logitsAndLoss());
  }

  @Test
  void scoring_keeps_no_activations_gradients_or_optimizer_state() {
    MemoryEstimate memory =
        Estimate.of(PublishedConfigs.tiny("llava-mha"))
            .memory(new Estimate.Request(2, 24, 1, Precision.BF16, true, Optional.empty()));

    assertThat(memory.activations()).isZero();
    assertThat(memory.gradients()).isZero();
    assertThat(memory.optimizerState()).isZero();
    assertThat(memory.logitsAndLoss()).isEqualTo(48 * 48 * (2 + 4 + 4));
  }

  @Test
  void a_13b_model_on_one_gpu_is_explained_line_by_line() {
    MemoryEstimate memory =
        Estimate.of(PublishedConfigs.llava13b())
            .memory(
                new Estimate.Request(
                    4,
                    1024,
                    1,
                    Precision.BF16,
                    true,
                    Optional.of(plan(Map.of(Part.LANGUAGE, LORA, Part.PROJECTOR, FULL), 8))));

    String table = memory.explain();

    assertThat(table.lines()).hasSize(8);
    assertThat(table.lines().findFirst().orElseThrow())
        .isEqualTo(
            "weights                           24.79 GiB  frozen weights in the model's precision");
    assertThat(table)
        .contains(
            "trainable master weights",
            "gradients",
            "optimizer state",
            "activations kept for backward",
            "logits and loss",
            "working buffers");
    assertThat(memory.total() / (double) (1 << 30)).isCloseTo(31, within(3.0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "llama     | 65 | 0 | LANGUAGE | tokens per sequence       | at most 64",
        "llama     | 24 | 1 | LANGUAGE | images per sequence       | text-only",
        "llama     | 24 | 0 | VISION   | trained parts             | at least one parameter of this model",
        "llava-mha | 7  | 2 | LANGUAGE | tokens per sequence       | at least the 8 tokens of 2 images"
      })
  void a_request_that_does_not_fit_the_model_is_refused(
      String model, int tokens, int images, Part part, String where, String expected) {
    Estimate estimate = Estimate.of(PublishedConfigs.tiny(model));
    Estimate.Request request =
        new Estimate.Request(
            1, tokens, images, Precision.F32, false, Optional.of(plan(Map.of(part, LORA), 4)));

    assertThatThrownBy(() -> estimate.memory(request))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(where)
        .hasMessageContaining(expected);
  }

  @Test
  void an_image_in_tiles_counts_with_the_most_of_them() {
    AdapterPlan plan = plan(Map.of(Part.LANGUAGE, LORA, Part.PROJECTOR, FULL), 8);
    Estimate.Request request =
        new Estimate.Request(1, 4000, 1, Precision.F32, false, Optional.of(plan));
    Estimate.Request without =
        new Estimate.Request(1, 4000, 0, Precision.F32, false, Optional.of(plan));
    Estimate tiled = Estimate.of(PublishedConfigs.llavaNext7b());
    Estimate whole = Estimate.of(PublishedConfigs.llava7b());

    assertThat(tiled.memory(request).activations() - tiled.memory(without).activations())
        .isEqualTo(5 * (whole.memory(request).activations() - whole.memory(without).activations()))
        .isPositive();
    assertThat(tiled.parameters()).isEqualTo(whole.parameters() + 4096);
    assertThat(tiled.trainableParameters(plan)).isEqualTo(whole.trainableParameters(plan));
  }

  @Test
  void a_small_image_fits_where_the_largest_would_not() {
    Estimate.Request request =
        new Estimate.Request(1, 1000, 1, Precision.F32, false, Optional.empty());

    assertThat(Estimate.of(PublishedConfigs.llavaNext7b()).memory(request).total()).isPositive();
  }

  @Test
  void only_the_targets_of_a_plan_are_counted() {
    LoraSettings queries =
        new LoraSettings(8, 16, 0, false, new LoraTargets.Suffixes(List.of("q_proj")));

    Map<Part, Long> trainable =
        Estimate.of(PublishedConfigs.llava13b())
            .trainableParameters(new AdapterPlan(Map.of(Part.LANGUAGE, LORA), queries));

    assertThat(trainable).containsEntry(Part.LANGUAGE, 40L * 8 * (5120 + 5120));
  }

  private static AdapterPlan plan(Map<Part, PartMode> modes, int rank) {
    return new AdapterPlan(modes, LoraSettings.of(rank, 16));
  }
}
