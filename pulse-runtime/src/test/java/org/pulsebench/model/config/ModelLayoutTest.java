package org.pulsebench.model.config;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelLayoutTest {

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
  void names_shapes_and_order_are_those_of_transformers(String name) {
    ModelLayout layout = ModelLayout.of(PublishedConfigs.tiny(name));

    List<String> lines = layout.parameters().stream().map(ModelLayoutTest::line).toList();

    assertThat(lines).containsExactlyElementsOf(PublishedConfigs.lines(name, "parameters.txt"));
  }

  private static String line(ParameterSpec parameter) {
    return parameter.name()
        + Arrays.stream(parameter.shape().getShape())
            .mapToObj(dim -> " " + dim)
            .collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(strings = {"llava-mha", "llava-gqa-tied", "llava-bias", "llava-next", "llama"})
  void every_linear_module_has_its_weight_and_bias_among_the_parameters(String name) {
    ModelLayout layout = ModelLayout.of(PublishedConfigs.tiny(name));

    for (LinearSpec linear : layout.linears()) {
      if (linear.outputHead() && layout.config().decoder().tiedHead()) {
        assertThat(layout.parameter(linear.path() + ".weight")).isEmpty();
        continue;
      }
      ParameterSpec weight = layout.parameter(linear.path() + ".weight").orElseThrow();
      assertThat(weight.shape()).isEqualTo(new Shape(linear.outFeatures(), linear.inFeatures()));
      assertThat(weight.part()).isEqualTo(linear.part());
      assertThat(weight.neededForFeatures()).isEqualTo(linear.neededForFeatures());
      assertThat(layout.parameter(linear.path() + ".bias").isPresent()).isEqualTo(linear.bias());
    }
  }

  @Test
  void the_linear_modules_without_the_head_are_those_that_peft_calls_all_linear() {
    ModelLayout layout = ModelLayout.of(PublishedConfigs.tiny("llava-gqa-tied"));

    List<LinearSpec> adapted = layout.linears().stream().filter(l -> !l.outputHead()).toList();

    assertThat(adapted).hasSize(34);
    assertThat(adapted.stream().mapToLong(l -> l.adapterSize(4)).sum()).isEqualTo(6848);
  }

  @Test
  void vision_weights_behind_the_feature_layer_are_not_needed() {
    ModelLayout layout = ModelLayout.of(PublishedConfigs.tiny("llava-mha"));

    assertThat(layout.parameters().stream().filter(p -> !p.neededForFeatures()))
        .hasSize(18)
        .allMatch(
            p ->
                p.name().startsWith("model.vision_tower.encoder.layers.2.")
                    || p.name().startsWith("model.vision_tower.post_layernorm."));
  }
}
