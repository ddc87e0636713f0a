package org.pulsebench.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.Checks;
import org.pulsebench.evaluation.statistics.Spread;

/** What stands where a row and a column meet. */
public sealed interface Entry {

  /** Returns the text of the entry alone, such as {@code 35.2}; a dash where there is no value. */
  String text();

  /** Returns what the paper has at this place. */
  default Optional<Published> published() {
    return Optional.empty();
  }

  /**
   * Words; empty where there is nothing to be said.
   *
   * @param literal whether they are for machines, such as an id, and are set as such
   */
  record Label(String text, boolean literal) implements Entry {

    public Label {
      Objects.requireNonNull(text, "text");
    }

    /** Returns words. */
    public static Label of(String text) {
      return new Label(text, false);
    }
  }

  /**
   * A number.
   *
   * @param value the mean over the seeds, in the unit
   * @param interval the 95 % interval of the value, where one can be stated
   * @param count of how many questions (or subjects, facts, requests) each seed's value is made;
   *     the smallest of the seeds where they differ; 0 where nothing was counted
   * @param counted what was counted, such as {@code questions}
   * @param seeds the value of each seed; at least one unless the number is of no seed, such as the
   *     size of a set
   * @param gaps seeds without a value, and why
   */
  record Value(
      double value,
      Unit unit,
      Optional<Interval> interval,
      int count,
      String counted,
      List<SeedValue> seeds,
      List<Gap> gaps,
      Optional<Published> published,
      Mark mark)
      implements Entry {

    public Value {
      Checks.require(Double.isFinite(value), "value", value, "finite");
      Objects.requireNonNull(unit, "unit");
      Objects.requireNonNull(interval, "interval");
      Checks.require(count >= 0, "count", count, "0 or more");
      Objects.requireNonNull(counted, "counted");
      seeds = List.copyOf(seeds);
      gaps = List.copyOf(gaps);
      Objects.requireNonNull(published, "published");
      Objects.requireNonNull(mark, "mark");
    }

    /** Returns a number that is of no seed. */
    public static Value fixed(double value, Unit unit, Optional<Published> published) {
      return new Value(
          value, unit, Optional.empty(), 0, "", List.of(), List.of(), published, Mark.NONE);
    }

    /** Returns this value marked. */
    public Value marked(Mark other) {
      return new Value(value, unit, interval, count, counted, seeds, gaps, published, other);
    }

    @Override
    public String text() {
      return unit.text(value);
    }

    /** Returns how the value varies over the seeds; empty where there are fewer than two. */
    public Optional<Spread> spread() {
      return seeds.size() < 2
          ? Optional.empty()
          : Optional.of(Spread.of(seeds.stream().map(SeedValue::value).toList()));
    }

    /** Returns our value less the published one, in the unit. */
    public Optional<Double> difference() {
      return published.map(paper -> value - paper.value());
    }
  }

  /** A number that there is not. */
  record Absent(Reason reason, String text, String explanation, Optional<Published> published)
      implements Entry {

    /** Why there is no number. */
    public enum Reason {
      /** It was not measured, or there is no such thing. */
      MISSING("–"),

      /** It was measured, and no number follows, as of a ratio to 0. */
      UNDEFINED("undefined"),

      /** A request diverged before it could be measured. */
      DIVERGED("diverged");

      private final String text;

      Reason(String text) {
        this.text = text;
      }

      /** Returns what stands in its place. */
      public String text() {
        return text;
      }
    }

    public Absent {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(explanation, "explanation");
      Objects.requireNonNull(published, "published");
    }

    /** Returns the absence of a number, with a clause that tells why. */
    public static Absent of(Reason reason, String explanation, Optional<Published> published) {
      return new Absent(reason, reason.text(), explanation, published);
    }
  }

  /** Whether a value is the best of its column, or of its block of a column. */
  enum Mark {
    NONE,
    BEST,

    /** It is shown with the same digits as the best, or is one of several best. */
    TIED
  }

  /**
   * A 95 % interval.
   *
   * @param method how it was made, in words, such as {@code Wilson, over questions}
   */
  record Interval(double low, double high, String method) {

    public Interval {
      Checks.require(low <= high, "low", low, "at most " + high);
      Objects.requireNonNull(method, "method");
    }
  }

  /** The value of one seed, with its own interval. */
  record SeedValue(long seed, double value, Optional<Interval> interval) {

    public SeedValue {
      Objects.requireNonNull(interval, "interval");
    }
  }

  /** A seed without a value. */
  record Gap(long seed, Absent.Reason reason, String explanation) {

    public Gap {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(explanation, "explanation");
    }
  }

  /**
   * What the paper has.
   *
   * @param error by how much the paper's own number may be another
   * @param item the table or figure, such as {@code Table 3}
   */
  record Published(
      double value, double error, PublishedValue.Reading reading, String item, Unit unit) {

    public Published {
      Objects.requireNonNull(reading, "reading");
      Objects.requireNonNull(item, "item");
      Objects.requireNonNull(unit, "unit");
    }

    /** Returns the value as it is shown. */
    public String text() {
      return unit.text(value);
    }
  }
}
