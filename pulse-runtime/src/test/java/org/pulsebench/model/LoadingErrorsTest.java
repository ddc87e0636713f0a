package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.ElementType;
import org.pulsebench.tensor.SafetensorsWriter;

/** A checkpoint is damaged in one place at a time; the message has to name that place. */
class LoadingErrorsTest {

  private static final String NORM = "language_model.model.norm.weight";
  private static final String UP = "language_model.model.layers.1.mlp.up_proj.weight";

  private final Reference reference = Reference.of("mha-untied");

  @TempDir Path directory;

  @Test
  void a_missing_tensor_is_named() {
    copy(reference);
    CheckpointEditor.tensors(weights(), tensors -> tensors.remove(UP));
    assertRefused("1 missing (" + UP + ")", "0 unknown", directory.toString());
  }

  @Test
  void an_extra_tensor_is_named() {
    copy(reference);
    String name = "language_model.model.layers.2.mlp.up_proj.weight";
    CheckpointEditor.tensors(weights(), tensors -> tensors.put(name, tensor(name, 4)));
    assertRefused("1 unknown (" + name + ")", "0 missing", directory.toString());
  }

  @Test
  void a_tensor_of_the_wrong_shape_is_named_with_both_shapes() {
    copy(reference);
    CheckpointEditor.tensors(weights(), tensors -> tensors.put(NORM, tensor(NORM, 31)));
    assertRefused("wrong shape", weights() + ", tensor " + NORM, "(31)", "(32) by config.json");
  }

  @Test
  void a_tensor_of_whole_numbers_is_named_with_its_type() {
    copy(reference);
    CheckpointEditor.tensors(
        weights(),
        tensors ->
            tensors.put(
                NORM,
                SafetensorsWriter.Source.of(
                    NORM, ElementType.I32, new Shape(32), ByteBuffer.allocate(128))));
    assertRefused(weights() + ", tensor " + NORM, "found I32", "F32, F16 or BF16");
  }

  @Test
  void a_truncated_file_is_named() throws IOException {
    copy(reference);
    try (FileChannel channel = FileChannel.open(weights(), StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 100);
    }
    assertRefused(weights().toString(), "expected");
  }

  @Test
  void a_file_cut_off_within_its_header_is_named() throws IOException {
    copy(reference);
    try (FileChannel channel = FileChannel.open(weights(), StandardOpenOption.WRITE)) {
      channel.truncate(1000);
    }
    assertRefused(weights().toString(), "expected");
  }

  @Test
  void a_directory_without_weights_is_named() throws IOException {
    copy(reference);
    Files.delete(weights());
    assertRefused(directory.toString(), "neither model.safetensors nor model.safetensors.index");
  }

  @Test
  void a_missing_shard_is_named() throws IOException {
    copy(Reference.of("sharded"));
    Path shard = directory.resolve("model-00002-of-00003.safetensors");
    Files.delete(shard);
    assertRefused("Shard is missing", "no file " + shard);
  }

  @Test
  void a_missing_configuration_is_named() throws IOException {
    copy(reference);
    Files.delete(config());
    assertRefused("Checkpoint file is missing: " + config());
  }

  @Test
  void an_unknown_architecture_is_named() {
    copy(reference);
    CheckpointEditor.json(config(), json -> json.put("model_type", "llava_onevision"));
    assertRefused(
        config() + ", field model_type",
        "\"llava_onevision\"",
        "\"llava\", \"llava_next\" or \"llama\"");
  }

  @Test
  void a_newline_that_is_missing_or_of_another_length_is_reported() {
    copy(Reference.of("anyres"));
    CheckpointEditor.tensors(weights(), tensors -> tensors.remove("image_newline"));
    assertRefused("1 missing (image_newline)");
    CheckpointEditor.tensors(
        weights(), tensors -> tensors.put("image_newline", tensor("image_newline", 31)));
    assertRefused("tensor image_newline", "found (31); expected (32) by config.json");
  }

  @Test
  void a_newline_in_a_checkpoint_without_tiles_is_reported() {
    copy(Reference.of("anyres"));
    CheckpointEditor.json(config(), json -> json.put("model_type", "llava"));
    assertRefused("1 unknown (image_newline)");
  }

  @Test
  void an_unknown_activation_is_named() {
    copy(reference);
    CheckpointEditor.json(
        config(), json -> json.withObject("/text_config").put("hidden_act", "relu2"));
    assertRefused(config() + ", field text_config.hidden_act", "\"relu2\"", "one of silu");
  }

  @Test
  void a_configuration_of_another_size_is_reported_with_the_tensor() {
    copy(reference);
    CheckpointEditor.json(
        config(), json -> json.withObject("/text_config").put("intermediate_size", 72));
    assertRefused("wrong shape", "mlp", "72", "by config.json");
  }

  @Test
  void weights_of_a_tied_head_do_not_fit_an_untied_configuration() {
    copy(Reference.of("gqa-tied"));
    CheckpointEditor.json(
        config(),
        json -> {
          json.put("tie_word_embeddings", false);
          json.withObject("/text_config").put("tie_word_embeddings", false);
        });
    assertRefused("1 missing (lm_head.weight)");
  }

  @Test
  void a_text_only_checkpoint_does_not_fit_a_multimodal_configuration() throws IOException {
    copy(Reference.of("text-llama"));
    Files.delete(config());
    Files.copy(reference.directory().resolve("config.json"), config());
    assertRefused("not those of its config.json", "missing (", "LLaVA model");
  }

  private void copy(Reference source) {
    CheckpointEditor.copy(source.directory(), directory);
  }

  private Path weights() {
    return directory.resolve("model.safetensors");
  }

  private Path config() {
    return directory.resolve("config.json");
  }

  private static SafetensorsWriter.Source tensor(String name, int length) {
    return SafetensorsWriter.Source.of(
        name, ElementType.F32, new Shape(length), ByteBuffer.allocate(length * 4));
  }

  /** The directory stays as it is, and a good checkpoint loads afterwards. */
  private void assertRefused(String... parts) {
    Map<String, ByteBuffer> before = CheckpointEditor.content(directory);
    for (Precision precision : Precision.values()) {
      assertThatThrownBy(() -> LlavaModel.load(directory, precision, Device.cpu()))
          .isInstanceOf(BadInputException.class)
          .hasMessageContainingAll(parts);
    }
    assertThat(CheckpointEditor.content(directory)).isEqualTo(before);
    try (LlavaModel good = reference.load(Precision.F32)) {
      assertThat(Training.logits(good, reference)).doesNotContain(Float.NaN);
    }
  }
}
