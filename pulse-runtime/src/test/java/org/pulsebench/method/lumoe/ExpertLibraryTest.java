package org.pulsebench.method.lumoe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.RandomStream;
import org.pulsebench.model.Adapter;
import org.pulsebench.model.AdapterFiles;
import org.pulsebench.model.AdapterParameter;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.Example;
import org.pulsebench.model.GenerationSettings;
import org.pulsebench.model.TinyCheckpoint;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;
import org.pulsebench.model.config.Precision;
import org.pulsebench.model.text.Prompt;
import org.pulsebench.tensor.LiveArrays;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;
import org.pulsebench.tensor.Tensor;

/** Experts on disk, and the models that they make of a base. */
class ExpertLibraryTest {

  private static final AdapterPlan PLAN =
      new AdapterPlan(Map.of(Part.LANGUAGE, PartMode.LORA), LoraSettings.of(2, 4));

  @TempDir Path directory;
  private Checkpoint base;
  private ExpertLibrary library;

  @BeforeEach
  void load() throws IOException {
    base =
        Checkpoint.load(
            TinyCheckpoint.write(Files.createDirectory(directory.resolve("base"))),
            Precision.F32,
            Device.cpu());
    library = ExpertLibrary.create(directory.resolve("experts"), base.model().fingerprint());
  }

  @AfterEach
  void close() {
    base.close();
  }

  @Test
  void what_was_added_is_there_when_it_is_opened_again() {
    library.add("task A", trained(1));
    library.add("task B", trained(2));
    ExpertLibrary opened = ExpertLibrary.open(directory.resolve("experts"));
    assertThat(opened.base()).isEqualTo(base.model().fingerprint());
    assertThat(opened.experts()).isEqualTo(library.experts());
    assertThat(opened.experts()).extracting(Expert::name).containsExactly("task A", "task B");
    assertThat(opened.adapter("task B")).isDirectoryContaining("glob:**" + AdapterFiles.TENSORS);
  }

  @Test
  void a_withdrawn_request_is_gone_at_once_and_its_room_after_compaction() throws IOException {
    library.add("task A", trained(1));
    Path withdrawn = directory.resolve("experts").resolve("adapters");
    library.add("task B", trained(2));
    library.remove("task A");
    assertThat(library.experts()).extracting(Expert::name).containsExactly("task B");
    assertThatThrownBy(() -> library.adapter("task A")).isInstanceOf(BadInputException.class);
    assertThat(folders(withdrawn)).hasSize(2);
    assertThat(library.compact()).isPositive();
    assertThat(folders(withdrawn)).containsExactly(library.experts().get(0).digest());
    assertThat(library.compact()).isZero();
    assertThat(library.adapter("task B")).exists();
  }

  @Test
  void experts_with_the_same_adapter_share_it() throws IOException {
    library.add("task A", trained(1));
    library.add("the same", trained(1));
    assertThat(folders(directory.resolve("experts").resolve("adapters"))).hasSize(1);
    library.remove("task A");
    library.compact();
    assertThat(library.adapter("the same")).exists();
  }

  @Test
  void two_requests_with_one_name_are_refused_and_the_first_stays() {
    Expert first = library.add("task A", trained(1));
    assertThatThrownBy(() -> library.add("task A", trained(2)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("Two requests have the same name");
    assertThat(library.experts()).containsExactly(first);
  }

  @Test
  void an_expert_of_another_base_is_refused() {
    ExpertLibrary other = ExpertLibrary.create(directory.resolve("other"), "another fingerprint");
    Path adapter = trained(1);
    assertThatThrownBy(() -> other.add("task A", adapter))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("The expert was trained from another base");
    assertThat(other.experts()).isEmpty();
    assertThatThrownBy(() -> new ExpertModels(base, other, 2).close())
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("The experts are those of another base");
  }

  @Test
  void an_unknown_expert_is_told_with_those_that_are_near() {
    library.add("task A", trained(1));
    assertThatThrownBy(() -> library.adapter("tsk A"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("task A");
  }

  @Test
  void a_list_that_names_a_missing_adapter_is_refused() throws IOException {
    Expert expert = library.add("task A", trained(1));
    Files.delete(library.adapter("task A").resolve(AdapterFiles.TENSORS));
    assertThatThrownBy(() -> ExpertLibrary.open(directory.resolve("experts")))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("The adapter of an expert is missing")
        .hasMessageContaining(expert.name());
  }

  @Test
  void there_is_one_library_in_a_directory() {
    assertThatThrownBy(() -> ExpertLibrary.create(directory.resolve("experts"), "any"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("There is a library of experts already");
  }

  @Test
  void experts_answer_in_their_own_way_and_the_base_is_never_another() {
    library.add("task A", trained(1));
    library.add("task B", trained(2));
    try (ExpertModels models = new ExpertModels(base, library, 4)) {
      String before = answer(models, List.of());
      float[] alone = logits(models, List.of("task A"));
      assertThat(alone).isNotEqualTo(logits(models, List.of()));
      assertThat(logits(models, List.of("task B"))).isNotEqualTo(alone);
      assertThat(logits(models, List.of("task A", "task B")))
          .isNotEqualTo(alone)
          .isEqualTo(logits(models, List.of("task B", "task A")));
      assertThat(models.inMemory()).isEqualTo(3);
      assertThat(answer(models, List.of())).isEqualTo(before);
    }
  }

  @Test
  void no_more_adapters_than_allowed_are_in_memory() {
    for (int i = 0; i < 6; i++) {
      library.add("request " + i, trained(i));
    }
    try (ExpertModels models = new ExpertModels(base, library, 2)) {
      logits(models, List.of("request 0"));
      logits(models, List.of("request 1"));
      int full = LiveArrays.count();
      float[] first = logits(models, List.of("request 0"));
      for (int i = 0; i < 6; i++) {
        logits(models, List.of("request " + i));
        assertThat(models.inMemory()).isEqualTo(2);
      }
      assertThat(LiveArrays.count()).isEqualTo(full);
      assertThat(logits(models, List.of("request 0"))).isEqualTo(first);
    }
  }

  private String answer(ExpertModels models, List<String> experts) {
    GenerationSettings settings = GenerationSettings.greedy(base.model().config(), 8);
    return models.with(
        experts,
        model ->
            model.answer(
                base.conversation().orElseThrow().prompt("Who is this?", 0), List.of(), settings));
  }

  private float[] logits(ExpertModels models, List<String> experts) {
    Prompt prompt = base.conversation().orElseThrow().prompt("Who is this?", 0);
    return models.with(
        experts,
        model -> {
          try (Scope scope = model.model().openScope();
              Tape tape = Tape.inference(scope)) {
            Example example = Example.of(prompt.withAnswer("Nobody knows."), List.of());
            return model.model().logits(tape, base.batch(scope, List.of(example))).toFloats();
          }
        });
  }

  /** Writes an adapter that changes something, the same for the same seed. */
  private Path trained(long seed) {
    Path target = directory.resolve("trained-" + seed);
    try (Adapter adapter = Adapter.create(base.model(), PLAN, new RandomStream(seed))) {
      for (AdapterParameter parameter : adapter.parameters()) {
        Tensor values = parameter.values();
        RandomStream random = new RandomStream(seed).child(parameter.name());
        float[] draws = new float[(int) values.shape().size()];
        for (int i = 0; i < draws.length; i++) {
          draws[i] = (float) (0.1 * random.nextGaussian());
        }
        try (Tensor filled = values.scope().floats(draws, values.shape().getShape())) {
          values.assign(filled);
        }
      }
      AdapterFiles.write(adapter, target);
    }
    return target;
  }

  private static List<String> folders(Path directory) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
