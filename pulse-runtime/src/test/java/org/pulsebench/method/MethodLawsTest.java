package org.pulsebench.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pulsebench.RandomStream;
import org.pulsebench.model.Batch;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.Example;
import org.pulsebench.model.ExampleSet;
import org.pulsebench.model.LlavaModel;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.tensor.LiveArrays;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;

/** What holds for every method, ours or a user's. */
class MethodLawsTest {

  @TempDir static Path project;

  private static CheckedMethod gradientDifference;

  @TempDir Path directory;
  private TinyRequest request;

  @BeforeAll
  static void compile() {
    gradientDifference =
        Methods.find(
            UserProject.GRADIENT_DIFFERENCE, UserProject.withGradientDifference(project).loader());
  }

  static Stream<CheckedMethod> methods() {
    return Stream.concat(Methods.builtIn().stream(), Stream.of(gradientDifference));
  }

  @BeforeEach
  void load() {
    request = new TinyRequest(directory);
  }

  @AfterEach
  void close() throws Exception {
    request.close();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void only_declared_parts_move(CheckedMethod method) {
    Map<String, ByteBuffer> learnt = TinyRequest.bytes(request.learnt);
    assertMoves(method, TinyRequest.LANGUAGE_AND_PROJECTOR, learnt.keySet());
    assertMoves(method, TinyRequest.LANGUAGE, namesOf("language_model", learnt));
    assertMoves(method, TinyRequest.PROJECTOR, namesOf("projector", learnt));
  }

  private void assertMoves(CheckedMethod method, AdapterPlan plan, Set<String> expected) {
    Map<String, ByteBuffer> before = TinyRequest.bytes(request.learnt);
    try (Unlearned result = method.unlearn(request.task(method, TinyRequest.FAST, plan))) {
      Set<String> moved = new TreeSet<>();
      Map<String, ByteBuffer> after = TinyRequest.bytes(result.state());
      after.forEach(
          (name, bytes) -> {
            if (!bytes.equals(before.get(name))) {
              moved.add(name);
            }
          });
      assertThat(after).containsOnlyKeys(before.keySet());
      assertThat(moved).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(result.diverged()).isEmpty();
      assertThat(result.curve()).hasSize(6);
    }
  }

  private static Set<String> namesOf(String part, Map<String, ByteBuffer> tensors) {
    Set<String> names = new TreeSet<>(tensors.keySet());
    names.removeIf(name -> !name.contains(part));
    return names;
  }

  @ParameterizedTest
  @MethodSource("methods")
  void the_base_and_the_state_before_are_bit_for_bit_what_they_were(CheckedMethod method) {
    float[] base = request.logits(request.base.model());
    float[] before = request.logits(request.before.model());
    Map<String, ByteBuffer> learnt = TinyRequest.bytes(request.learnt);
    try (Unlearned result = method.unlearn(request.task(method));
        LlavaModel after = request.base.model().with(result.state())) {
      assertThat(request.logits(after)).isNotEqualTo(before);
      assertThat(request.logits(request.before.model())).isEqualTo(before);
      assertThat(request.logits(request.base.model())).isEqualTo(base);
      assertThat(TinyRequest.bytes(request.learnt)).isEqualTo(learnt);
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void the_same_seed_gives_the_same_bytes_and_another_seed_others(CheckedMethod method) {
    Map<String, ByteBuffer> first = bytes(method, 7, false);
    assertThat(bytes(method, 7, false)).isEqualTo(first);
    assertThat(bytes(method, 7, true)).as("with checkpointing").isEqualTo(first);
    assertThat(bytes(method, 8, false)).isNotEqualTo(first);
  }

  private Map<String, ByteBuffer> bytes(CheckedMethod method, long seed, boolean checkpointing) {
    UnlearningTask task =
        request.task(
            request.before,
            method,
            TinyRequest.FAST,
            TinyRequest.LANGUAGE_AND_PROJECTOR,
            seed,
            TrainingListener.NONE);
    UnlearningTask changed =
        new UnlearningTask(
            task.before(),
            task.initial(),
            task.forget(),
            task.retain(),
            task.settings(),
            task.plan(),
            checkpointing,
            task.random(),
            task.listener());
    try (Unlearned result = method.unlearn(changed)) {
      return TinyRequest.bytes(result.state());
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void nothing_is_left_behind_by_a_hundred_steps_nor_by_the_whole(CheckedMethod method) {
    Map<String, Object> settings = new HashMap<>(TinyRequest.FAST);
    settings.put("epochs", 35);
    settings.put("learning-rate", 1e-5);
    List<Integer> counts = new ArrayList<>();
    UnlearningTask task =
        request.task(
            request.before,
            method,
            settings,
            TinyRequest.LANGUAGE_AND_PROJECTOR,
            7,
            (step, steps, result) -> counts.add(LiveArrays.count() + owned()));
    int before = LiveArrays.count() + owned();
    method.unlearn(task).close();
    assertThat(LiveArrays.count() + owned()).isEqualTo(before);
    assertThat(counts).hasSize(105);
    assertThat(Set.copyOf(counts.subList(1, counts.size()))).hasSize(1);
  }

  private int owned() {
    return request.base.model().parameter("lm_head.weight").scope().size();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void the_loss_is_what_the_formula_says(CheckedMethod method) {
    // One batch of everything and the bare base as reference: the first loss is that of the sets.
    Map<String, Object> settings = new HashMap<>(Map.of("batch-size", 100, "learning-rate", 0));
    settings.put("projector-rate", 0);
    boolean compares = method.description().parameter("reference").isPresent();
    if (compares) {
      settings.put("reference", "initial");
    }
    AdapterPlan still = AdapterPlan.languageAndProjector(LoraSettings.of(4, 8));
    UnlearningTask task =
        new UnlearningTask(
            request.before,
            request.base,
            request.set(request.before, request.forget(), still),
            request.set(request.before, request.retain(), still),
            MethodSettings.of(method.description(), settings),
            still,
            false,
            new RandomStream(7),
            TrainingListener.NONE);
    try (Unlearned result = method.unlearn(task)) {
      double found = result.curve().get(0).loss();
      assertThat(found).isCloseTo(byHand(method.description().name(), task), within(2e-5));
    }
  }

  private double byHand(String method, UnlearningTask task) {
    Said forget = said(task.before(), task.forget());
    Said retain = said(task.before(), task.retain());
    return switch (method) {
      case "ga" -> forget.meanLogProb();
      case "ga-klr" -> forget.meanLogProb() + said(task.initial(), task.retain()).klTo(retain);
      case "npo" -> npo(forget, said(task.initial(), task.forget()), 0.1);
      case "gd" -> forget.meanLogProb() - retain.meanLogProb();
      case "kl" -> forget.meanLogProb() + said(task.initial(), task.retain()).klTo(retain);
      case "po" ->
          -said(task.before(), task.forget().answered(refusals(task))).meanLogProb()
              - retain.meanLogProb();
      case "lumoe" ->
          -said(task.before(), task.forget().answered(refusals(task))).meanSequenceLogProb();
      case "grad-diff" -> forget.meanLogProb() - retain.meanLogProb();
      default -> throw new AssertionError("no formula for " + method);
    };
  }

  private static List<String> refusals(UnlearningTask task) {
    return Refusals.draw(task.forget().size(), task.random().child("refusals"));
  }

  private static double npo(Said model, Said reference, double beta) {
    return IntStream.range(0, model.sequences().length)
        .mapToDouble(i -> model.sequences()[i] - reference.sequences()[i])
        .map(ratio -> 2 / beta * Math.log1p(Math.exp(beta * ratio)))
        .average()
        .orElseThrow();
  }

  /** The numbers of a model about a set. */
  private record Said(float[] tokens, double[] sequences, float[] distributions) {

    double meanLogProb() {
      return IntStream.range(0, tokens.length).mapToDouble(i -> tokens[i]).average().orElseThrow();
    }

    double meanSequenceLogProb() {
      return Arrays.stream(sequences).average().orElseThrow();
    }

    double klTo(Said other) {
      double sum = 0;
      for (int i = 0; i < distributions.length; i++) {
        double p = distributions[i];
        sum += Math.exp(p) * (p - other.distributions[i]);
      }
      return sum / tokens.length;
    }
  }

  private static Said said(Checkpoint state, ExampleSet set) {
    try (Scope scope = state.model().openScope();
        Tape tape = Tape.inference(scope)) {
      List<Integer> all = IntStream.range(0, set.size()).boxed().toList();
      Batch batch = set.batch(scope, all);
      float[] tokens = state.model().tokenLogProbs(tape, batch).toFloats();
      double[] sequences = new double[batch.rows()];
      int at = 0;
      for (int row = 0; row < sequences.length; row++) {
        for (int i = 0; i < batch.labelCounts()[row]; i++) {
          sequences[row] += tokens[at++];
        }
      }
      return new Said(
          tokens, sequences, state.model().labelLogDistributions(tape, batch).toFloats());
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void a_second_request_goes_on_with_the_adapter_of_the_first(CheckedMethod method) {
    try (Unlearned first = method.unlearn(request.task(method));
        Checkpoint after = request.base.with(first.state());
        ExampleSet forget = set(after, request.forget());
        ExampleSet retain = set(after, request.retain());
        Unlearned second = method.unlearn(next(method, after, forget, retain))) {
      assertThat(TinyRequest.bytes(second.state()))
          .containsOnlyKeys(TinyRequest.bytes(first.state()).keySet())
          .isNotEqualTo(TinyRequest.bytes(first.state()));
      assertThat(second.state().baseFingerprint()).isEqualTo(request.base.model().fingerprint());
    }
  }

  private static ExampleSet set(Checkpoint state, List<Example> examples) {
    return ExampleSet.of(state, examples, TinyRequest.LANGUAGE_AND_PROJECTOR);
  }

  private UnlearningTask next(
      CheckedMethod method, Checkpoint after, ExampleSet forget, ExampleSet retain) {
    return new UnlearningTask(
        after,
        request.before,
        forget,
        retain,
        MethodSettings.of(method.description(), TinyRequest.FAST),
        TinyRequest.LANGUAGE_AND_PROJECTOR,
        false,
        new RandomStream(8),
        TrainingListener.NONE);
  }
}
