package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.Checks;
import org.pulsebench.RandomStream;
import org.pulsebench.data.Modality;
import org.pulsebench.evaluation.statistics.Agreement;
import org.pulsebench.evaluation.statistics.BootstrapInterval;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.McNemar;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.evaluation.statistics.PairedOutcomes;

/**
 * What one scorer found of one state of a cell.
 *
 * @param accuracies of the unlearn set, of each request's subjects, of the retain set and of the
 *     exam, by modality and together
 * @param agreements of the modalities about the facts of the unlearn set and of the retain set
 * @param changes since the state before any request, with an interval over subjects; none for that
 *     state itself, and none of the exam, which has no subjects
 * @param tests of whether the answers changed since then; none for that state itself
 */
record StateMetrics(
    List<Metric> accuracies,
    Map<String, Agreement> agreements,
    List<Metric> changes,
    Map<String, McNemar> tests) {

  StateMetrics {
    accuracies = List.copyOf(accuracies);
    agreements = Map.copyOf(agreements);
    changes = List.copyOf(changes);
    tests = Map.copyOf(tests);
  }

  /** The sets of questions of a cell. */
  static final class Sets {

    private final List<QuestionSet> whole;
    private final List<QuestionSet> requests;
    private final boolean exam;

    /**
     * Creates the sets.
     *
     * @param requests the subjects of each request, in order
     * @param retain the subjects to keep
     * @param exam whether there is one
     */
    Sets(List<List<String>> requests, List<String> retain, boolean exam) {
      Direction lower = Direction.LOWER_IS_BETTER;
      List<String> unlearn = requests.stream().flatMap(List::stream).toList();
      this.whole =
          List.of(
              set(QuestionSet.UNLEARN, lower, unlearn),
              set(QuestionSet.RETAIN, Direction.HIGHER_IS_BETTER, retain));
      List<QuestionSet> each = new ArrayList<>();
      if (requests.size() > 1) {
        for (int i = 0; i < requests.size(); i++) {
          each.add(set(QuestionSet.UNLEARN + "/request-" + (i + 1), lower, requests.get(i)));
        }
      }
      this.requests = List.copyOf(each);
      this.exam = exam;
    }

    private static QuestionSet set(String name, Direction direction, List<String> ids) {
      return QuestionSet.ofSubjects(name, direction, new LinkedHashSet<>(ids));
    }

    /** Returns the sets whose accuracy is reported. */
    List<QuestionSet> reported() {
      List<QuestionSet> all = new ArrayList<>();
      for (QuestionSet set : whole) {
        all.add(set);
        all.add(set.in(Modality.MULTIMODAL));
        all.add(set.in(Modality.TEXT));
      }
      all.addAll(requests);
      if (exam) {
        all.add(QuestionSet.ofExam());
      }
      return all;
    }
  }

  /** Measures the state before any request. */
  static StateMetrics before(Sets sets, String scorer, List<Answered> answers) {
    return new StateMetrics(
        accuracies(sets, scorer, answers), agreements(sets, scorer, answers), List.of(), Map.of());
  }

  /**
   * Measures a state after requests.
   *
   * @param before the answers of the state before any request, to the same questions
   * @param random draws the subjects of the intervals
   */
  static StateMetrics after(
      Sets sets,
      String scorer,
      List<Answered> answers,
      List<Answered> before,
      RandomStream random) {
    List<Metric> changes = new ArrayList<>();
    for (QuestionSet set : sets.whole) {
      change(set, set.of(before, scorer), set.of(answers, scorer), random.child(set.name()))
          .ifPresent(changes::add);
    }
    Map<String, McNemar> tests = new LinkedHashMap<>();
    for (QuestionSet set : sets.reported()) {
      tests.put(set.name(), test(set.of(before, scorer), set.of(answers, scorer)));
    }
    return new StateMetrics(
        accuracies(sets, scorer, answers), agreements(sets, scorer, answers), changes, tests);
  }

  private static List<Metric> accuracies(Sets sets, String scorer, List<Answered> answers) {
    return sets.reported().stream()
        .map(
            set ->
                Metric.of(
                    set.name(), set.direction(), QuestionSet.accuracy(set.of(answers, scorer))))
        .toList();
  }

  private static Map<String, Agreement> agreements(
      Sets sets, String scorer, List<Answered> answers) {
    Map<String, Agreement> agreements = new LinkedHashMap<>();
    for (QuestionSet set : sets.whole) {
      List<Agreement.Answers> subjects = new ArrayList<>();
      QuestionSet.bySubject(set.of(answers, scorer))
          .forEach(
              (subject, all) ->
                  subjects.add(
                      new Agreement.Answers(
                          subject, right(all, Modality.MULTIMODAL), right(all, Modality.TEXT))));
      agreements.put(set.name(), Agreement.of(subjects));
    }
    return agreements;
  }

  private static List<Boolean> right(List<Answered> answers, Modality modality) {
    return answers.stream()
        .filter(answer -> answer.modality() == modality)
        .map(Answered::right)
        .toList();
  }

  private static Optional<Metric> change(
      QuestionSet set, List<Answered> before, List<Answered> after, RandomStream random) {
    requireSameQuestions(before, after);
    Map<String, List<Answered>> earlier = QuestionSet.bySubject(before);
    List<PairedOutcomes> subjects = new ArrayList<>();
    QuestionSet.bySubject(after)
        .forEach(
            (subject, answers) ->
                subjects.add(
                    PairedOutcomes.ofAnswers(rights(earlier.get(subject)), rights(answers))));
    return BootstrapInterval.of(subjects, random)
        .map(interval -> Metric.of(set.name() + "/change", set.direction(), interval));
  }

  private static McNemar test(List<Answered> before, List<Answered> after) {
    requireSameQuestions(before, after);
    return McNemar.of(rights(before), rights(after));
  }

  private static List<Boolean> rights(List<Answered> answers) {
    return answers.stream().map(Answered::right).toList();
  }

  private static void requireSameQuestions(List<Answered> before, List<Answered> after) {
    List<String> asked = before.stream().map(Answered::question).toList();
    List<String> askedAgain = after.stream().map(Answered::question).toList();
    Checks.require(asked.equals(askedAgain), "questions after", "others", "those before, in order");
  }
}
