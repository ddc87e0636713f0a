package org.pulsebench.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.DivergedException;
import org.pulsebench.RandomStream;
import org.pulsebench.model.Adapter;
import org.pulsebench.model.Batch;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.tensor.LiveArrays;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tensor;

/** Methods that do what they must not, and what their users are told. */
class CheckedMethodTest {

  /** A method whose loss is a test's. */
  private record Losing(Function<ObjectiveStep, Tensor> function) implements ObjectiveMethod {

    @Override
    public MethodDescription description() {
      return MethodDescription.ofObjective("odd", "Odd", "none", "odd");
    }

    @Override
    public Tensor loss(ObjectiveStep step) {
      return function.apply(step);
    }
  }

  /** A method whose result is a test's. */
  private record Giving(Function<UnlearningTask, Unlearned> function) implements UnlearningMethod {

    @Override
    public MethodDescription description() {
      return new MethodDescription("odd", "Odd", "none", "odd", List.of());
    }

    @Override
    public Unlearned unlearn(UnlearningTask task) {
      return function.apply(task);
    }
  }

  @TempDir Path directory;
  private TinyRequest request;
  private Map<String, ByteBuffer> learnt;
  private float[] base;

  @BeforeEach
  void load() {
    request = new TinyRequest(directory);
    learnt = TinyRequest.bytes(request.learnt);
    base = request.logits(request.base.model());
  }

  @AfterEach
  void the_state_before_is_intact() throws Exception {
    assertThat(TinyRequest.bytes(request.learnt)).isEqualTo(learnt);
    assertThat(request.logits(request.base.model())).isEqualTo(base);
    request.close();
  }

  private static Tensor ascent(ObjectiveStep step) {
    return step.model().meanLoss(step.tape(), step.forget()).negative();
  }

  private UnlearningTask task(UnlearningMethod method, AdapterPlan plan) {
    return request.task(method, method instanceof Giving ? Map.of() : TinyRequest.FAST, plan);
  }

  private Unlearned run(UnlearningMethod method) {
    return CheckedMethod.of(method).unlearn(task(method, TinyRequest.LANGUAGE_AND_PROJECTOR));
  }

  private void assertRefused(UnlearningMethod method, String... message) {
    assertRefused(method, TinyRequest.LANGUAGE_AND_PROJECTOR, message);
  }

  private void assertRefused(UnlearningMethod method, AdapterPlan plan, String... message) {
    UnlearningTask task = task(method, plan);
    int live = LiveArrays.count();
    assertThatThrownBy(() -> CheckedMethod.of(method).unlearn(task))
        .isInstanceOf(BadInputException.class)
        .message()
        .contains(message)
        .hasLineCount(3);
    assertThat(LiveArrays.count()).as("nothing is left open").isEqualTo(live);
  }

  @Test
  void a_loss_that_is_nan_ends_the_training_with_the_last_finite_state() {
    AtomicInteger steps = new AtomicInteger();
    Function<ObjectiveStep, Tensor> nanInTheThirdStep =
        step -> ascent(step).times(steps.incrementAndGet() == 3 ? Double.NaN : 1);
    Map<String, ByteBuffer> afterTwo;
    try (Unlearned result = run(new Losing(nanInTheThirdStep))) {
      assertThat(result.curve()).hasSize(2);
      assertThat(result.diverged().orElseThrow().message())
          .startsWith("The loss left the finite numbers: training step 3");
      afterTwo = TinyRequest.bytes(result.state());
      assertThat(afterTwo).isNotEqualTo(learnt);
    }
    steps.set(100);
    try (Unlearned whole = run(new Losing(nanInTheThirdStep))) {
      assertThat(whole.diverged()).isEmpty();
      assertThat(TinyRequest.bytes(whole.state())).isNotEqualTo(afterTwo);
    }
  }

  @Test
  void a_loss_that_is_nan_from_the_start_gives_the_state_before() {
    try (Unlearned result = run(new Losing(step -> ascent(step).times(Double.NaN)))) {
      assertThat(result.curve()).isEmpty();
      assertThat(result.diverged()).isPresent();
      assertThat(TinyRequest.bytes(result.state())).isEqualTo(learnt);
    }
  }

  @Test
  void a_loss_that_throws_is_told_by_method_and_step() {
    AtomicInteger steps = new AtomicInteger();
    assertRefused(
        new Losing(
            step -> {
              if (steps.incrementAndGet() == 3) {
                throw new IllegalStateException("no luck");
              }
              return ascent(step);
            }),
        "The method failed: method odd, class org.pulsebench.method.CheckedMethodTest$Losing, "
            + "after 2 steps",
        "found java.lang.IllegalStateException: no luck");
  }

  @Test
  void a_loss_of_constants_is_refused() {
    assertRefused(
        new Losing(step -> step.tape().scope().floats(new float[] {1}, 1)),
        "The loss of a method does not depend on what is trained: method odd, training step 1",
        "found a constant of value 1.0");
  }

  @Test
  void a_loss_that_is_no_single_number_is_refused() {
    assertRefused(
        new Losing(step -> step.model().sequenceLogProbs(step.tape(), step.forget())),
        "The loss of a method is not one number: method odd, training step 1",
        "found a tensor F32[2]");
    assertRefused(new Losing(step -> null), "found null");
  }

  @Test
  void frozen_weights_cannot_be_assigned_to() {
    assertRefused(
        new Losing(
            step -> {
              Tensor weight = step.model().parameter("lm_head.weight");
              weight.assign(step.tape().scope().zeros(weight.shape()));
              return ascent(step);
            }),
        "found java.lang.IllegalStateException: a frozen tensor cannot be assigned to");
  }

  @Test
  void a_change_of_the_adapter_before_is_seen() {
    Tensor values = request.learnt.parameters().get(0).values();
    float[] original = values.toFloats();
    assertRefused(
        new Giving(
            task -> {
              assign(values, new float[original.length]);
              return Unlearned.of(copy(task));
            }),
        "The method changed weights that belong to its caller: method odd",
        "load the model anew");
    assign(values, original);
  }

  private static void assign(Tensor target, float[] values) {
    try (Scope scope = target.scope().child()) {
      target.assign(scope.floats(values, target.shape().getShape()));
    }
  }

  private static Adapter copy(UnlearningTask task) {
    return Adapter.continuing(task.before().model(), task.plan(), new RandomStream(1));
  }

  @Test
  void a_state_that_is_a_plain_copy_is_fine() {
    try (Unlearned result = run(new Giving(task -> Unlearned.of(copy(task))))) {
      assertThat(TinyRequest.bytes(result.state())).isEqualTo(learnt);
      assertThat(result.curve()).isEmpty();
    }
  }

  @Test
  void no_state_and_the_state_before_itself_are_refused() {
    assertRefused(new Giving(task -> null), "The method gave no state: method odd");
    assertRefused(
        new Giving(task -> Unlearned.of(request.learnt)),
        "The method gave a state that it was given: method odd");
  }

  @Test
  void a_part_that_was_not_to_be_trained_and_moved_is_named() {
    assertRefused(
        new Giving(
            task -> {
              Adapter state =
                  Adapter.continuing(
                      task.before().model(),
                      TinyRequest.LANGUAGE_AND_PROJECTOR,
                      new RandomStream(1));
              Tensor bias =
                  state.parameters().stream()
                      .filter(parameter -> parameter.name().endsWith("linear_1.bias"))
                      .findFirst()
                      .orElseThrow()
                      .values();
              assign(bias, filled(bias.shape().size()));
              return Unlearned.of(state);
            }),
        TinyRequest.LANGUAGE,
        "The method changed what was not to be trained: method odd",
        "other values of model.multi_modal_projector.linear_1.bias;");
  }

  @Test
  void a_state_that_is_not_finite_has_diverged() {
    UnlearningMethod method =
        new Giving(
            task -> {
              Adapter state = copy(task);
              Tensor values = state.parameters().get(0).values();
              values.assign(values.times(Double.NaN));
              return Unlearned.of(state);
            });
    assertThatThrownBy(() -> run(method))
        .isInstanceOf(DivergedException.class)
        .hasMessageStartingWith("The method gave a state that left the finite numbers: method odd")
        .hasMessageContaining("lora_A.weight");
  }

  private static float[] filled(long size) {
    float[] values = new float[(int) size];
    Arrays.fill(values, 3);
    return values;
  }

  @Test
  void what_the_listener_throws_comes_out_as_it_is() {
    IllegalStateException cancelled = new IllegalStateException("cancelled");
    Ga method = new Ga();
    UnlearningTask task =
        request.task(
            method,
            (step, steps, result) -> {
              assertThat(steps).isEqualTo(6);
              if (step == 2) {
                throw cancelled;
              }
            });
    int live = LiveArrays.count();
    assertThatThrownBy(() -> CheckedMethod.of(method).unlearn(task)).isSameAs(cancelled);
    assertThat(LiveArrays.count()).isEqualTo(live);
  }

  @Test
  void settings_of_another_method_are_a_defect() {
    assertThatThrownBy(() -> CheckedMethod.of(new Npo()).unlearn(request.task(new Ga())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("settings of ga given to npo");
  }

  @Test
  void a_method_without_a_description_is_refused() {
    UnlearningMethod silent =
        new UnlearningMethod() {
          @Override
          public MethodDescription description() {
            return null;
          }

          @Override
          public Unlearned unlearn(UnlearningTask task) {
            throw new AssertionError();
          }
        };
    assertThatThrownBy(() -> CheckedMethod.of(silent))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("A method does not describe itself: class org.pulsebench.method.");
  }

  @Test
  void the_reference_knows_only_the_batches_of_its_step() {
    Batches seen = new Batches();
    assertRefused(
        new Losing(
            step -> {
              Tensor loss = ascent(step);
              if (seen.first == null) {
                seen.first = step.forget();
              }
              step.reference().sequenceLogProbs(seen.first);
              return loss;
            }),
        "after 1 steps",
        "the reference knows the batches of its own step only");
  }

  private static final class Batches {
    private Batch first;
  }

  @Test
  void a_model_with_only_the_projector_trained_passes_over_text() {
    Ga method = new Ga();
    Map<String, Object> settings = Map.of("batch-size", 1, "projector-rate", 1e-2);
    UnlearningTask task = request.task(method, settings, TinyRequest.PROJECTOR);
    try (Unlearned result = CheckedMethod.of(method).unlearn(task)) {
      assertThat(result.curve()).hasSize(6);
      assertThat(result.curve().stream().filter(step -> step.gradientNorm() == 0)).hasSize(3);
    }
  }
}
