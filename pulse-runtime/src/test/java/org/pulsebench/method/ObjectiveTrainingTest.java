package org.pulsebench.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.RandomStream;
import org.pulsebench.model.Adapter;
import org.pulsebench.model.Batch;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.ExampleSet;
import org.pulsebench.model.Trainer;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;
import org.pulsebench.tensor.Tensor;

class ObjectiveTrainingTest {

  /** Gradient ascent that notes what it was given. */
  private static final class Noting implements ObjectiveMethod {

    private final List<Batch> forget = new ArrayList<>();
    private final List<Batch> retain = new ArrayList<>();

    @Override
    public MethodDescription description() {
      return MethodDescription.ofObjective("noting", "Noting", "none", "-CE(f)");
    }

    @Override
    public Tensor loss(ObjectiveStep step) {
      forget.add(step.forget());
      retain.add(step.retain());
      assertThat(step.retain()).isSameAs(step.retain());
      return step.model().meanLoss(step.tape(), step.forget()).negative();
    }

    static List<String> rows(List<Batch> batches) {
      return batches.stream()
          .flatMap(batch -> batch.sequences().stream())
          .map(sequence -> Arrays.toString(sequence.ids()))
          .toList();
    }
  }

  @TempDir Path directory;
  private TinyRequest request;

  @BeforeEach
  void load() {
    request = new TinyRequest(directory);
  }

  @AfterEach
  void close() throws Exception {
    request.close();
  }

  @Test
  void each_epoch_passes_over_the_forget_set_and_the_retain_set_goes_round() {
    Noting method = new Noting();
    Map<String, Object> settings = new HashMap<>(TinyRequest.FAST);
    settings.put("epochs", 4);
    method.unlearn(request.task(method, settings, TinyRequest.LANGUAGE)).close();
    // 4 epochs of 3 batches of 2 of 6 examples; beside them 3 rounds of 4 batches of 2 of 8.
    List<String> forget = Noting.rows(method.forget);
    List<String> retain = Noting.rows(method.retain);
    assertThat(forget).hasSize(24);
    assertThat(retain).hasSize(24);
    assertThat(forget.subList(0, 6)).doesNotHaveDuplicates();
    assertThat(forget.subList(6, 12))
        .containsExactlyInAnyOrderElementsOf(forget.subList(0, 6))
        .isNotEqualTo(forget.subList(0, 6));
    assertThat(retain.subList(0, 8)).doesNotHaveDuplicates();
    assertThat(retain.subList(8, 16))
        .containsExactlyInAnyOrderElementsOf(retain.subList(0, 8))
        .isNotEqualTo(retain.subList(0, 8));
  }

  @Test
  void the_listener_hears_of_every_step_and_the_curve_keeps_them() {
    List<Trainer.Step> heard = new ArrayList<>();
    Ga method = new Ga();
    try (Unlearned result =
        method.unlearn(
            request.task(
                method,
                (step, steps, done) -> {
                  heard.add(done);
                  assertThat(step).isEqualTo(heard.size());
                  assertThat(steps).isEqualTo(6);
                }))) {
      assertThat(result.curve()).isEqualTo(heard);
      assertThat(result.curve()).allSatisfy(step -> assertThat(step.gradientNorm()).isPositive());
    }
  }

  @Test
  void the_loss_lies_on_the_tokens_that_the_parameter_names() {
    for (String labels : List.of("answer-only", "all", "all-text")) {
      Noting method = new Noting();
      Map<String, Object> settings = new HashMap<>(TinyRequest.FAST);
      settings.put("labels", labels);
      method.unlearn(request.task(method, settings, TinyRequest.LANGUAGE)).close();
      Batch batch = method.forget.get(0);
      int tokens = batch.sequences().stream().mapToInt(row -> row.length() - 1).sum();
      int count = Arrays.stream(batch.labelCounts()).sum();
      if (labels.equals("all")) {
        assertThat(count).isEqualTo(tokens);
      } else {
        assertThat(count).isPositive().isLessThan(tokens);
      }
    }
  }

  @Test
  void the_reference_is_run_once_an_example_and_says_what_the_state_before_says() {
    try (ExampleSet set = ExampleSet.of(request.before, request.retain(), TinyRequest.LANGUAGE);
        Scope scope = request.base.model().openScope()) {
      ReferenceValues values = new ReferenceValues(request.before.model(), set);
      List<Integer> some = List.of(3, 0, 5);
      float[] first = values.labelLogDistributions(scope, some).toFloats();
      assertThat(values.examplesRun()).isEqualTo(3);
      assertThat(values.labelLogDistributions(scope, some).toFloats()).isEqualTo(first);
      assertThat(values.examplesRun()).isEqualTo(3);
      values.labelLogDistributions(scope, List.of(5, 1));
      assertThat(values.examplesRun()).isEqualTo(4);
      try (Tape tape = Tape.inference(scope)) {
        Batch batch = set.batch(scope, some);
        assertThat(first)
            .containsExactly(
                request.before.model().labelLogDistributions(tape, batch).toFloats(),
                within(1e-5f));
        assertThat(values.sequenceLogProbs(scope, some).toFloats())
            .containsExactly(
                request.before.model().sequenceLogProbs(tape, batch).toFloats(), within(1e-4f));
      }
      assertThat(values.examplesRun()).isEqualTo(7);
    }
  }

  @Test
  void the_reference_is_the_state_before_the_request_or_the_initial_one() {
    // Nothing has moved in the first step: against the state before, every ratio is 1.
    assertThat(firstLoss("before-request", request.base)).isCloseTo(20 * Math.log(2), within(1e-4));
    assertThat(firstLoss("initial", request.before)).isCloseTo(20 * Math.log(2), within(1e-4));
    assertThat(firstLoss("initial", request.base)).isNotCloseTo(20 * Math.log(2), within(1e-3));
  }

  private double firstLoss(String reference, Checkpoint initial) {
    Npo method = new Npo();
    // Without dropout, which would show in the first loss.
    AdapterPlan plan = AdapterPlan.languageAndProjector(LoraSettings.of(4, 8));
    Map<String, Object> settings = Map.of("reference", reference, "batch-size", 6);
    UnlearningTask task =
        new UnlearningTask(
            request.before,
            initial,
            request.set(request.before, request.forget(), plan),
            request.set(request.before, request.retain(), plan),
            MethodSettings.of(method.description(), settings),
            plan,
            false,
            new RandomStream(1),
            TrainingListener.NONE);
    try (Unlearned result = method.unlearn(task)) {
      return result.curve().get(0).loss();
    }
  }

  @Test
  void a_bare_base_can_be_made_to_forget() {
    Ga method = new Ga();
    UnlearningTask task =
        new UnlearningTask(
            request.base,
            request.base,
            request.set(request.base, request.forget(), TinyRequest.LANGUAGE),
            request.set(request.base, request.retain(), TinyRequest.LANGUAGE),
            MethodSettings.of(method.description(), TinyRequest.FAST),
            TinyRequest.LANGUAGE,
            false,
            new RandomStream(1),
            TrainingListener.NONE);
    try (Unlearned result = CheckedMethod.of(method).unlearn(task)) {
      assertThat(result.curve()).hasSize(6);
      assertThat(result.state().parameters())
          .allSatisfy(parameter -> assertThat(parameter.part()).isEqualTo(Part.LANGUAGE));
    }
  }

  @Test
  void states_that_see_other_images_are_refused_unless_the_tower_is_trained() {
    AdapterPlan vision =
        new AdapterPlan(
            Map.of(Part.VISION, PartMode.LORA, Part.LANGUAGE, PartMode.LORA), TinyRequest.LORA);
    try (Adapter seeing = Adapter.create(request.base.model(), vision, new RandomStream(1));
        Checkpoint state = request.base.with(seeing);
        ExampleSet pixels = ExampleSet.of(state, request.forget(), vision);
        ExampleSet features = ExampleSet.of(state, request.forget(), TinyRequest.LANGUAGE)) {
      assertThat(task(state, pixels).forget()).isSameAs(pixels);
      assertThatThrownBy(() -> task(state, features))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("vision tower of initial is another");
      Ga method = new Ga();
      UnlearningTask whole =
          new UnlearningTask(
              state,
              request.base,
              pixels,
              pixels,
              MethodSettings.of(method.description(), TinyRequest.FAST),
              vision,
              false,
              new RandomStream(1),
              TrainingListener.NONE);
      try (Unlearned result = CheckedMethod.of(method).unlearn(whole)) {
        assertThat(TinyRequest.bytes(result.state())).isNotEqualTo(TinyRequest.bytes(seeing));
      }
    }
  }

  private UnlearningTask task(Checkpoint state, ExampleSet set) {
    return new UnlearningTask(
        state,
        request.base,
        set,
        set,
        MethodSettings.defaults(new Ga().description()),
        TinyRequest.LANGUAGE,
        false,
        new RandomStream(1),
        TrainingListener.NONE);
  }

  @Test
  void batches_of_a_cycle_differ_from_round_to_round() {
    try (ExampleSet set = ExampleSet.of(request.base, request.retain(), TinyRequest.LANGUAGE)) {
      BatchCycle cycle = new BatchCycle(set, 3, new RandomStream(4));
      List<List<Integer>> first = IntStream.range(0, 3).mapToObj(i -> cycle.next()).toList();
      List<List<Integer>> second = IntStream.range(0, 3).mapToObj(i -> cycle.next()).toList();
      assertThat(first.stream().flatMap(List::stream))
          .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
      assertThat(second).isNotEqualTo(first);
    }
  }
}
