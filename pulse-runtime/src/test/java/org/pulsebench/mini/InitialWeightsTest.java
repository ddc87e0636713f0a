package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.RandomStream;
import org.pulsebench.mini.MiniArchitecture.Sizes;
import org.pulsebench.model.config.ModelLayout;

class InitialWeightsTest {

  private static final int VOCABULARY = 800;
  private static final Sizes BINDING = Sizes.STANDARD;
  private static final Sizes PLAIN =
      new Sizes(64, 16, 128, 512, 4, 4, 192, 512, 6, 6, 256, false, false);
  private static final int HEAD_WIDTH = BINDING.width() / BINDING.heads();

  private static final String DECODER = "model.language_model.";
  private static final String VISION = "model.vision_tower.";
  private static final String PROJECTOR = "model.multi_modal_projector.";
  private static final String FIRST_LAYER = DECODER + "layers.0.";
  private static final String LAYER = DECODER + "layers.2.";

  private static float[] draw(String name, Sizes sizes) {
    return InitialWeights.draw(
        ModelLayout.of(MiniArchitecture.config(VOCABULARY, sizes)).parameter(name).orElseThrow(),
        new RandomStream(3),
        sizes);
  }

  private static void assertNormal(float[] values, String name, double deviation) {
    double mean = IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(1);
    double squares =
        IntStream.range(0, values.length)
            .mapToDouble(i -> values[i] * values[i])
            .average()
            .orElse(0);
    assertThat(Math.abs(mean)).as(name).isLessThan(5 * deviation / Math.sqrt(values.length));
    assertThat(Math.sqrt(squares))
        .as(name)
        .isCloseTo(deviation, Percentage.withPercentage(500 / Math.sqrt(values.length)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_decoder_is_normal_with_a_deviation_that_falls_with_the_inputs(boolean binding) {
    Sizes sizes = binding ? BINDING : PLAIN;
    assertMatrix(sizes, LAYER + "mlp.up_proj.weight", 0.7 / Math.sqrt(192));
    assertMatrix(sizes, LAYER + "self_attn.v_proj.weight", 0.7 / Math.sqrt(192));
    assertMatrix(
        sizes, LAYER + "self_attn.o_proj.weight", 0.7 / Math.sqrt(192 * 2 * sizes.layers()));
    assertMatrix(sizes, LAYER + "mlp.down_proj.weight", 0.7 / Math.sqrt(512 * 2 * sizes.layers()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void vision_tower_and_projector_are_normal_whatever_the_decoder(boolean binding) {
    Sizes sizes = binding ? BINDING : PLAIN;
    String vision = VISION + "encoder.layers.1.";
    assertMatrix(sizes, vision + "self_attn.q_proj.weight", 0.7 / Math.sqrt(128));
    assertMatrix(sizes, vision + "self_attn.out_proj.weight", 0.7 / Math.sqrt(128 * 2 * 4));
    assertMatrix(sizes, vision + "mlp.fc1.weight", 0.7 / Math.sqrt(128));
    assertMatrix(sizes, vision + "mlp.fc2.weight", 0.7 / Math.sqrt(512 * 2 * 4));
    assertMatrix(sizes, PROJECTOR + "linear_1.weight", 0.7 / Math.sqrt(128));
    assertMatrix(sizes, PROJECTOR + "linear_2.weight", 0.7 / Math.sqrt(192));
    assertMatrix(sizes, VISION + "embeddings.patch_embedding.weight", 0.7 / Math.sqrt(3 * 16 * 16));
    assertMatrix(sizes, VISION + "embeddings.position_embedding.weight", 0.3);
    assertMatrix(sizes, VISION + "embeddings.class_embedding", 0.3);
  }

  @Test
  void a_head_of_its_own_is_normal_and_small() {
    assertMatrix(PLAIN, "lm_head.weight", 0.02);
  }

  private static void assertMatrix(Sizes sizes, String name, double deviation) {
    assertNormal(draw(name, sizes), name, deviation);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void norms_begin_at_one_and_biases_at_zero(boolean binding) {
    Sizes sizes = binding ? BINDING : PLAIN;
    assertThat(draw(LAYER + "input_layernorm.weight", sizes)).containsOnly(1);
    assertThat(draw(DECODER + "norm.weight", sizes)).containsOnly(1);
    assertThat(draw(VISION + "pre_layrnorm.weight", sizes)).containsOnly(1);
    assertThat(draw(VISION + "pre_layrnorm.bias", sizes)).containsOnly(0);
    assertThat(draw(VISION + "encoder.layers.0.self_attn.q_proj.bias", sizes)).containsOnly(0);
    assertThat(draw(PROJECTOR + "linear_1.bias", sizes)).containsOnly(0);
  }

  @Test
  void without_a_binding_start_nothing_is_out_of_the_ordinary() {
    float[] queries = draw(LAYER + "self_attn.q_proj.weight", PLAIN);
    float[] keys = draw(LAYER + "self_attn.k_proj.weight", PLAIN);
    assertNormal(queries, "queries", 0.7 / Math.sqrt(192));
    assertNormal(keys, "keys", 0.7 / Math.sqrt(192));
    assertNormal(difference(queries, keys), "their difference", 0.7 / Math.sqrt(192 / 2));
    assertNormal(draw(DECODER + "embed_tokens.weight", PLAIN), "embedding", 0.1);
    assertThat(draw(PROJECTOR + "linear_2.bias", PLAIN)).containsOnly(0);
  }

  private static float[] difference(float[] minuend, float[] subtrahend) {
    float[] difference = minuend.clone();
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= subtrahend[i];
    }
    return difference;
  }

  @Test
  void with_a_binding_start_every_token_and_image_feature_has_the_same_first_coordinate() {
    float[] embedding = draw(DECODER + "embed_tokens.weight", BINDING);
    float[] others = new float[VOCABULARY * (BINDING.width() - 1)];
    for (int token = 0; token < VOCABULARY; token++) {
      int start = token * BINDING.width();
      assertThat(embedding[start]).isEqualTo(1);
      System.arraycopy(
          embedding, start + 1, others, token * (BINDING.width() - 1), BINDING.width() - 1);
    }
    assertNormal(others, "the other coordinates", 0.1);
    float[] bias = draw(PROJECTOR + "linear_2.bias", BINDING);
    assertThat(bias[0]).isEqualTo(1);
    assertThat(Arrays.copyOfRange(bias, 1, bias.length)).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {FIRST_LAYER, LAYER})
  void with_a_binding_start_three_heads_after_the_first_look_for_a_tokens_like(String layer) {
    float[] queries = draw(layer + "self_attn.q_proj.weight", BINDING);
    float[] keys = draw(layer + "self_attn.k_proj.weight", BINDING);
    int head = HEAD_WIDTH * BINDING.width();
    float[] matching = Arrays.copyOfRange(queries, head, 4 * head);
    assertThat(Arrays.copyOfRange(keys, head, 4 * head)).isEqualTo(matching);
    for (int i = 0; i < matching.length; i += BINDING.width()) {
      assertThat(matching[i]).as("what all tokens have in common").isZero();
    }
    double share = 1 - 1.0 / BINDING.width();
    assertNormal(matching, "queries", 0.06 * Math.sqrt(share));
    float[] elsewhere = draw(DECODER + "layers.3.self_attn.q_proj.weight", BINDING);
    assertThat(matching).isNotEqualTo(Arrays.copyOfRange(elsewhere, head, 4 * head));
  }

  @Test
  void with_a_binding_start_the_other_heads_are_plain() {
    int head = HEAD_WIDTH * BINDING.width();
    for (String projection : List.of("self_attn.q_proj.weight", "self_attn.k_proj.weight")) {
      float[] bound = draw(LAYER + projection, BINDING);
      float[] plain = draw(LAYER + projection, PLAIN);
      assertThat(Arrays.copyOf(bound, head)).isEqualTo(Arrays.copyOf(plain, head));
      assertThat(Arrays.copyOfRange(bound, 4 * head, bound.length))
          .isEqualTo(Arrays.copyOfRange(plain, 4 * head, plain.length));
    }
  }

  @Test
  void with_a_binding_start_the_vision_transformer_is_plain() {
    String attention = VISION + "encoder.layers.0.self_attn.";
    assertThat(draw(attention + "q_proj.weight", BINDING))
        .isEqualTo(draw(attention + "q_proj.weight", PLAIN));
    assertThat(draw(attention + "k_proj.weight", BINDING))
        .isEqualTo(draw(attention + "k_proj.weight", PLAIN))
        .isNotEqualTo(draw(attention + "q_proj.weight", BINDING));
  }

  @Test
  void with_a_binding_start_the_first_head_attends_most_to_the_token_before() {
    String attention = FIRST_LAYER + "self_attn.";
    double[] query = firstHead(draw(attention + "q_proj.weight", BINDING));
    double[] key = firstHead(draw(attention + "k_proj.weight", BINDING));
    for (int position = 1; position < BINDING.maxPositions(); position++) {
      double[] turnedQuery = turned(query, position);
      int attended = 0;
      double best = Double.NEGATIVE_INFINITY;
      for (int before = 0; before <= position; before++) {
        double score = product(turnedQuery, turned(key, before));
        if (score > best) {
          best = score;
          attended = before;
        }
      }
      assertThat(attended).isEqualTo(position - 1);
    }
  }

  /**
   * Returns what the first head makes of a token, which may depend on nothing but its first
   * coordinate.
   */
  private static double[] firstHead(float[] projection) {
    double[] output = new double[HEAD_WIDTH];
    for (int row = 0; row < HEAD_WIDTH; row++) {
      int start = row * BINDING.width();
      output[row] = projection[start];
      assertThat(Arrays.copyOfRange(projection, start + 1, start + BINDING.width()))
          .containsOnly(0);
    }
    return output;
  }

  /** Rotary positions as LLaMA has them: coordinate i turns with the one half a head further. */
  private static double[] turned(double[] vector, int position) {
    int half = vector.length / 2;
    double[] turned = new double[vector.length];
    for (int i = 0; i < half; i++) {
      double angle = position * Math.pow(MiniArchitecture.ROTARY_BASE, -2.0 * i / vector.length);
      turned[i] = vector[i] * Math.cos(angle) - vector[i + half] * Math.sin(angle);
      turned[i + half] = vector[i + half] * Math.cos(angle) + vector[i] * Math.sin(angle);
    }
    return turned;
  }

  private static double product(double[] left, double[] right) {
    return IntStream.range(0, left.length).mapToDouble(i -> left[i] * right[i]).sum();
  }
}
