package org.pulsebench.method;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.DivergedException;
import org.pulsebench.Problem;
import org.pulsebench.PulseException;
import org.pulsebench.model.Adapter;
import org.pulsebench.model.AdapterParameter;
import org.pulsebench.model.LlavaModel;
import org.pulsebench.model.Trainer;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.ModelLayout;

/**
 * A method held to its contract: what it must not change is looked at after it ran, and whatever
 * goes wrong in it is told by its name.
 */
public final class CheckedMethod implements UnlearningMethod {

  /** Knows how far the method came, and what the caller threw through it. */
  private static final class Watched implements TrainingListener {

    private final TrainingListener listener;
    private int steps;
    private Optional<RuntimeException> thrown = Optional.empty();

    Watched(TrainingListener listener) {
      this.listener = listener;
    }

    @Override
    public void stepped(int step, int of, Trainer.Step result) {
      steps = step;
      try {
        listener.stepped(step, of, result);
      } catch (RuntimeException e) {
        thrown = Optional.of(e);
        throw e;
      }
    }
  }

  private final UnlearningMethod method;
  private final MethodDescription description;

  private CheckedMethod(UnlearningMethod method, MethodDescription description) {
    this.method = method;
    this.description = description;
  }

  /**
   * Returns a method that is held to its contract.
   *
   * @throws BadInputException if it has no proper description
   */
  public static CheckedMethod of(UnlearningMethod method) {
    if (method instanceof CheckedMethod checked) {
      return checked;
    }
    try {
      MethodDescription description = method.description();
      if (description != null) {
        return new CheckedMethod(method, description);
      }
    } catch (RuntimeException | LinkageError e) {
      throw undescribed(method, e.toString(), e);
    }
    throw undescribed(method, "null", null);
  }

  @Override
  public MethodDescription description() {
    return description;
  }

  @Override
  public boolean trainsExperts() {
    return method.trainsExperts();
  }

  /** Returns the class of the method itself. */
  public Class<? extends UnlearningMethod> type() {
    return method.getClass();
  }

  /**
   * {@inheritDoc}
   *
   * @throws BadInputException if the method fails or breaks its contract
   * @throws DivergedException if it returns a state that is not finite
   */
  @Override
  public Unlearned unlearn(UnlearningTask task) {
    if (!task.settings().method().equals(description.name())) {
      throw new IllegalArgumentException(
          "settings of " + task.settings().method() + " given to " + description.name());
    }
    long changes = changes(task);
    Unlearned result;
    try {
      result = run(task);
    } catch (RuntimeException e) {
      requireUntouched(changes, task, e);
      throw e;
    }
    // The caller's own state is not to be closed, whatever else is wrong.
    requireOwnState(result.state(), task);
    try {
      requireUntouched(changes, task, null);
      requireSameBase(result.state(), task.before().model());
      requireOnlyDeclared(result.state(), task);
      requireFinite(result.state());
      return result;
    } catch (RuntimeException e) {
      result.close();
      throw e;
    }
  }

  /** Returns the name of the method. */
  @Override
  public String toString() {
    return description.name();
  }

  private Unlearned run(UnlearningTask task) {
    Watched listener = new Watched(task.listener());
    Unlearned result;
    try {
      result = method.unlearn(task.withListener(listener));
    } catch (PulseException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      if (listener.thrown.filter(thrown -> thrown == e).isPresent()) {
        throw listener.thrown.get();
      }
      throw broken(
          "The method failed",
          ", after " + listener.steps + " steps",
          e.toString(),
          "a new state",
          e);
    }
    if (result == null) {
      throw broken("The method gave no state", "", "null", "a new state", null);
    }
    return result;
  }

  private static long changes(UnlearningTask task) {
    return ModelState.changes(task.before().model()) + ModelState.changes(task.initial().model());
  }

  private void requireUntouched(long changes, UnlearningTask task, Throwable cause) {
    if (changes(task) != changes) {
      throw new BadInputException(
          new Problem(
              "The method changed weights that belong to its caller",
              where(""),
              "changes in place of the base or of the adapter before",
              "changes of a copy of the adapter, see Adapter.continuing, and of nothing else",
              "Correct the method, and load the model anew: it is damaged."),
          cause);
    }
  }

  private void requireOwnState(Adapter state, UnlearningTask task) {
    boolean given =
        Stream.of(task.before(), task.initial())
            .anyMatch(each -> each.model().adapter().filter(own -> own == state).isPresent());
    if (given) {
      throw broken(
          "The method gave a state that it was given",
          "",
          "the same adapter",
          "a copy of it",
          null);
    }
  }

  private void requireSameBase(Adapter state, LlavaModel before) {
    if (!state.baseFingerprint().equals(before.fingerprint())) {
      throw broken(
          "The method gave an adapter of another base",
          "",
          "fingerprint " + state.baseFingerprint(),
          before.fingerprint(),
          null);
    }
  }

  private void requireOnlyDeclared(Adapter state, UnlearningTask task) {
    LlavaModel before = task.before().model();
    Set<String> declared = declared(task.plan(), before.layout());
    Map<String, ByteBuffer> expected =
        before
            .adapter()
            .map(own -> ModelState.bytes(own, each -> !declared.contains(each.name())))
            .orElse(Map.of());
    Map<String, ByteBuffer> found =
        ModelState.bytes(state, each -> !declared.contains(each.name()));
    Set<String> names = new HashSet<>(expected.keySet());
    names.addAll(found.keySet());
    String changed =
        names.stream()
            .filter(
                name ->
                    !Optional.ofNullable(found.get(name))
                        .equals(Optional.ofNullable(expected.get(name))))
            .sorted()
            .limit(3)
            .collect(Collectors.joining(", "));
    if (!changed.isEmpty()) {
      throw broken(
          "The method changed what was not to be trained",
          "",
          "other values of " + changed,
          "changes only where the plan trains: " + task.plan().modes(),
          null);
    }
  }

  private static Set<String> declared(AdapterPlan plan, ModelLayout layout) {
    Set<String> names = new HashSet<>();
    plan.loraModules(layout)
        .forEach(
            linear -> {
              names.add(linear.path() + Adapter.DOWN);
              names.add(linear.path() + Adapter.UP);
            });
    plan.fullParameters(layout).forEach(parameter -> names.add(parameter.name()));
    return names;
  }

  private void requireFinite(Adapter state) {
    for (AdapterParameter parameter : state.parameters()) {
      for (float value : parameter.values().toFloats()) {
        if (!Float.isFinite(value)) {
          throw new DivergedException(
              new Problem(
                  "The method gave a state that left the finite numbers",
                  where("") + ", tensor " + parameter.name(),
                  "" + value,
                  "finite numbers",
                  "Use a lower rate or another setting of the method."));
        }
      }
    }
  }

  private BadInputException broken(
      String what, String when, String found, String expected, Throwable cause) {
    return new BadInputException(
        new Problem(
            what,
            where(when),
            found,
            expected,
            "Correct the method; the state before it is as it was."),
        cause);
  }

  private String where(String when) {
    return "method " + description.name() + ", class " + type().getName() + when;
  }

  private static BadInputException undescribed(
      UnlearningMethod method, String found, Throwable cause) {
    return new BadInputException(
        new Problem(
            "A method does not describe itself",
            "class " + method.getClass().getName() + ", description()",
            found,
            "a MethodDescription",
            "Correct the class."),
        cause);
  }
}
