package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pulsebench.EnvironmentException;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.model.config.Precision;

class CheckpointWriterTest {

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void what_is_written_computes_the_same_bits(Reference reference) {
    for (Precision precision : Precision.values()) {
      Path target = directory.resolve(precision.name());
      try (LlavaModel model = reference.load(precision)) {
        CheckpointWriter.write(model, target);
        try (LlavaModel read = load(target, precision)) {
          assertThat(Training.logits(read, reference)).isEqualTo(Training.logits(model, reference));
          assertThat(Training.bytes(read)).isEqualTo(Training.bytes(model));
          CheckpointWriter.write(read, directory.resolve(precision + "-again"));
        }
      }
      assertThat(CheckpointEditor.content(directory.resolve(precision + "-again")))
          .isEqualTo(CheckpointEditor.content(target));
    }
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void a_merged_model_that_is_written_computes_the_same_bits(Reference reference) {
    try (LlavaModel base = reference.load(Precision.F32);
        Adapter adapter = AdapterFiles.read(reference.adapter(), base);
        LlavaModel model = base.with(adapter);
        LlavaModel merged = model.merged()) {
      CheckpointWriter.write(merged, directory);
      try (LlavaModel read = load(directory, Precision.F32)) {
        assertThat(Training.logits(read, reference)).isEqualTo(Training.logits(merged, reference));
        assertThat(read.fingerprint()).isNotEqualTo(base.fingerprint());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void the_configuration_that_is_written_is_the_one_that_was_read(Reference reference) {
    try (LlavaModel model = reference.load(Precision.F32)) {
      CheckpointWriter.write(model, directory);
      assertThat(ModelConfig.read(directory)).isEqualTo(model.config());
      assertThat(CheckpointEditor.content(directory))
          .containsOnlyKeys("config.json", "generation_config.json", "model.safetensors");
    }
  }

  @Test
  void a_checkpoint_may_be_replaced_while_it_is_in_use() {
    Reference reference = Reference.of("mha-untied");
    CheckpointEditor.copy(reference.directory(), directory);
    try (LlavaModel base = load(directory, Precision.F32);
        Adapter adapter = Adapter.create(base, AdapterPlan.everything(), new RandomStream(1));
        LlavaModel model = base.with(adapter)) {
      float[] before = Training.logits(base, reference);
      Training.run(model, reference, 2);
      float[] trained = Training.logits(model, reference);
      try (LlavaModel merged = model.merged()) {
        CheckpointWriter.write(merged, directory);
      }
      assertThat(Training.logits(base, reference)).isEqualTo(before);
      try (LlavaModel read = load(directory, Precision.F32)) {
        assertThat(Training.logits(read, reference)).isEqualTo(trained);
      }
    }
  }

  @Test
  void an_adapter_has_to_be_merged_first() {
    Reference reference = Reference.of("mha-untied");
    try (LlavaModel base = reference.load(Precision.F32);
        Adapter adapter = AdapterFiles.read(reference.adapter(), base);
        LlavaModel model = base.with(adapter)) {
      assertThatThrownBy(() -> CheckpointWriter.write(model, directory))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("merge the adapter before writing a checkpoint");
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void a_place_that_cannot_be_written_is_named_and_left_as_it_is() throws IOException {
    Reference reference = Reference.of("mha-untied");
    Path file = Files.writeString(directory.resolve("file"), "text");
    Map<String, ByteBuffer> before = CheckpointEditor.content(directory);
    try (LlavaModel model = reference.load(Precision.F32)) {
      assertThatThrownBy(() -> CheckpointWriter.write(model, file))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("The checkpoint's directory cannot be created: " + file);
    }
    assertThat(CheckpointEditor.content(directory)).isEqualTo(before);
  }

  private static LlavaModel load(Path directory, Precision precision) {
    return LlavaModel.load(directory, precision, Device.cpu());
  }
}
