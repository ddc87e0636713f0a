package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.DivergedException;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.ElementType;
import org.pulsebench.tensor.SafetensorsWriter;
import org.pulsebench.tensor.Scope;

/** What a prefix refuses, and that it is unharmed by having been asked. */
class PrefixTest {

  private static final Batch TWO_ROWS =
      Batch.ofText(List.of(Batch.Sequence.unlabelled(1, 2, 3, 4), Batch.Sequence.unlabelled(1, 2)));

  @TempDir Path directory;

  private LlavaModel model;
  private Scope scope;
  private Prefix prefix;
  private float[] before;

  @BeforeEach
  void open() {
    model = Reference.of("text-llama").load(Precision.F32);
    scope = model.openScope();
    prefix = model.prefix(scope, TWO_ROWS, 3);
    before = prefix.nextLogits();
  }

  @AfterEach
  void close() {
    prefix.close();
    scope.close();
    model.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {160, -1, Integer.MIN_VALUE})
  void an_appended_token_outside_the_vocabulary_is_refused(int id) {
    assertRefused(() -> prefix.append(new int[] {5, id}), BadInputException.class)
        .hasMessageStartingWith(
            "A token is outside the model's vocabulary: sequence 1 of the prefix, token 2\n"
                + "  found id "
                + id
                + "; expected 0 to 159");
  }

  @Test
  void one_token_a_sequence_is_appended() {
    assertRefused(() -> prefix.append(new int[] {5}), IllegalArgumentException.class)
        .hasMessage("number of tokens is 1, must be 2, one a sequence");
  }

  @Test
  void a_continuation_with_a_token_outside_the_vocabulary_is_refused() {
    List<int[]> continuations = List.of(new int[] {1}, new int[] {2, 160});
    assertRefused(() -> prefix.logProbs(new int[] {0, 1}, continuations), BadInputException.class)
        .hasMessageContaining("continuation 1, of sequence 1 of the prefix, token 1")
        .hasMessageContaining("found id 160; expected 0 to 159");
  }

  @Test
  void continuations_have_tokens_and_a_row_each() {
    List<int[]> one = List.of(new int[] {1});
    assertRefused(
            () -> prefix.logProbs(new int[] {0}, List.of(new int[0])),
            IllegalArgumentException.class)
        .hasMessage("length of continuation 0 is 0, must be positive");
    assertRefused(() -> prefix.logProbs(new int[] {0, 1}, one), IllegalArgumentException.class)
        .hasMessage("number of continuations is 1, must be 2, one a row given");
    assertRefused(() -> prefix.logProbs(new int[0], List.of()), IllegalArgumentException.class)
        .hasMessage("number of rows is 0, must be positive");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, -1})
  void a_row_that_is_not_there_is_refused(int row) {
    String message = "row is " + row + ", must be one of the prefix's, 0 to 1";
    int[] rows = {row};
    assertRefused(
            () -> prefix.logProbs(rows, List.of(new int[] {1})), IllegalArgumentException.class)
        .hasMessage(message);
    assertRefused(() -> prefix.copy(scope, rows, 1), IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void a_sequence_may_grow_up_to_the_last_position_and_no_further() {
    int most = model.config().decoder().maxPositions() - 4;
    prefix.copy(scope, new int[] {0}, most).close();
    String found = "found 4 tokens and " + (most + 1) + " new ones; expected at most";
    assertRefused(() -> prefix.copy(scope, new int[] {1, 0}, most + 1), BadInputException.class)
        .hasMessageContaining("grow too long for the model: sequence 0 of the prefix")
        .hasMessageContaining(found);
    assertRefused(() -> model.prefix(scope, TWO_ROWS, most + 1), BadInputException.class)
        .hasMessageContaining("sequence 0 of the batch")
        .hasMessageContaining(found);
    assertRefused(() -> model.prefix(scope, TWO_ROWS, Integer.MAX_VALUE), BadInputException.class)
        .hasMessageContaining("2147483647 new ones");
    assertRefused(() -> model.prefix(scope, TWO_ROWS, -1), IllegalArgumentException.class)
        .hasMessage("room is -1, must be 0 or more");
    List<int[]> continuations = List.of(new int[] {1}, new int[most + 1]);
    prefix.logProbs(new int[] {0, 1}, continuations);
    prefix.continued(scope, new int[] {0, 1}, continuations).close();
    assertRefused(
            () -> prefix.continued(scope, new int[] {1, 0}, continuations), BadInputException.class)
        .hasMessageContaining("continuation 1, of sequence 0 of the prefix")
        .hasMessageContaining(found);
    assertRefused(() -> prefix.logProbs(new int[] {1, 0}, continuations), BadInputException.class)
        .hasMessageContaining("continuation 1, of sequence 0 of the prefix")
        .hasMessageContaining(found);
  }

  @Test
  void generation_beyond_the_last_position_is_refused_before_it_begins() {
    int limit = model.config().decoder().maxPositions();
    GenerationSettings settings = new GenerationSettings(limit, Set.of(), new Sampling.Greedy());
    assertRefused(() -> Generator.generate(model, TWO_ROWS, settings), BadInputException.class)
        .hasMessageContaining(
            "found 4 tokens and %1$d new ones; expected at most %1$d together".formatted(limit))
        .hasMessageContaining("allow fewer new tokens");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void nothing_is_chosen_from_scores_that_are_not_finite(float broken) {
    try (LlavaModel diverged = withNorm(broken)) {
      for (Sampling sampling : List.of(new Sampling.Greedy(), new Sampling.Nucleus(1, 0.9, 3))) {
        GenerationSettings settings = new GenerationSettings(4, Set.of(), sampling);
        assertThatThrownBy(() -> Generator.generate(diverged, TWO_ROWS, settings))
            .isInstanceOf(DivergedException.class)
            .hasMessageContaining("scores of a token are not finite: sequence 0, new token 0")
            .hasMessageContaining("expected a finite number");
      }
    }
  }

  @Test
  void the_new_token_whose_scores_are_not_finite_is_counted() {
    prefix.append(new int[] {5, 6});
    assertThatThrownBy(() -> prefix.requireFinite(1, Float.NaN))
        .hasMessageContaining("sequence 1, new token 1\n  found a best score of NaN");
  }

  private LlavaModel withNorm(float value) {
    CheckpointEditor.copy(Reference.of("text-llama").directory(), directory);
    CheckpointEditor.tensors(
        directory.resolve("model.safetensors"),
        tensors -> {
          SafetensorsWriter.Source norm = tensors.get("model.norm.weight");
          ByteBuffer values =
              ByteBuffer.allocate((int) norm.shape().size() * 4).order(ByteOrder.LITTLE_ENDIAN);
          while (values.hasRemaining()) {
            values.putFloat(value);
          }
          tensors.put(
              norm.name(),
              SafetensorsWriter.Source.of(
                  norm.name(), ElementType.F32, new Shape(norm.shape().size()), values.flip()));
        });
    return LlavaModel.load(directory, Precision.F32, Device.cpu());
  }

  private AbstractThrowableAssert<?, ?> assertRefused(
      ThrowingCallable call, Class<? extends Exception> type) {
    AbstractThrowableAssert<?, ?> refused = assertThatThrownBy(call).isInstanceOf(type);
    assertThat(prefix.nextLogits()).isEqualTo(before);
    assertThat(prefix.length(0)).isEqualTo(4);
    return refused;
  }
}
