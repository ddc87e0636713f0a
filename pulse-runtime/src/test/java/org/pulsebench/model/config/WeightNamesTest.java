package org.pulsebench.model.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;

class WeightNamesTest {

  private static final Path WHERE = Path.of("checkpoint", "model.safetensors");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "llava-mha",
        "llava-gqa-tied",
        "llava-bias",
        "llava-next",
        "llama",
        "llama-tied-llama3"
      })
  void files_of_current_transformers_resolve(String name) {
    ModelLayout layout = layout(name);
    List<String> inFile = PublishedConfigs.lines(name, "tensors.txt");

    Map<String, String> resolved = new WeightNames(layout).resolve(inFile, WHERE);

    assertThat(resolved.keySet())
        .containsExactlyElementsOf(layout.parameters().stream().map(ParameterSpec::name).toList());
    assertThat(resolved.values()).containsExactlyInAnyOrderElementsOf(inFile);
  }

  @ParameterizedTest
  @CsvSource({
    "language_model.model., language_model.lm_head., multi_modal_projector., vision_tower.vision_model.",
    "language_model.model., language_model.lm_head., multi_modal_projector., vision_tower.",
    "model.language_model., lm_head., model.multi_modal_projector., model.vision_tower.vision_model.",
    "model.language_model., lm_head., model.multi_modal_projector., model.vision_tower."
  })
  void every_generation_of_names_resolves(
      String language, String head, String projector, String vision) {
    List<String> inFile = names("llava-mha", language, head, projector, vision);

    Map<String, String> resolved = new WeightNames(layout("llava-mha")).resolve(inFile, WHERE);

    assertThat(resolved)
        .containsEntry("lm_head.weight", head + "weight")
        .containsEntry("model.language_model.norm.weight", language + "norm.weight")
        .containsEntry("model.vision_tower.pre_layrnorm.bias", vision + "pre_layrnorm.bias")
        .containsEntry("model.multi_modal_projector.linear_2.bias", projector + "linear_2.bias");
    assertThat(resolved.values()).containsExactlyInAnyOrderElementsOf(inFile);
  }

  @Test
  void buffers_and_the_head_of_a_tied_checkpoint_are_skipped() {
    List<String> inFile = new ArrayList<>(PublishedConfigs.lines("llava-gqa-tied", "tensors.txt"));
    int tensors = inFile.size();
    inFile.add("vision_tower.embeddings.position_ids");
    inFile.add("language_model.model.layers.0.self_attn.rotary_emb.inv_freq");
    inFile.add("language_model.lm_head.weight");

    Map<String, String> resolved = new WeightNames(layout("llava-gqa-tied")).resolve(inFile, WHERE);

    assertThat(resolved).hasSize(tensors).doesNotContainKey("lm_head.weight");
  }

  @Test
  void missing_and_unknown_tensors_are_counted_and_the_first_named() {
    List<String> inFile = new ArrayList<>(PublishedConfigs.lines("llama", "tensors.txt"));
    inFile.removeIf(name -> name.contains("layers.1.mlp") || name.equals("model.norm.weight"));
    inFile.add("model.layers.0.self_attn.q_proj.qweight");

    assertThatThrownBy(() -> new WeightNames(layout("llama")).resolve(inFile, WHERE))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "Checkpoint's tensors are not those of its config.json: "
                + WHERE
                + "\n  found 4 missing (model.layers.1.mlp.gate_proj.weight, "
                + "model.layers.1.mlp.up_proj.weight, model.layers.1.mlp.down_proj.weight, ...) "
                + "and 1 unknown (model.layers.0.self_attn.q_proj.qweight); "
                + "expected the 21 tensors of this text-only LLaMA model, "
                + "named as in LlamaForCausalLM"
                + "\n  Fetch the checkpoint again with all its shards, "
                + "or use the config.json it came with.");
  }

  @Test
  void the_head_of_an_untied_checkpoint_may_not_be_absent() {
    List<String> inFile = new ArrayList<>(PublishedConfigs.lines("llava-mha", "tensors.txt"));
    inFile.remove("language_model.lm_head.weight");

    assertThatThrownBy(() -> new WeightNames(layout("llava-mha")).resolve(inFile, WHERE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1 missing (language_model.lm_head.weight) and 0 unknown");
  }

  @Test
  void a_mixture_of_generations_is_refused() {
    List<String> inFile = new ArrayList<>(PublishedConfigs.lines("llava-mha", "tensors.txt"));
    inFile.remove("language_model.model.norm.weight");
    inFile.add("model.language_model.norm.weight");

    assertThatThrownBy(() -> new WeightNames(layout("llava-mha")).resolve(inFile, WHERE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("mixes two generations")
        .hasMessageContaining(WHERE + ", tensor model.language_model.norm.weight")
        .hasMessageContaining("expected language_model.model.norm.weight");
  }

  @Test
  void two_checkpoints_in_one_directory_are_refused_as_a_mixture() {
    List<String> inFile = new ArrayList<>(PublishedConfigs.lines("llava-mha", "tensors.txt"));
    layout("llava-mha").parameters().forEach(p -> inFile.add(p.name()));

    assertThatThrownBy(() -> new WeightNames(layout("llava-mha")).resolve(inFile, WHERE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("mixes two generations");
  }

  @Test
  void a_tensor_in_two_shards_is_refused() {
    List<String> inFile = new ArrayList<>(PublishedConfigs.lines("llama", "tensors.txt"));
    inFile.add("model.norm.weight");

    assertThatThrownBy(() -> new WeightNames(layout("llama")).resolve(inFile, WHERE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("more than once")
        .hasMessageContaining("tensor model.norm.weight");
  }

  @Test
  void a_text_only_file_under_a_llava_configuration_is_refused() {
    List<String> inFile = PublishedConfigs.lines("llama", "tensors.txt");

    assertThatThrownBy(() -> new WeightNames(layout("llava-mha")).resolve(inFile, WHERE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("79 missing")
        .hasMessageContaining("20 unknown");
  }

  private static ModelLayout layout(String name) {
    return ModelLayout.of(PublishedConfigs.tiny(name));
  }

  private static List<String> names(
      String model, String language, String head, String projector, String vision) {
    return layout(model).parameters().stream()
        .map(ParameterSpec::name)
        .map(
            name ->
                name.replaceFirst("^lm_head\\.", head)
                    .replaceFirst("^model\\.language_model\\.", language)
                    .replaceFirst("^model\\.multi_modal_projector\\.", projector)
                    .replaceFirst("^model\\.vision_tower\\.", vision))
        .toList();
  }
}
