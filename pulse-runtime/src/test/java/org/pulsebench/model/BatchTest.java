package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.model.config.ImageGrid;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.ElementType;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;
import org.pulsebench.tensor.Tensor;

class BatchTest {

  private static final int IMAGE = 150;

  private LlavaModel model;
  private Scope scope;

  @BeforeEach
  void load() {
    model = Reference.of("mha-untied").load(Precision.F32);
    scope = model.openScope();
  }

  @AfterEach
  void close() {
    scope.close();
    model.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {160, -1, Integer.MAX_VALUE})
  void a_token_outside_the_vocabulary_is_refused(int id) {
    Batch batch =
        Batch.ofText(List.of(Batch.Sequence.unlabelled(1, 2), Batch.Sequence.unlabelled(1, 2, id)));
    assertThatThrownBy(() -> logits(batch))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "A token is outside the model's vocabulary: sequence 1 of the batch, token 2\n"
                + "  found id "
                + id
                + "; expected 0 to 159\n"
                + "  Use the tokenizer that belongs to the checkpoint.");
    assertThatThrownBy(() -> model.prefix(scope, batch, 1)).isInstanceOf(BadInputException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {160, -1, -101})
  void a_label_outside_the_vocabulary_is_refused(int label) {
    Batch.Sequence sequence =
        new Batch.Sequence(new int[] {1, 2, 3}, new int[] {-100, label, Batch.IGNORED});
    assertThatThrownBy(() -> logits(Batch.ofText(List.of(sequence))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("A label is outside the model's vocabulary: sequence 0")
        .hasMessageContaining("token 1")
        .hasMessageContaining("found id " + label + "; expected 0 to 159");
  }

  @Test
  void a_sequence_that_is_too_long_is_refused() {
    logits(Batch.ofText(List.of(Batch.Sequence.unlabelled(tokens(128, 0)))));
    Batch batch = Batch.ofText(List.of(Batch.Sequence.unlabelled(tokens(129, 0))));
    assertThatThrownBy(() -> logits(batch))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("too long for the model: sequence 0 of the batch")
        .hasMessageContaining("found 129 tokens; expected at most 128");
  }

  @Test
  void more_image_tokens_than_images_are_refused() {
    assertMismatch(batch(1, 17), "found 17 image tokens for 1 images; expected 16 image tokens");
    assertMismatch(batch(1, 32), "found 32 image tokens for 1 images; expected 16 image tokens");
    Batch without = Batch.ofText(List.of(Batch.Sequence.unlabelled(tokens(20, 16))));
    assertMismatch(without, "found 16 image tokens for 0 images; expected 0 image tokens");
  }

  @Test
  void more_images_than_image_tokens_are_refused() {
    assertMismatch(batch(2, 16), "found 16 image tokens for 2 images; expected 32 image tokens");
    assertMismatch(batch(1, 0), "found 0 image tokens for 1 images; expected 16 image tokens");
    assertMismatch(batch(1, 15), "found 15 image tokens for 1 images; expected 16 image tokens");
  }

  @Test
  void images_for_a_text_only_model_are_refused() {
    try (LlavaModel text = Reference.of("text-llama").load(Precision.F32);
        Tape tape = Tape.inference(scope)) {
      assertThatThrownBy(() -> text.logits(tape, batch(1, 16)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("A text-only model takes no images")
          .hasMessageContaining("found 1 images; expected none");
    }
  }

  @Test
  void pixels_of_another_form_are_refused() {
    String expected = "expected (n, 3, 32, 32) for n images, of type F32";
    for (Shape shape :
        List.of(new Shape(1, 1, 32, 32), new Shape(1, 3, 16, 16), new Shape(3, 32, 32))) {
      Images.Pixels pixels = new Images.Pixels(scope.zeros(shape));
      assertRefused(pixels, "pixels\n  found " + shape + " of type F32; " + expected);
      assertThatThrownBy(() -> model.visionFeatures(scope, pixels))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(expected);
    }
    Tensor none = scope.floats(new float[0], 0, 3, 32, 32);
    assertRefused(new Images.Pixels(none), "found (0, 3, 32, 32) of type F32");
    Tensor half = scope.zeros(new Shape(1, 3, 32, 32)).castTo(ElementType.BF16, scope);
    assertRefused(new Images.Pixels(half), "found (1, 3, 32, 32) of type BF16; " + expected);
  }

  @Test
  void features_of_another_form_are_refused() {
    int width = model.config().vision().orElseThrow().hiddenSize();
    int hidden = model.config().decoder().hiddenSize();
    assertRefused(
        new Images.VisionFeatures(scope.zeros(new Shape(1, 17, width))),
        "vision features\n  found (1, 17, " + width + ") of type F32; expected (n, 16, " + width);
    assertRefused(
        new Images.VisionFeatures(
            scope.zeros(new Shape(1, 16, width)).castTo(ElementType.BF16, scope)),
        "for n images, of type F32");
    assertRefused(
        new Images.ImageFeatures(scope.zeros(new Shape(1, 16, hidden + 1))),
        "image features\n  found (1, 16, " + (hidden + 1) + ") of type F32");
    assertRefused(
        new Images.ImageFeatures(scope.longs(new long[16 * hidden], 1, 16, hidden)),
        "found (1, 16, " + hidden + ") of type I64; expected (n, 16, " + hidden + ")");
  }

  private void assertRefused(Images images, String found) {
    Batch batch =
        new Batch(List.of(Batch.Sequence.unlabelled(tokens(40, 16))), Optional.of(images));
    assertThatThrownBy(() -> logits(batch))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Images do not have the form that the model reads")
        .hasMessageContaining(found);
    assertThatThrownBy(() -> model.imageFeatures(scope, images))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(found);
  }

  @Test
  void image_features_that_are_there_already_stay_the_callers() {
    Images.ImageFeatures features =
        model.imageFeatures(scope, new Images.Pixels(scope.floats(new float[3072], 1, 3, 32, 32)));
    float[] values = features.values().toFloats();
    try (Scope other = model.openScope()) {
      assertThat(model.imageFeatures(other, features).values().toFloats()).isEqualTo(values);
    }
    assertThat(features.values().toFloats()).isEqualTo(values);
  }

  @Test
  void the_next_batch_works_after_a_refused_one() {
    float[] before = logits(batch(1, 16));
    assertThatThrownBy(() -> logits(batch(2, 16))).isInstanceOf(BadInputException.class);
    assertThat(logits(batch(1, 16))).isEqualTo(before);
  }

  @Test
  void a_batch_without_any_label_has_no_loss() {
    try (Tape tape = Tape.inference(scope)) {
      assertThatThrownBy(() -> model.meanLoss(tape, batch(1, 16)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no token of the batch has a label");
    }
  }

  @Test
  void a_sequence_is_as_long_as_its_labels_and_a_batch_has_one() {
    assertThatThrownBy(() -> new Batch.Sequence(new int[3], new int[2]))
        .hasMessage("a sequence of 3 ids cannot have 2 labels");
    assertThatThrownBy(Batch.Sequence::unlabelled)
        .hasMessage("a sequence of 0 ids cannot have 0 labels");
    assertThatThrownBy(() -> Batch.ofText(List.of()))
        .hasMessage("a batch needs at least one sequence");
  }

  @Test
  void what_a_row_predicts_does_not_depend_on_the_rows_beside_it() {
    Batch.Sequence row = Batch.Sequence.unlabelled(1, 5, 9);
    float[] alone = logits(Batch.ofText(List.of(row)));
    float[] padded = logits(Batch.ofText(List.of(row, Batch.Sequence.unlabelled(tokens(30, 0)))));
    for (int i = 0; i < alone.length; i++) {
      assertThat(padded[i]).isCloseTo(alone[i], within(1e-5f));
    }
  }

  @Test
  void a_row_has_placeholders_for_whole_images() {
    Batch batch =
        new Batch(
            List.of(
                Batch.Sequence.unlabelled(tokens(40, 20)),
                Batch.Sequence.unlabelled(tokens(40, 12))),
            Optional.of(new Images.Pixels(scope.zeros(new Shape(2, 3, 32, 32)))));
    assertThatThrownBy(() -> logits(batch))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Image tokens and images do not match: sequence 0 of the batch")
        .hasMessageContaining(
            "found 20 image tokens; expected the tokens of whole images, of the batch's [16, 16]");
  }

  @Test
  void views_of_an_image_are_those_that_the_model_reads() {
    Images tiles =
        new Images.Pixels(scope.zeros(new Shape(3, 3, 32, 32)), List.of(new ImageGrid(1, 2, 4, 8)));
    assertRefused(tiles, "views of an image\n  found 3, with tiles; expected the whole picture");
    try (LlavaModel tiled = Reference.of("anyres").load(Precision.F32);
        Scope own = tiled.openScope()) {
      Images.Pixels whole = new Images.Pixels(own.zeros(new Shape(1, 3, 32, 32)));
      assertThatThrownBy(() -> tiled.imageFeatures(own, whole))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("found 1, without tiles; expected the whole picture and its tiles");
      Images.Pixels fewer =
          new Images.Pixels(own.zeros(new Shape(2, 3, 32, 32)), List.of(new ImageGrid(1, 2, 4, 8)));
      assertThatThrownBy(() -> tiled.visionFeatures(own, fewer))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("found (2, 3, 32, 32) of type F32; expected (n, 3, 32, 32)")
          .hasMessageContaining("for n = 3");
    }
  }

  private void assertMismatch(Batch batch, String found) {
    assertThatThrownBy(() -> logits(batch))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Image tokens and images do not match: a batch of 1 sequences")
        .hasMessageContaining(found)
        .hasMessageContaining("one image placeholder into the prompt for every image");
  }

  private float[] logits(Batch batch) {
    try (Tape tape = Tape.inference(scope)) {
      return model.logits(tape, batch).toFloats();
    }
  }

  private Batch batch(int images, int imageTokens) {
    return new Batch(
        List.of(Batch.Sequence.unlabelled(tokens(40, imageTokens))),
        Optional.of(new Images.Pixels(scope.zeros(new Shape(images, 3, 32, 32)))));
  }

  private static int[] tokens(int count, int imageTokens) {
    int[] tokens = IntStream.range(0, count).map(i -> 3 + i % 100).toArray();
    Arrays.fill(tokens, 1, 1 + imageTokens, IMAGE);
    return tokens;
  }
}
