package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LinearSpec;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.LoraTargets;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.ElementType;
import org.pulsebench.tensor.SafetensorsWriter;

class AdapterFilesTest {

  private static final String ROOT = "base_model.model.";
  private static final String UP = "model.language_model.layers.1.mlp.up_proj";
  private static final String PROJECTOR = "model.multi_modal_projector.linear_2.bias";

  private static LlavaModel shared;

  private final Reference reference = Reference.of("mha-untied");

  @TempDir Path directory;

  @BeforeAll
  static void load() {
    shared = Reference.of("mha-untied").load(Precision.F32);
  }

  @AfterAll
  static void close() {
    shared.close();
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void what_is_written_and_read_again_is_the_same(Reference each) {
    AdapterPlan plan =
        new AdapterPlan(
            Map.of(
                Part.VISION, PartMode.LORA,
                Part.PROJECTOR, PartMode.FULL,
                Part.LANGUAGE, PartMode.LORA),
            new LoraSettings(3, 5, 0.1, true, new LoraTargets.AllLinear()));
    Path second = directory.resolve("second");
    try (LlavaModel base = each.load(Precision.F32);
        Adapter adapter = Adapter.create(base, plan, new RandomStream(1));
        LlavaModel model = base.with(adapter)) {
      Training.run(model, each, 2);
      AdapterFiles.write(adapter, directory.resolve("first"));
      try (Adapter read = AdapterFiles.read(directory.resolve("first"), base);
          LlavaModel again = base.with(read)) {
        assertThat(Training.bytes(read)).isEqualTo(Training.bytes(adapter));
        assertThat(Training.logits(again, each)).isEqualTo(Training.logits(model, each));
        assertThat(read.settings().scale()).isEqualTo(adapter.settings().scale());
        assertThat(read.settings().dropout()).isEqualTo(0.1);
        AdapterFiles.write(read, second);
      }
    }
    assertThat(CheckpointEditor.content(second))
        .hasSize(2)
        .isEqualTo(CheckpointEditor.content(directory.resolve("first")));
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void an_adapter_made_in_python_comes_back_with_the_same_tensors(Reference each) {
    try (LlavaModel base = each.load(Precision.F32);
        Adapter adapter = AdapterFiles.read(each.adapter(), base)) {
      AdapterFiles.write(adapter, directory);
      try (Adapter read = AdapterFiles.read(directory, base)) {
        assertThat(Training.bytes(read)).isEqualTo(Training.bytes(adapter));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"q_proj,up_proj", "all", "v_proj"})
  void the_written_expression_matches_the_modules_and_no_other(String targets) throws IOException {
    LoraTargets choice =
        targets.equals("all")
            ? new LoraTargets.AllLinear()
            : new LoraTargets.Suffixes(List.of(targets.split(",")));
    AdapterPlan plan =
        new AdapterPlan(
            Map.of(Part.VISION, PartMode.LORA, Part.LANGUAGE, PartMode.LORA),
            new LoraSettings(2, 4, 0, false, choice));
    try (Adapter adapter = Adapter.create(shared, plan, new RandomStream(1))) {
      AdapterFiles.write(adapter, directory);
      JsonNode json =
          new ObjectMapper().readTree(directory.resolve("adapter_config.json").toFile());
      Pattern expression = Pattern.compile(json.get("target_modules").textValue());
      assertThat(shared.layout().linears().stream().map(LinearSpec::path))
          .filteredOn(path -> expression.matcher(path).matches())
          .containsExactlyInAnyOrderElementsOf(adapter.updatedModules());
      assertThat(expression.matcher("modelXlanguage_model.layers.0.mlp.up_proj").matches())
          .isFalse();
    }
  }

  @Test
  void an_adapter_of_another_base_is_refused_by_the_fingerprint_in_the_file() {
    Path other = directory.resolve("other");
    CheckpointEditor.copy(reference.directory(), other);
    CheckpointEditor.tensors(
        other.resolve("model.safetensors"),
        tensors ->
            tensors.computeIfPresent(
                "language_model.model.norm.weight", (name, source) -> floats(name, new Shape(32))));
    writeTrained(reference, directory.resolve("adapter"));
    try (LlavaModel base = LlavaModel.load(other, Precision.F32, Device.cpu())) {
      assertThatThrownBy(() -> AdapterFiles.read(directory.resolve("adapter"), base))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("made for another base model")
          .hasMessageContaining(directory.resolve("adapter/adapter_model.safetensors").toString())
          .hasMessageContaining("expected " + base.fingerprint());
    }
  }

  @Test
  void an_adapter_of_another_base_is_refused_by_its_shapes() {
    try (LlavaModel base = Reference.of("gqa-tied").load(Precision.F32)) {
      assertThatThrownBy(() -> AdapterFiles.read(reference.adapter(), base))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("wrong shape, so the adapter belongs to another base or rank")
          .hasMessageContaining("adapter_model.safetensors")
          .hasMessageContaining("lora_A.weight of shape (4, 32)")
          .hasMessageContaining("expected shape (4, 48)");
    }
    try (LlavaModel base = Reference.of("text-llama").load(Precision.F32)) {
      assertThatThrownBy(() -> AdapterFiles.read(reference.adapter(), base))
          .isInstanceOf(BadInputException.class);
    }
  }

  @Test
  void a_missing_matrix_of_an_update_is_named() {
    tensors(tensors -> tensors.remove(ROOT + UP + ".lora_B.weight"));
    assertRefused("no tensor " + UP + ".lora_B.weight", "adapter_model.safetensors");
  }

  @Test
  void a_missing_update_is_named() {
    tensors(
        tensors -> {
          tensors.remove(ROOT + UP + ".lora_A.weight");
          tensors.remove(ROOT + UP + ".lora_B.weight");
        });
    assertRefused("nothing for " + UP, "lacks modules that its configuration targets");
    config(json -> json.putArray("target_modules").add("up_proj").add("down_proj"));
    assertRefused("nothing for " + UP);
  }

  @Test
  void a_missing_parameter_of_a_module_trained_as_a_whole_is_named() {
    tensors(tensors -> tensors.remove(ROOT + PROJECTOR));
    assertRefused("no tensor " + PROJECTOR, "adapter_model.safetensors");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base_model.model.model.language_model.layers.7.mlp.up_proj.lora_A.weight",
        "base_model.model.model.language_model.layers.1.mlp.up_proj.lora_magnitude_vector",
        "base_model.model.model.language_model.norm.weight",
        "base_model.model.nonsuch"
      })
  void an_extra_tensor_is_named(String name) {
    tensors(tensors -> tensors.put(name, floats(name, new Shape(32))));
    assertRefused("no place in the base model", name.substring(ROOT.length()));
  }

  @Test
  void a_name_that_peft_does_not_give_is_refused() {
    String name = UP + ".lora_A.weight";
    tensors(tensors -> tensors.put(name, floats(name, new Shape(4, 32))));
    assertRefused(
        "a name that PEFT does not give", "found " + name, "starts with base_model.model.");
  }

  @Test
  void a_tensor_under_the_names_of_two_generations_is_refused() {
    String old = ROOT + "language_model.model.layers.1.mlp.up_proj.lora_A.weight";
    tensors(tensors -> tensors.put(old, floats(old, new Shape(4, 32))));
    assertRefused("under two names", old);
  }

  @Test
  void a_rank_other_than_that_of_the_configuration_is_refused() {
    config(json -> json.put("r", 8));
    assertRefused("wrong shape", "lora_A.weight of shape (4,", "expected shape (8,");
  }

  @Test
  void a_tensor_of_whole_numbers_is_refused() {
    String name = ROOT + UP + ".lora_B.weight";
    tensors(
        tensors ->
            tensors.put(
                name,
                SafetensorsWriter.Source.of(
                    name, ElementType.I32, new Shape(64, 4), ByteBuffer.allocate(1024))));
    assertRefused(name + " of type I32", "one of [F16, BF16, F32]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "use_dora | true | no value, or false",
        "use_dora | 1 | no value, or false",
        "rank_pattern | {\"q_proj\": 8} | no value, or false",
        "alpha_pattern | {\"q_proj\": 8} | no value, or false",
        "bias | \"lora_only\" | the text \"none\"",
        "lora_bias | true | no value, or false",
        "fan_in_fan_out | true | no value, or false",
        "layers_to_transform | [0] | no value, or false",
        "exclude_modules | [\"q_proj\"] | no value, or false",
        "a_field_of_the_future | \"on\" | no value, or false",
        "peft_type | \"IA3\" | the text \"LORA\"",
        "r | 0 | a whole number from 1",
        "r | 4.0 | a whole number from 1",
        "lora_alpha | -8 | a positive number",
        "lora_dropout | 1.0 | a number from 0 to below 1",
        "lora_dropout | -0.1 | a number from 0 to below 1",
        "init_lora_weights | \"pissa\" | true, false or one of [eva, gaussian, orthogonal]",
        "init_lora_weights | \"olora\" | true, false or one of",
        "target_modules | \"(\" | a regular expression",
        "target_modules | [] | a list of texts",
        "target_modules | [3] | a list of texts",
        "target_modules | null | a text",
        "modules_to_save | \"multi_modal_projector\" | a list of texts"
      })
  void a_setting_that_pulse_does_not_compute_is_refused_by_its_name(
      String field, String value, String expected) throws IOException {
    JsonNode node = new ObjectMapper().readTree(value);
    config(json -> json.set(field, node));
    assertRefused("adapter_config.json, field " + field, expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"gaussian\"", "false", "null"})
  void a_start_that_leaves_the_base_alone_is_accepted(String value) throws IOException {
    JsonNode node = new ObjectMapper().readTree(value);
    config(json -> json.set("init_lora_weights", node));
    try (Adapter adapter = AdapterFiles.read(directory, shared)) {
      assertThat(adapter.updatedModules()).hasSize(14);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "language_model.model.,multi_modal_projector.",
    "model.language_model.,model.multi_modal_projector."
  })
  void names_of_other_generations_of_transformers_are_read(String language, String projector) {
    CheckpointEditor.copy(reference.adapter(), directory);
    Path file = directory.resolve("adapter_model.safetensors");
    CheckpointEditor.tensors(
        file,
        tensors -> {
          List<SafetensorsWriter.Source> old = List.copyOf(tensors.values());
          tensors.clear();
          for (SafetensorsWriter.Source source : old) {
            String name =
                source
                    .name()
                    .replace(ROOT + "model.language_model.", ROOT + language)
                    .replace(ROOT + "model.multi_modal_projector.", ROOT + projector);
            tensors.put(name, new Renamed(name, source));
          }
        });
    try (Adapter expected = AdapterFiles.read(reference.adapter(), shared);
        Adapter adapter = AdapterFiles.read(directory, shared)) {
      assertThat(Training.bytes(adapter)).isEqualTo(Training.bytes(expected));
    }
  }

  @Test
  void the_output_head_of_a_tied_model_takes_no_update() {
    Reference tied = Reference.of("gqa-tied");
    CheckpointEditor.copy(tied.adapter(), directory);
    CheckpointEditor.tensors(
        directory.resolve("adapter_model.safetensors"),
        tensors -> {
          String down = ROOT + "lm_head.lora_A.weight";
          String up = ROOT + "lm_head.lora_B.weight";
          tensors.put(down, floats(down, new Shape(4, 48)));
          tensors.put(up, floats(up, new Shape(160, 4)));
        });
    try (LlavaModel base = tied.load(Precision.F32)) {
      assertThatThrownBy(() -> AdapterFiles.read(directory, base))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("lm_head.lora_A.weight and 1 more");
    }
  }

  @Test
  void a_missing_file_is_named() throws IOException {
    assertRefused("missing: " + directory.resolve("adapter_config.json"));
    CheckpointEditor.copy(reference.adapter(), directory);
    Files.delete(directory.resolve("adapter_model.safetensors"));
    assertRefused(directory.resolve("adapter_model.safetensors").toString());
  }

  @Test
  void an_adapter_that_peft_cannot_express_is_refused_before_anything_is_written() {
    AdapterPlan mixed =
        new AdapterPlan(
            Map.of(Part.VISION, PartMode.LORA, Part.LANGUAGE, PartMode.FULL),
            LoraSettings.of(4, 8));
    try (LlavaModel base = reference.load(Precision.F32);
        Adapter whole = Adapter.create(base, AdapterPlan.everything(), new RandomStream(1));
        Adapter part = Adapter.create(base, mixed, new RandomStream(1))) {
      assertThatThrownBy(() -> AdapterFiles.write(whole, directory.resolve("a")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("save the merged model as a checkpoint");
      assertThatThrownBy(() -> AdapterFiles.write(part, directory.resolve("b")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("model.language_model.embed_tokens.weight is trained as a whole");
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void a_failure_to_write_leaves_the_earlier_adapter_and_nothing_else() throws IOException {
    Path target = directory.resolve("adapter");
    writeTrained(reference, target);
    Map<String, ByteBuffer> before = CheckpointEditor.content(target);
    try (LlavaModel base = reference.load(Precision.F32)) {
      Adapter closed = AdapterFiles.read(target, base);
      closed.close();
      assertThatThrownBy(() -> AdapterFiles.write(closed, target))
          .isInstanceOf(IllegalStateException.class);
      assertThat(CheckpointEditor.content(target)).isEqualTo(before);
      Path file = Files.createFile(directory.resolve("file"));
      try (Adapter adapter = AdapterFiles.read(target, base)) {
        assertThatThrownBy(() -> AdapterFiles.write(adapter, file))
            .isInstanceOf(EnvironmentException.class)
            .hasMessageContaining("The adapter's directory cannot be created: " + file);
      }
    }
  }

  @Test
  void a_refused_adapter_leaves_nothing_behind_in_the_base() {
    tensors(tensors -> tensors.remove(ROOT + UP + ".lora_B.weight"));
    try (LlavaModel base = reference.load(Precision.F32)) {
      int before = base.parameter(PROJECTOR).scope().size();
      assertThatThrownBy(() -> AdapterFiles.read(directory, base))
          .isInstanceOf(BadInputException.class);
      assertThat(base.parameter(PROJECTOR).scope().size()).isEqualTo(before);
    }
  }

  private static void writeTrained(Reference reference, Path target) {
    try (LlavaModel base = reference.load(Precision.F32);
        Adapter adapter = AdapterFiles.read(reference.adapter(), base);
        LlavaModel model = base.with(adapter)) {
      Training.run(model, reference, 1);
      AdapterFiles.write(adapter, target);
    }
  }

  private void tensors(Consumer<Map<String, SafetensorsWriter.Source>> change) {
    copyOnce();
    CheckpointEditor.tensors(directory.resolve("adapter_model.safetensors"), change);
  }

  private void config(Consumer<ObjectNode> change) {
    copyOnce();
    CheckpointEditor.json(directory.resolve("adapter_config.json"), change);
  }

  private void copyOnce() {
    if (!Files.exists(directory.resolve("adapter_config.json"))) {
      CheckpointEditor.copy(reference.adapter(), directory);
    }
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> AdapterFiles.read(directory, shared).close())
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(parts);
  }

  private static SafetensorsWriter.Source floats(String name, Shape shape) {
    return SafetensorsWriter.Source.of(
        name, ElementType.F32, shape, ByteBuffer.allocate((int) shape.size() * 4));
  }

  private record Renamed(String name, SafetensorsWriter.Source source)
      implements SafetensorsWriter.Source {

    @Override
    public ElementType type() {
      return source.type();
    }

    @Override
    public Shape shape() {
      return source.shape();
    }

    @Override
    public void writeTo(WritableByteChannel channel) throws IOException {
      source.writeTo(channel);
    }
  }
}
