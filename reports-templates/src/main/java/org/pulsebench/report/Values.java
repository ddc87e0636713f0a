package org.pulsebench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.evaluation.statistics.Spread;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.ScorerResult;
import org.pulsebench.results.StateResult;

/** Makes one entry of a number that each of several cells has, or has not. */
final class Values {

  private static final String WILSON = "Wilson, over questions";
  private static final String BOOTSTRAP = "bootstrap, over ";

  /** How intervals of scores about published tasks were made. */
  static final String BOOTSTRAP_OF_ENTITIES = BOOTSTRAP + "entities";

  private static final String T = "Student's t, over seeds";

  private Values() {}

  /** A number of one cell, or why it has none. */
  sealed interface Reading {

    record Known(double value, Optional<Entry.Interval> interval, int count) implements Reading {}

    record Unknown(Entry.Absent.Reason reason, String explanation) implements Reading {}
  }

  /**
   * What an entry is of.
   *
   * @param counted what the count of a cell counts
   * @param low the least value that there can be, to which intervals are cut; high likewise
   */
  record Quantity(Unit unit, String counted, double low, double high) {

    static final Quantity ACCURACY = new Quantity(Unit.PERCENT, "questions", 0, 100);
    static final Quantity CHANGE = new Quantity(Unit.POINTS, "subjects", -100, 100);
    static final Quantity SHARE_OF_FACTS = new Quantity(Unit.PERCENT, "facts", 0, 100);

    static Quantity of(Unit unit, String counted) {
      return new Quantity(unit, counted, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
  }

  /** Returns the entry of a number of several cells that differ in the seed. */
  static Entry of(
      List<CellResult> cells,
      Quantity quantity,
      Optional<Entry.Published> published,
      Function<CellResult, Reading> reading) {
    List<Entry.SeedValue> seeds = new ArrayList<>();
    List<Entry.Gap> gaps = new ArrayList<>();
    int count = Integer.MAX_VALUE;
    for (CellResult cell : cells) {
      Reading one = reading.apply(cell);
      if (one instanceof Reading.Known known) {
        seeds.add(new Entry.SeedValue(cell.seed(), known.value(), known.interval()));
        count = Math.min(count, known.count());
      } else if (one instanceof Reading.Unknown unknown) {
        gaps.add(new Entry.Gap(cell.seed(), unknown.reason(), unknown.explanation()));
      }
    }
    if (seeds.isEmpty()) {
      return gaps.isEmpty()
          ? Entry.Absent.of(Entry.Absent.Reason.MISSING, "no such run", published)
          : Entry.Absent.of(gaps.get(0).reason(), gaps.get(0).explanation(), published);
    }
    Spread spread = Spread.of(seeds.stream().map(Entry.SeedValue::value).toList());
    return new Entry.Value(
        spread.mean(),
        quantity.unit(),
        interval(seeds, spread, quantity),
        count,
        quantity.counted(),
        seeds,
        gaps,
        published,
        Entry.Mark.NONE);
  }

  private static Optional<Entry.Interval> interval(
      List<Entry.SeedValue> seeds, Spread spread, Quantity quantity) {
    Optional<Entry.Interval> first = seeds.get(0).interval();
    if (spread.min() == spread.max()) {
      // Seeds that do not vary tell nothing by that: their questions still do.
      return seeds.stream().allMatch(seed -> seed.interval().equals(first))
          ? first
          : Optional.empty();
    }
    double half = StudentT.halfWidth(spread);
    return Optional.of(
        new Entry.Interval(
            Math.max(quantity.low(), spread.mean() - half),
            Math.min(quantity.high(), spread.mean() + half),
            T));
  }

  /** Returns an accuracy after some requests, in per cent. */
  static Entry accuracy(
      List<CellResult> cells,
      String scorer,
      int requests,
      String set,
      Optional<Entry.Published> published) {
    return of(
        cells,
        Quantity.ACCURACY,
        published,
        cell ->
            ofState(
                cell,
                scorer,
                requests,
                state -> known(state.accuracy(set), 100, WILSON, "there are no such questions")));
  }

  /** Returns a change of an accuracy since the state before any request, in points. */
  static Entry change(List<CellResult> cells, String scorer, int requests, String set) {
    String counted = counted(set);
    return of(
        cells,
        new Quantity(Unit.POINTS, counted, -100, 100),
        Optional.empty(),
        cell ->
            ofState(
                cell,
                scorer,
                requests,
                state -> known(state.change(set), 100, BOOTSTRAP + counted, "not measured")));
  }

  /** Returns a per cent forgotten or kept by its name, such as {@code exam/percent-kept}. */
  static Entry derived(
      List<CellResult> cells,
      String scorer,
      int requests,
      String name,
      Optional<Entry.Published> published) {
    String counted = counted(name);
    return of(
        cells,
        Quantity.of(Unit.PERCENT, counted),
        published,
        cell ->
            ofState(
                cell,
                scorer,
                requests,
                state ->
                    state
                        .derived(name)
                        .map(figure -> figure(figure, 1, BOOTSTRAP + counted))
                        .orElseGet(() -> missing("not measured"))));
  }

  /** Returns a reading of the state after some requests, if the cell came so far. */
  static Reading ofState(
      CellResult cell, String scorer, int requests, Function<ScorerResult, Reading> reading) {
    return cell.after(requests, scorer).map(reading).orElseGet(() -> notReached(cell));
  }

  /** Does the same for all that was measured of the state. */
  static Reading ofReached(CellResult cell, int requests, Function<StateResult, Reading> reading) {
    return requests < cell.states().size() && cell.states().get(requests).diverged().isEmpty()
        ? reading.apply(cell.states().get(requests))
        : notReached(cell);
  }

  /** Returns a derived number, or why there is none. */
  static Reading figure(org.pulsebench.results.Figure figure, double scale, String intervalMethod) {
    if (figure instanceof org.pulsebench.results.Figure.Undefined undefined) {
      return new Reading.Unknown(Entry.Absent.Reason.UNDEFINED, undefined.reason());
    }
    return known(figure.known(), scale, intervalMethod, "not measured");
  }

  static Reading missing(String explanation) {
    return new Reading.Unknown(Entry.Absent.Reason.MISSING, explanation);
  }

  /** Returns a metric, or that it is missing. */
  static Reading known(
      Optional<Metric> metric, double scale, String intervalMethod, String otherwise) {
    return metric
        .<Reading>map(
            one ->
                new Reading.Known(
                    scale * one.value(),
                    one.hasInterval()
                        ? Optional.of(
                            new Entry.Interval(
                                scale * one.low(), scale * one.high(), intervalMethod))
                        : Optional.empty(),
                    one.count()))
        .orElseGet(() -> missing(otherwise));
  }

  private static Reading notReached(CellResult cell) {
    return cell.states().stream()
        .filter(state -> state.diverged().isPresent())
        .findFirst()
        .<Reading>map(state -> new Reading.Unknown(Entry.Absent.Reason.DIVERGED, why(state)))
        .orElseGet(() -> missing("the run did not come so far"));
  }

  private static String why(StateResult state) {
    return "request %d diverged: %s"
        .formatted(state.requests(), state.diverged().orElseThrow().what());
  }

  private static String counted(String set) {
    return set.startsWith("exam") ? "questions" : "subjects";
  }
}
