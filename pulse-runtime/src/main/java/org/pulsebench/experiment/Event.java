package org.pulsebench.experiment;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pulsebench.Checks;
import org.pulsebench.Problem;

/**
 * Something that a run tells while it happens.
 *
 * <p>Any number of steps, one after the other, each from its start to its finish; then {@link
 * Failed} if the run failed; and {@link Bye} last, whatever happened. A run that ends without it
 * has crashed.
 */
public sealed interface Event {

  /**
   * A step begins.
   *
   * @param step what the events of this step have in common and those of no other step
   * @param kind {@code fetch}, {@code learn}, {@code select}, {@code unlearn} or {@code evaluate}
   * @param label what a person calls it, without the kind: method, request, seed
   * @param index its place among the steps of the run, from 1
   * @param of how many steps the run has
   */
  record StepStarted(String step, String kind, String label, int index, int of) implements Event {

    public StepStarted {
      requireText(step, "step");
      requireKind(kind);
      Objects.requireNonNull(label, "label");
      Checks.positive(of, "of");
      Checks.require(index >= 1 && index <= of, "index", index, "from 1 to " + of);
    }
  }

  /**
   * A step has come this far.
   *
   * @param done from 0 to {@code total}
   * @param total how much there is; 0 without {@code left} where the step is at work and has not
   *     counted yet
   * @param unit what is counted, in the plural: {@code batches}, {@code questions}
   * @param left the time that the rest of this step will take, in whole seconds (parts are cut
   *     off); absent while nothing can be said
   */
  record Progress(String step, long done, long total, String unit, Optional<Duration> left)
      implements Event {

    public Progress {
      requireText(step, "step");
      Checks.require(total >= 0, "total", total, "at least 0");
      Checks.require(done >= 0 && done <= total, "done", done, "from 0 to " + total);
      requireText(unit, "unit");
      left.ifPresent(time -> Checks.require(!time.isNegative(), "left", time, "at least 0"));
      left = left.map(time -> Duration.ofSeconds(time.toSeconds()));
    }

    /** Returns that a step is at work, of which no more is known. */
    static Progress begun(String step) {
      return new Progress(step, 0, 0, "parts", Optional.empty());
    }

    /** Returns whether it is known how much there is. */
    public boolean isCounted() {
      return total > 0 || left.isPresent();
    }
  }

  /**
   * A step has measured something.
   *
   * @param name such as {@code unlearn/text/accuracy}
   * @param value a finite number
   * @param count how many questions, batches or tokens it is over, at least 1
   */
  record MetricReported(String step, String name, double value, long count) implements Event {

    public MetricReported {
      requireText(step, "step");
      requireText(name, "name");
      Checks.require(Double.isFinite(value), "value", value, "finite");
      Checks.require(count >= 1, "count", count, "at least 1");
    }
  }

  /**
   * A step has its result.
   *
   * @param reused whether the result was there before
   * @param seconds how long the step took this time, at least 0
   */
  record StepFinished(String step, String kind, boolean reused, double seconds) implements Event {

    public StepFinished {
      requireText(step, "step");
      requireKind(kind);
      Checks.require(
          Double.isFinite(seconds) && seconds >= 0, "seconds", seconds, "finite, at least 0");
    }
  }

  /**
   * Something that a person may want to know.
   *
   * @param text one line or more
   */
  record Said(String text) implements Event {

    public Said {
      requireText(text, "text");
    }
  }

  /** Something that a person should know and that stops nothing. */
  record Warning(Problem problem) implements Event {

    public Warning {
      Objects.requireNonNull(problem, "problem");
    }
  }

  /** The run ends here because of a problem; what was finished before is kept. */
  record Failed(Problem problem, Category category) implements Event {

    public Failed {
      Objects.requireNonNull(problem, "problem");
      Objects.requireNonNull(category, "category");
    }
  }

  /** The last event of every run that did not crash. */
  record Bye(Status status) implements Event {

    public Bye {
      Objects.requireNonNull(status, "status");
    }
  }

  /** Who can mend a failure. */
  enum Category {
    /** The user, by another option, file or value. */
    USER,
    /** Whoever looks after the machine. */
    ENVIRONMENT,
    /** Nobody at once: the computation left the finite numbers. */
    DIVERGED,
    /** The authors of PULSE, or of the method that ran. */
    BUG
  }

  /** How a run ended. */
  enum Status {
    DONE,
    FAILED,
    CANCELLED
  }

  private static void requireText(String value, String name) {
    Checks.require(!value.isBlank(), name, "blank", "a text");
  }

  private static void requireKind(String kind) {
    Checks.require(
        Pattern.matches("[a-z][a-z0-9-]*", kind), "kind", kind, "lower-case letters, digits and -");
  }
}
