package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.ParameterSpec;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.ElementType;
import org.pulsebench.tensor.Scope;

class FingerprintTest {

  @TempDir Path directory;

  @Test
  void it_is_that_of_names_shapes_and_values_whatever_their_type() {
    float[] values = new float[9000];
    Arrays.fill(values, 1.5f);
    String one = of("w", new Shape(9000), ElementType.F32, values);
    assertThat(one).matches("[0-9a-f]{64}");
    assertThat(of("w", new Shape(9000), ElementType.BF16, values)).isEqualTo(one);
    assertThat(of("v", new Shape(9000), ElementType.F32, values)).isNotEqualTo(one);
    assertThat(of("w", new Shape(90, 100), ElementType.F32, values)).isNotEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1023, 7976, 8999})
  void it_changes_with_a_value_near_an_end_of_a_parameter(int at) {
    float[] values = new float[9000];
    String before = of("w", new Shape(9000), ElementType.F32, values);
    values[at]++;
    assertThat(of("w", new Shape(9000), ElementType.F32, values)).isNotEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void the_same_weights_in_other_files_have_the_same_one(Reference reference) {
    try (LlavaModel model = reference.load(Precision.F32)) {
      CheckpointWriter.write(model, directory);
      try (LlavaModel written = load()) {
        assertThat(written.fingerprint()).isEqualTo(model.fingerprint());
      }
    }
    try (LlavaModel model = reference.load(Precision.BF16);
        LlavaModel written = load()) {
      assertThat(model.fingerprint()).isEqualTo(written.fingerprint());
    }
  }

  @Test
  void an_adapter_fits_its_base_wherever_that_is_written() {
    Reference reference = Reference.of("sharded");
    Path adapted = directory.resolve("adapter");
    try (LlavaModel base = reference.load(Precision.F32);
        Adapter adapter = AdapterFiles.read(reference.adapter(), base);
        LlavaModel model = base.with(adapter)) {
      AdapterFiles.write(adapter, adapted);
      CheckpointWriter.write(base, directory);
      try (LlavaModel written = load();
          Adapter read = AdapterFiles.read(adapted, written);
          LlavaModel again = written.with(read)) {
        assertThat(Training.logits(again, reference)).isEqualTo(Training.logits(model, reference));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void a_merged_model_has_the_one_of_its_checkpoint(Reference reference) {
    for (Precision precision : Precision.values()) {
      try (LlavaModel base = reference.load(precision);
          Adapter adapter = AdapterFiles.read(reference.adapter(), base);
          LlavaModel model = base.with(adapter);
          LlavaModel merged = model.merged()) {
        assertThat(model.fingerprint()).isEqualTo(base.fingerprint());
        assertThat(merged.fingerprint()).isNotEqualTo(base.fingerprint());
        CheckpointWriter.write(merged, directory);
        try (LlavaModel written = LlavaModel.load(directory, precision, Device.cpu())) {
          assertThat(written.fingerprint()).isEqualTo(merged.fingerprint());
        }
      }
    }
  }

  @Test
  void an_adapter_of_a_merged_model_goes_on_top_of_it_and_of_no_other() {
    Reference reference = Reference.of("mha-untied");
    try (LlavaModel base = reference.load(Precision.F32);
        Adapter first = AdapterFiles.read(reference.adapter(), base);
        LlavaModel model = base.with(first);
        LlavaModel merged = model.merged();
        Adapter second = Adapter.create(merged, AdapterPlan.everything(), new RandomStream(1));
        LlavaModel both = merged.with(second)) {
      assertThat(Training.logits(both, reference)).isEqualTo(Training.logits(merged, reference));
      assertThat(Training.logits(both, reference)).isNotEqualTo(Training.logits(base, reference));
      assertThatThrownBy(() -> base.with(second))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("made for a base with fingerprint " + merged.fingerprint())
          .hasMessageContaining("not for this one, " + base.fingerprint());
      try (Adapter update = AdapterFiles.read(reference.adapter(), merged)) {
        AdapterFiles.write(update, directory);
        assertThatThrownBy(() -> AdapterFiles.read(directory, base))
            .isInstanceOf(BadInputException.class)
            .hasMessageContaining("made for another base model");
      }
    }
  }

  private LlavaModel load() {
    return LlavaModel.load(directory, Precision.F32, Device.cpu());
  }

  private static String of(String name, Shape shape, ElementType type, float[] values) {
    Fingerprint fingerprint = new Fingerprint();
    try (Scope scope = Scope.open(Device.cpu())) {
      fingerprint.add(
          new ParameterSpec(name, shape, Part.LANGUAGE, true),
          scope.floats(values, shape.getShape()).castTo(type, scope));
    }
    return fingerprint.value();
  }
}
