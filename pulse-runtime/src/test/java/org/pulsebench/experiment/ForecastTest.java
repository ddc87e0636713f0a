package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.data.Exam;
import org.pulsebench.data.hub.KnownSources;
import org.pulsebench.data.hub.SourceKind;
import org.pulsebench.experiment.Workload.Job;
import org.pulsebench.model.config.Precision;
import org.pulsebench.protocol.Knowledge;

/** What real sizes take, told from shapes alone. */
class ForecastTest {

  private static final long GIB = 1L << 30;

  private static final String REAL =
      """
      {
        "model": "NAME", "store": "STORE", "device": "gpu",
        "data": {"people": "mllmu-bench", "exam": "mmbench"},
        "protocols": ["fine-tuned", "pre-trained"], "methods": ["ga", "ga-klr"]OPTIONS
      }
      """;

  @TempDir Path directory;

  private TinyExperiment tiny;

  @BeforeEach
  void write() {
    tiny = new TinyExperiment(directory);
  }

  private Experiment experiment(String name, String options) {
    return tiny.read(REAL.replace("NAME", name).replace("OPTIONS", options), "store");
  }

  private Path file(String name, String options) {
    experiment(name, options);
    return directory.resolve("experiment.json");
  }

  private String estimate(String name) {
    return RunEstimate.of(file(name, ""), getClass().getClassLoader());
  }

  private RunNeeds needs(String name, String options) {
    return RunEstimate.needs(file(name, options), getClass().getClassLoader());
  }

  private static ModelShape shape(String name) {
    return ModelShape.of(KnownSources.of(name).orElseThrow()).orElseThrow();
  }

  @Test
  void the_shapes_of_known_models_have_the_parameters_of_their_checkpoints() {
    assertThat(shape("llava-1.5-7b").parameters()).isEqualTo(7_063_427_072L);
    assertThat(shape("llava-1.5-13b").parameters()).isEqualTo(13_351_494_656L);
    // LLaVA-1.6 has beside them the vector that ends a line of tiles.
    assertThat(shape("llava-1.6-vicuna-7b").parameters()).isEqualTo(7_063_427_072L + 4096);
  }

  @Test
  void every_known_model_has_a_shape() {
    assertThat(
            KnownSources.names().stream()
                .filter(name -> KnownSources.of(name).orElseThrow().kind() == SourceKind.MODEL))
        .containsExactlyInAnyOrderElementsOf(
            ModelShape.known().stream().map(ModelShape::name).toList());
  }

  @Test
  void a_picture_of_llava_1_6_takes_at_most_the_whole_and_four_tiles_with_their_line_ends() {
    assertThat(shape("llava-1.6-vicuna-7b").imageTokens()).isEqualTo(576 + 48 * 48 + 48);
    assertThat(shape("llava-1.6-vicuna-7b").views()).isEqualTo(5);
  }

  @Test
  void stand_ins_count_as_the_published_data_do() {
    Materials materials = StandIns.published(true);
    assertThat(materials.corpus(Knowledge.FINE_TUNED).ids()).hasSize(500);
    assertThat(materials.corpus(Knowledge.PRE_TRAINED).ids()).hasSize(153);
    assertThat(materials.corpus(Knowledge.PRE_TRAINED).subjects())
        .allMatch(person -> person.questions().size() == 18);
    Exam exam = materials.exam().orElseThrow();
    assertThat(exam.mainRows()).hasSize(1164);
    assertThat(exam.rows()).hasSize(4377);
    assertThat(StandIns.published(false).exam()).isEmpty();
  }

  @Test
  void what_is_not_on_this_machine_is_estimated_from_its_shape() {
    String text = estimate("llava-1.5-13b");
    assertThat(text)
        .contains("Shape of llava-1.5-13b", "13,351,494,656")
        // 100 people with 16 pairs, five times in batches of 4.
        .containsPattern("learn +1 +0 +1 +2,000 +1,600 +0")
        .containsPattern("select +1 +0 +1 +0 +0 +4,590")
        .contains("ASSUMED, not measured: 93.60 TFLOP/s and 1,200 GB/s (an A100 with 80 GB")
        .containsPattern("GPU memory: up to \\d\\d\\.\\d GiB")
        .contains("keys and values")
        .contains("Before that about 24.9 GiB for the checkpoint");
  }

  @Test
  void the_papers_models_fit_a_gpu_of_80_gb() {
    for (String name : List.of("llava-1.5-7b", "llava-1.5-13b", "llava-1.6-vicuna-7b")) {
      RunNeeds needs = needs(name, "");
      assertThat(needs.gpu()).isTrue();
      assertThat(needs.computing()).as(name).isLessThan(74 * GIB);
      assertThat(needs.disk()).isGreaterThan(2 * shape(name).parameters());
    }
  }

  @Test
  void activations_that_are_kept_do_not_fit_beside_the_larger_one() {
    RunNeeds kept = needs("llava-1.5-13b", ", \"checkpointing\": false");
    assertThat(kept.computing()).isGreaterThan(80 * GIB);
    assertThat(kept.activity()).startsWith("training, ga-klr, 4 examples of 640 positions");
  }

  @Test
  void a_configuration_without_weights_is_enough() throws IOException {
    Path model = Files.createDirectories(directory.resolve("shape-only"));
    shape("llava-1.5-7b").config().write(model);
    String experiment =
        """
        {"model": "MODEL", "store": "STORE", "methods": ["ga"], "protocols": ["pre-trained"]}
        """;
    tiny.read(experiment.replace("MODEL", "shape-only"), "store");
    assertThat(RunEstimate.of(directory.resolve("experiment.json"), getClass().getClassLoader()))
        .contains("the model's directory holds no weights")
        .containsPattern("Memory: up to \\d+\\.\\d GiB");
  }

  @Test
  void a_model_of_which_nothing_is_known_is_refused() {
    assertThatThrownBy(() -> estimate("somebody/something"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("somebody/something");
  }

  @Test
  void operations_are_those_of_the_parameters_that_a_token_meets() {
    PreparedExperiment prepared =
        PreparedExperiment.of(
            experiment("MODEL", ""), StandIns.published(true), getClass().getClassLoader());
    List<Job> jobs = Workload.of(prepared, State.ofBase("x"), Optional.empty());
    TrainingStep learn = jobs.get(0).training().orElseThrow();
    ModelShape shape = shape("llava-1.5-7b");
    double seconds =
        new Forecast(shape, Precision.BF16, false, new Throughput(1e12, 1e12, "a test"))
            .seconds(learn);
    // 8,000 pairs, half of them with a picture; by hand: 4 operations a parameter and token.
    double tokens = 8000 * (64 + 0.5 * 576);
    double language = 6_738_939_904L - 32_064L * 4096;
    double byHand = 4 * tokens * language / 1e12;
    assertThat(seconds).isCloseTo(byHand, Percentage.withPercentage(4));
    assertThat(
            new Forecast(shape, Precision.BF16, true, new Throughput(1e12, 1e12, "a test"))
                .seconds(learn))
        .isCloseTo(1.5 * byHand, Percentage.withPercentage(4));
  }

  @Test
  void what_is_twice_as_fast_takes_half_as_long() {
    Throughput slow = new Throughput(1e12, 1e11, "slow");
    Throughput fast = new Throughput(2e12, 2e11, "fast");
    PreparedExperiment prepared =
        PreparedExperiment.of(
            experiment("MODEL", ""), StandIns.published(true), getClass().getClassLoader());
    for (Job job : Workload.of(prepared, State.ofBase("x"), Optional.empty())) {
      for (EvaluateStep step : job.asking()) {
        ModelShape shape = shape("llava-1.5-7b");
        double once = new Forecast(shape, Precision.BF16, true, slow).seconds(step);
        double twice = new Forecast(shape, Precision.BF16, true, fast).seconds(step);
        assertThat(once).isCloseTo(2 * twice, within(1e-6 * once));
      }
    }
  }
}
