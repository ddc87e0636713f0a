package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LinearSpec;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.LoraTargets;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.model.config.ModelLayout;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;
import org.pulsebench.model.config.Precision;

class LoraTargetsTest {

  private final ModelLayout layout =
      ModelLayout.of(ModelConfig.read(Reference.of("mha-untied").directory()));

  @Test
  void a_suffix_reaches_only_into_parts_that_are_trained_with_lora() {
    LoraTargets names = new LoraTargets.Suffixes(List.of("q_proj", "linear_1"));
    assertThat(modules(names, Part.LANGUAGE))
        .containsExactly(
            "model.language_model.layers.0.self_attn.q_proj",
            "model.language_model.layers.1.self_attn.q_proj");
    assertThat(modules(names, Part.PROJECTOR))
        .containsExactly("model.multi_modal_projector.linear_1");
    assertThat(modules(names, Part.VISION))
        .containsExactly(
            "model.vision_tower.encoder.layers.0.self_attn.q_proj",
            "model.vision_tower.encoder.layers.1.self_attn.q_proj");
  }

  @Test
  void a_suffix_is_a_whole_component_of_the_path() {
    assertThat(modules(new LoraTargets.Suffixes(List.of("proj")), Part.LANGUAGE)).isEmpty();
    assertThat(modules(new LoraTargets.Suffixes(List.of("self_attn.o_proj")), Part.LANGUAGE))
        .hasSize(2);
    assertThat(new LoraTargets.Suffixes(List.of("linear_1")).selects("linear_1")).isTrue();
  }

  @Test
  void all_linear_leaves_the_output_head_out_and_every_other_choice_does_too() {
    assertThat(modules(new LoraTargets.AllLinear(), Part.LANGUAGE))
        .hasSize(14)
        .doesNotContain(ModelLayout.HEAD);
    assertThat(modules(new LoraTargets.Suffixes(List.of("lm_head")), Part.LANGUAGE)).isEmpty();
    assertThat(modules(new LoraTargets.Matching("lm_head|.*"), Part.LANGUAGE))
        .hasSize(14)
        .doesNotContain(ModelLayout.HEAD);
  }

  @Test
  void vision_layers_that_are_never_run_get_no_update() {
    assertThat(modules(new LoraTargets.AllLinear(), Part.VISION))
        .hasSize(12)
        .noneMatch(path -> path.contains("layers.2."));
  }

  @Test
  void an_expression_has_to_match_the_whole_path() {
    assertThat(modules(new LoraTargets.Matching("q_proj"), Part.LANGUAGE)).isEmpty();
    assertThat(modules(new LoraTargets.Matching(".*layers\\.1\\..*_proj"), Part.LANGUAGE))
        .hasSize(7);
    assertThat(modules(new LoraTargets.Matching("model\\.language_model"), Part.LANGUAGE))
        .isEmpty();
  }

  @Test
  void targets_that_are_none_are_refused() {
    assertThatThrownBy(() -> new LoraTargets.Suffixes(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("targets is [], must be at least one name");
    assertThatThrownBy(() -> new LoraTargets.Matching("a("))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("targets is no regular expression");
  }

  @Test
  void a_plan_that_selects_nothing_is_refused() {
    try (LlavaModel base = Reference.of("mha-untied").load(Precision.F32)) {
      AdapterPlan plan = plan(new LoraTargets.Suffixes(List.of("nonsuch")), Part.LANGUAGE);
      assertThatThrownBy(() -> Adapter.create(base, plan, new RandomStream(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("selects no parameter of this model");
    }
    assertThatThrownBy(() -> new AdapterPlan(Map.of(), LoraSettings.of(4, 8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one part that is trained");
  }

  @Test
  void what_is_trained_is_listed_by_part() {
    AdapterPlan plan =
        new AdapterPlan(
            Map.of(
                Part.VISION, PartMode.LORA,
                Part.PROJECTOR, PartMode.FULL,
                Part.LANGUAGE, PartMode.LORA),
            new LoraSettings(2, 4, 0, false, new LoraTargets.Suffixes(List.of("v_proj"))));
    try (LlavaModel base = Reference.of("mha-untied").load(Precision.F32);
        Adapter adapter = Adapter.create(base, plan, new RandomStream(1))) {
      assertThat(adapter.parameters())
          .extracting(each -> each.part() + " " + each.name())
          .containsExactly(
              "VISION model.vision_tower.encoder.layers.0.self_attn.v_proj.lora_A.weight",
              "VISION model.vision_tower.encoder.layers.0.self_attn.v_proj.lora_B.weight",
              "VISION model.vision_tower.encoder.layers.1.self_attn.v_proj.lora_A.weight",
              "VISION model.vision_tower.encoder.layers.1.self_attn.v_proj.lora_B.weight",
              "LANGUAGE model.language_model.layers.0.self_attn.v_proj.lora_A.weight",
              "LANGUAGE model.language_model.layers.0.self_attn.v_proj.lora_B.weight",
              "LANGUAGE model.language_model.layers.1.self_attn.v_proj.lora_A.weight",
              "LANGUAGE model.language_model.layers.1.self_attn.v_proj.lora_B.weight",
              "PROJECTOR model.multi_modal_projector.linear_1.weight",
              "PROJECTOR model.multi_modal_projector.linear_1.bias",
              "PROJECTOR model.multi_modal_projector.linear_2.weight",
              "PROJECTOR model.multi_modal_projector.linear_2.bias");
      assertThat(adapter.size(Part.VISION)).isEqualTo(2 * 2 * 64);
      assertThat(adapter.size(Part.PROJECTOR)).isEqualTo(2 * (32 * 32 + 32));
      assertThat(adapter.size(Part.LANGUAGE)).isEqualTo(2 * 2 * 64);
      assertThat(adapter.updatedModules()).hasSize(4);
      assertThat(adapter.copiedParameters()).hasSize(4);
    }
  }

  private List<String> modules(LoraTargets targets, Part part) {
    return plan(targets, part).loraModules(layout).stream().map(LinearSpec::path).toList();
  }

  private static AdapterPlan plan(LoraTargets targets, Part part) {
    return new AdapterPlan(Map.of(part, PartMode.LORA), new LoraSettings(4, 8, 0, false, targets));
  }
}
