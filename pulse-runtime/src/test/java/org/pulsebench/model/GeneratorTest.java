package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;

class GeneratorTest {

  private static final int NEVER = 159;

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void continuations_of_one_shared_prefix_are_those_computed_separately(Reference reference) {
    GenerationSettings settings = greedy(12);
    try (LlavaModel model = reference.load(Precision.F32);
        Scope scope = model.openScope();
        Prefix prefix = model.prefix(scope, prompts(reference, scope), 0)) {
      List<int[]> separate = new ArrayList<>();
      for (int row = 0; row < 3; row++) {
        separate.addAll(Generator.generate(model, reference.prompt(scope, row), settings));
      }
      int[] rows = {2, 0, 0, 1, 2};
      List<int[]> shared = Generator.generate(model, prefix, rows, settings);
      for (int i = 0; i < rows.length; i++) {
        assertThat(shared.get(i)).hasSize(12).isEqualTo(separate.get(rows[i]));
      }
      assertThat(Generator.generate(model, prefix, new int[] {1}, settings))
          .containsExactly(separate.get(1));
    }
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void a_prefix_gives_the_log_probabilities_of_the_whole_sequence(Reference reference) {
    List<int[]> continuations =
        List.of(
            new int[] {7},
            new int[] {9, 4, 33, 120, 5, 6, 99},
            new int[] {8, 8},
            new int[] {20},
            new int[] {21, 22, 23, 24});
    int[] rows = {0, 0, 1, 2, 2};
    try (LlavaModel model = reference.load(Precision.F32);
        Scope scope = model.openScope();
        Prefix prefix = model.prefix(scope, prompts(reference, scope), 3)) {
      float[] before = prefix.nextLogits();
      List<float[]> found = prefix.logProbs(rows, continuations);
      for (int i = 0; i < rows.length; i++) {
        assertThat(found.get(i))
            .containsExactly(
                logProbs(model, reference.prompt(scope, rows[i]), continuations.get(i)),
                within(1e-4f));
      }
      assertThat(prefix.nextLogits()).isEqualTo(before);
      assertThat(prefix.length(1)).isEqualTo(reference.prompt(scope, 1).tokens());
      assertThat(prefix.logProbs(rows, continuations).toArray(float[][]::new))
          .isDeepEqualTo(found.toArray(float[][]::new));
    }
  }

  private static float[] logProbs(LlavaModel model, Batch prompt, int[] continuation) {
    int[] start = prompt.sequences().get(0).ids();
    int[] ids = Arrays.copyOf(start, start.length + continuation.length);
    int[] labels = new int[ids.length];
    Arrays.fill(labels, Batch.IGNORED);
    for (int i = 0; i < continuation.length; i++) {
      ids[start.length + i] = continuation[i];
      labels[start.length + i] = continuation[i];
    }
    try (Scope scope = model.openScope();
        Tape tape = Tape.inference(scope)) {
      Batch whole = new Batch(List.of(new Batch.Sequence(ids, labels)), prompt.images());
      return model.tokenLogProbs(tape, whole).toFloats();
    }
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void appending_tokens_is_going_through_the_model_once_more(Reference reference) {
    for (Precision precision : Precision.values()) {
      try (LlavaModel model = reference.load(precision);
          Scope scope = model.openScope();
          Prefix prefix = model.prefix(scope, prompts(reference, scope), 3)) {
        int[][] appended = {{5, 6, 7}, {8, 9, 10}, {11, 12, 13}};
        for (int[] tokens : appended) {
          prefix.append(tokens);
        }
        float[] found = prefix.nextLogits();
        for (int row = 0; row < 3; row++) {
          float[] expected = logits(model, reference.prompt(scope, row), appended, row);
          assertThat(Arrays.copyOfRange(found, row * 160, row * 160 + 160))
              .containsExactly(expected, within(precision == Precision.F32 ? 1e-4f : 0.2f));
        }
        assertThat(prefix.length(0)).isEqualTo(reference.prompt(scope, 0).tokens() + 3);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void continuing_by_several_tokens_is_appending_them_one_by_one(Reference reference) {
    int[] rows = {2, 0, 0};
    List<int[]> tokens = List.of(new int[] {5, 6, 7}, new int[] {8}, new int[] {9, 10});
    try (LlavaModel model = reference.load(Precision.F32);
        Scope scope = model.openScope();
        Prefix prefix = model.prefix(scope, prompts(reference, scope), 0);
        Prefix continued = prefix.continued(scope, rows, tokens)) {
      float[] found = continued.nextLogits();
      List<int[]> later = List.of(new int[] {11, 12}, new int[] {13, 14}, new int[] {15, 16});
      List<float[]> laterFound = continued.logProbs(new int[] {0, 1, 2}, later);
      for (int i = 0; i < rows.length; i++) {
        try (Prefix one = prefix.copy(scope, new int[] {rows[i]}, tokens.get(i).length)) {
          for (int token : tokens.get(i)) {
            one.append(new int[] {token});
          }
          assertThat(continued.length(i)).isEqualTo(one.length(0));
          assertThat(Arrays.copyOfRange(found, i * 160, i * 160 + 160))
              .containsExactly(one.nextLogits(), within(1e-4f));
          assertThat(laterFound.get(i))
              .containsExactly(
                  one.logProbs(new int[] {0}, List.of(later.get(i))).get(0), within(1e-4f));
        }
      }
    }
  }

  private static float[] logits(LlavaModel model, Batch prompt, int[][] appended, int row) {
    int[] start = prompt.sequences().get(0).ids();
    int[] ids = Arrays.copyOf(start, start.length + appended.length);
    for (int i = 0; i < appended.length; i++) {
      ids[start.length + i] = appended[i][row];
    }
    try (Scope scope = model.openScope();
        Tape tape = Tape.inference(scope)) {
      Batch whole = new Batch(List.of(Batch.Sequence.unlabelled(ids)), prompt.images());
      float[] all = model.logits(tape, whole).toFloats();
      return Arrays.copyOfRange(all, all.length - 160, all.length);
    }
  }

  @Test
  void a_copy_of_a_prefix_goes_its_own_way_and_may_outlive_it() {
    Reference reference = Reference.of("mha-untied");
    try (LlavaModel model = reference.load(Precision.F32);
        Scope scope = model.openScope()) {
      Prefix prefix = model.prefix(scope, prompts(reference, scope), 2);
      float[] before = prefix.nextLogits();
      Prefix copy = prefix.copy(scope, new int[] {1, 1}, 2);
      copy.append(new int[] {3, 4});
      assertThat(prefix.nextLogits()).isEqualTo(before);
      prefix.append(new int[] {3, 3, 3});
      float[] ofRowOne = Arrays.copyOfRange(prefix.nextLogits(), 160, 320);
      prefix.close();
      float[] ofCopy = copy.nextLogits();
      assertThat(Arrays.copyOf(ofCopy, 160)).containsExactly(ofRowOne, within(1e-4f));
      copy.append(new int[] {5, 5});
      assertThat(copy.length(0)).isEqualTo(reference.prompt(scope, 1).tokens() + 2);
      copy.close();
    }
  }

  @Test
  void a_prefix_without_room_says_so() {
    Reference reference = Reference.of("mha-untied");
    try (LlavaModel model = reference.load(Precision.F32);
        Scope scope = model.openScope();
        Prefix prefix = model.prefix(scope, reference.prompt(scope, 1), 1)) {
      prefix.append(new int[] {3});
      float[] before = prefix.nextLogits();
      assertThatThrownBy(() -> prefix.append(new int[] {4}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the prefix has no room for another token");
      assertThat(prefix.nextLogits()).isEqualTo(before);
    }
  }

  @Test
  void an_answer_ends_with_its_first_stop_id_and_others_go_on() {
    Reference reference = Reference.of("mha-untied");
    try (LlavaModel model = reference.load(Precision.F32);
        Scope scope = model.openScope()) {
      Batch prompts = prompts(reference, scope);
      List<int[]> free = Generator.generate(model, prompts, greedy(10));
      int stop = free.get(1)[3];
      GenerationSettings settings =
          new GenerationSettings(10, Set.of(stop, NEVER), new Sampling.Greedy());
      List<int[]> stopped = Generator.generate(model, prompts, settings);
      for (int row = 0; row < 3; row++) {
        assertThat(stopped.get(row)).isEqualTo(upTo(stop, free.get(row)));
      }
      assertThat(stopped.get(1)).endsWith(stop).hasSizeLessThanOrEqualTo(4);
    }
  }

  private static int[] upTo(int stop, int[] tokens) {
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] == stop) {
        return Arrays.copyOf(tokens, i + 1);
      }
    }
    return tokens;
  }

  @Test
  void greedy_settings_stop_at_the_ids_of_the_checkpoint() {
    ModelConfig config = ModelConfig.read(Reference.of("mha-untied").directory());
    GenerationSettings settings = GenerationSettings.greedy(config, 5);
    assertThat(settings.stopIds()).containsExactly(80);
    assertThat(settings.maxNewTokens()).isEqualTo(5);
    assertThatThrownBy(() -> greedy(0)).hasMessage("maxNewTokens is 0, must be positive");
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void the_same_seed_draws_the_same_tokens_whatever_else_is_in_the_batch(Reference reference) {
    GenerationSettings settings = nucleus(17, 12);
    try (LlavaModel model = reference.load(Precision.F32);
        Scope scope = model.openScope()) {
      Batch first = reference.prompt(scope, 0);
      int[] alone = Generator.generate(model, first, settings).get(0);
      assertThat(alone).hasSize(12);
      assertThat(Generator.generate(model, first, settings).get(0)).isEqualTo(alone);
      List<int[]> together = Generator.generate(model, prompts(reference, scope), settings);
      assertThat(together.get(0)).isEqualTo(alone);
      assertThat(Generator.generate(model, first, nucleus(18, 12)).get(0)).isNotEqualTo(alone);
      try (Prefix prefix = model.prefix(scope, first, 0)) {
        List<int[]> answers = Generator.generate(model, prefix, new int[] {0, 0, 0}, settings);
        assertThat(answers.get(0)).isEqualTo(alone);
        assertThat(answers.get(1)).isNotEqualTo(alone);
        assertThat(answers.get(2)).isNotEqualTo(alone).isNotEqualTo(answers.get(1));
      }
    }
  }

  @Test
  void draws_follow_the_probabilities() {
    double[] probabilities = {0.1, 0.5, 0.15, 0.25};
    double[] frequencies = frequencies(logs(probabilities), new Sampling.Nucleus(1, 1, 0));
    assertThat(frequencies).containsExactly(probabilities, within(0.02));
  }

  @Test
  void a_bound_keeps_the_most_likely_tokens_and_no_more_than_it_needs() {
    float[] logits = logs(0.1, 0.5, 0.15, 0.25);
    assertThat(frequencies(logits, new Sampling.Nucleus(1, 0.6, 0)))
        .containsExactly(new double[] {0, 0.5 / 0.75, 0, 0.25 / 0.75}, within(0.02));
    assertThat(frequencies(logits, new Sampling.Nucleus(1, 0.8, 0)))
        .containsExactly(new double[] {0, 0.5 / 0.9, 0.15 / 0.9, 0.25 / 0.9}, within(0.02));
    assertThat(frequencies(logits, new Sampling.Nucleus(1, 1e-9, 0))).containsExactly(0, 1, 0, 0);
  }

  @Test
  void a_temperature_sharpens_or_flattens() {
    float[] logits = logs(0.1, 0.5, 0.15, 0.25);
    double total = 0.01 + 0.25 + 0.0225 + 0.0625;
    assertThat(frequencies(logits, new Sampling.Nucleus(0.5, 1, 0)))
        .containsExactly(
            new double[] {0.01 / total, 0.25 / total, 0.0225 / total, 0.0625 / total},
            within(0.02));
    assertThat(frequencies(logits, new Sampling.Nucleus(1e-6, 1, 0))).containsExactly(0, 1, 0, 0);
    assertThat(frequencies(logits, new Sampling.Nucleus(1e6, 1, 0)))
        .containsExactly(new double[] {0.25, 0.25, 0.25, 0.25}, within(0.02));
  }

  @Test
  void large_and_impossible_scores_are_drawn_from_too() {
    float[] logits = {1e4f, Float.NEGATIVE_INFINITY, 1e4f, -1e4f};
    assertThat(frequencies(logits, new Sampling.Nucleus(1, 1, 0)))
        .containsExactly(new double[] {0.5, 0, 0.5, 0}, within(0.02));
  }

  @Test
  void sampling_settings_out_of_range_are_refused_by_name() {
    assertThatThrownBy(() -> new Sampling.Nucleus(0, 1, 0))
        .hasMessage("temperature is 0.0, must be over 0");
    assertThatThrownBy(() -> new Sampling.Nucleus(1, 0, 0))
        .hasMessage("topP is 0.0, must be in (0, 1]");
    assertThatThrownBy(() -> new Sampling.Nucleus(1, 1.1, 0))
        .hasMessage("topP is 1.1, must be in (0, 1]");
  }

  private static double[] frequencies(float[] logits, Sampling.Nucleus nucleus) {
    int draws = 10_000;
    RandomStream random = new RandomStream(3);
    double[] frequencies = new double[logits.length];
    for (int i = 0; i < draws; i++) {
      frequencies[Generator.draw(logits, nucleus, random)] += 1.0 / draws;
    }
    return Arrays.stream(frequencies).map(f -> Math.round(f * draws) / (double) draws).toArray();
  }

  private static float[] logs(double... probabilities) {
    float[] logs = new float[probabilities.length];
    IntStream.range(0, logs.length).forEach(i -> logs[i] = (float) Math.log(probabilities[i]) + 3);
    return logs;
  }

  private static GenerationSettings greedy(int tokens) {
    return new GenerationSettings(tokens, Set.of(NEVER), new Sampling.Greedy());
  }

  private static GenerationSettings nucleus(long seed, int tokens) {
    return new GenerationSettings(tokens, Set.of(NEVER), new Sampling.Nucleus(1, 0.95, seed));
  }

  /** Returns the prompts of all three rows, which differ in length. */
  private static Batch prompts(Reference reference, Scope scope) {
    List<Batch.Sequence> prompts = new ArrayList<>();
    for (int row = 0; row < 3; row++) {
      prompts.addAll(reference.prompt(scope, row).sequences());
    }
    return new Batch(prompts, reference.batch(scope).images());
  }
}
