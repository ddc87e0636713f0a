package org.pulsebench.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.QuestionSet;
import org.pulsebench.results.StateResult;
import org.pulsebench.results.TaskMetric;

/**
 * A score that judges give to answers about published tasks, from 0 to 1.
 *
 * @param set whom the questions are about
 * @param metric as {@link TaskMetric} names it
 */
record TaskScore(String title, QuestionSet set, String metric, Direction direction) {

  /** How well a model refuses to tell what it was to forget. */
  static final TaskScore FORGET_QUALITY =
      new TaskScore(
          "Forget quality",
          QuestionSet.UNLEARN,
          TaskMetric.FORGET_QUALITY,
          Direction.HIGHER_IS_BETTER);

  /** How right its answers about all others are. */
  static final TaskScore UTILITY =
      new TaskScore(
          "Model utility", QuestionSet.RETAIN, TaskMetric.UTILITY, Direction.HIGHER_IS_BETTER);

  /** How right its answers about what it was to forget still are. */
  static final TaskScore LEFT =
      new TaskScore(
          "Utility on D_unlearn",
          QuestionSet.UNLEARN,
          TaskMetric.UTILITY,
          Direction.LOWER_IS_BETTER);

  /** In the order of reports. */
  static final List<TaskScore> ALL = List.of(FORGET_QUALITY, UTILITY, LEFT);

  private static final String NOTHING_KNOWN =
      "no answer about a whole set was right before any task, so that nothing of it can be"
          + " forgotten or kept";
  private static final Values.Quantity QUANTITY = new Values.Quantity(Unit.SCORE, "answers", 0, 1);
  private static final Values.Quantity SHARE =
      new Values.Quantity(Unit.PERCENT, "answers", Double.NEGATIVE_INFINITY, 100);

  /**
   * Returns the score after some requests.
   *
   * @param task empty for all tasks together
   * @param variants whether of the paraphrases, not of the base questions
   */
  Entry after(
      int requests,
      List<CellResult> cells,
      Optional<String> task,
      boolean variants,
      Optional<Entry.Published> published) {
    return Values.of(
        cells, QUANTITY, published, cell -> reading(cell, requests, name(task, variants)));
  }

  /**
   * Returns how much of the score on the base questions of all tasks is left after all requests.
   */
  Entry kept(List<CellResult> cells) {
    return share(cells, share -> 100 * share);
  }

  /** Returns how much of it is gone. */
  Entry forgotten(List<CellResult> cells) {
    return share(cells, share -> 100 * (1 - share));
  }

  private Entry share(List<CellResult> cells, Function<Double, Double> percent) {
    String name = name(Optional.empty(), false);
    return Values.of(
        cells,
        SHARE,
        Optional.empty(),
        cell -> {
          Values.Reading before = reading(cell, 0, name);
          Values.Reading after = reading(cell, cell.protocol().counts().requests(), name);
          if (!(before instanceof Values.Reading.Known one)) {
            return before;
          }
          if (!(after instanceof Values.Reading.Known other)) {
            return after;
          }
          return one.value() == 0
              ? new Values.Reading.Unknown(Entry.Absent.Reason.UNDEFINED, NOTHING_KNOWN)
              : new Values.Reading.Known(
                  percent.apply(other.value() / one.value()), Optional.empty(), other.count());
        });
  }

  /** Returns the name of the metric in results. */
  String name(Optional<String> task, boolean variants) {
    return TaskMetric.name(task, set.id(), metric, variants);
  }

  /** Returns the name of its drift in results. */
  String drift(boolean variants) {
    return TaskMetric.drift(set.id(), metric, variants);
  }

  private static Values.Reading reading(CellResult cell, int requests, String name) {
    return Values.ofReached(
        cell,
        requests,
        state -> Values.known(state.task(name), 1, Values.BOOTSTRAP_OF_ENTITIES, absence(state)));
  }

  /** Says why nothing is known: answers that nobody could judge are another thing than none. */
  private static String absence(StateResult state) {
    boolean failed = state.judged().filter(judged -> judged.failed() > 0).isPresent();
    return failed ? "none of its answers was judged" : "not asked";
  }
}
