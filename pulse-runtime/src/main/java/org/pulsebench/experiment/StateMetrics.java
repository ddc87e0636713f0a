package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.pulsebench.Checks;
import org.pulsebench.RandomStream;
import org.pulsebench.data.Modality;
import org.pulsebench.evaluation.statistics.Agreement;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.McNemar;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.evaluation.statistics.PairedOutcomes;
import org.pulsebench.evaluation.statistics.Resamples;
import org.pulsebench.evaluation.statistics.RetentionInterval;
import org.pulsebench.results.Figure;

/**
 * What one scorer found of one state of a cell.
 *
 * @param accuracies of the unlearn set, of each request's subjects, of the retain set and of the
 *     exam, by modality and together
 * @param agreements of the modalities about the facts of the unlearn set and of the retain set
 * @param changes of the accuracies of whole sets and of their modalities since the state before any
 *     request, with intervals over subjects, or of the exam over questions; none for that state
 *     itself, and none of a single subject
 * @param derived per cent forgotten and kept of the same sets, as Figure 4 of the PULSE paper
 *     (arXiv 2507.01271) has them, with intervals likewise; none for the state before any request
 * @param tests of whether the answers changed since then; none for that state itself
 */
record StateMetrics(
    List<Metric> accuracies,
    Map<String, Agreement> agreements,
    List<Metric> changes,
    List<Figure> derived,
    Map<String, McNemar> tests) {

  /** Why there is no share of an accuracy. */
  static final String NOTHING_BEFORE = "the accuracy before any request is 0";

  StateMetrics {
    accuracies = List.copyOf(accuracies);
    agreements = Map.copyOf(agreements);
    changes = List.copyOf(changes);
    derived = List.copyOf(derived);
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

    private Sets(boolean exam) {
      this.whole = List.of();
      this.requests = List.of();
      this.exam = exam;
    }

    /** Returns the sets of a protocol that asks about nobody with options. */
    static Sets ofExam(boolean exam) {
      return new Sets(exam);
    }

    private static QuestionSet set(String name, Direction direction, List<String> ids) {
      return QuestionSet.ofSubjects(name, direction, new LinkedHashSet<>(ids));
    }

    /** Returns the sets that are compared with what was before, the modalities after the whole. */
    List<QuestionSet> compared() {
      List<QuestionSet> all = new ArrayList<>();
      for (QuestionSet set : whole) {
        all.add(set);
        all.add(set.in(Modality.MULTIMODAL));
        all.add(set.in(Modality.TEXT));
      }
      if (exam) {
        all.add(QuestionSet.ofExam());
      }
      return all;
    }

    /** Returns the sets whose accuracy is reported: those and the subjects of each request. */
    List<QuestionSet> reported() {
      List<QuestionSet> all = new ArrayList<>(compared());
      all.addAll(requests);
      return all;
    }
  }

  /**
   * Returns an accuracy by its name, such as {@code unlearn/text}.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  Metric accuracy(String name) {
    return accuracies.stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no accuracy of " + name));
  }

  /** Returns the per cent forgotten or kept of a set. */
  Figure derived(String set) {
    return derived.stream()
        .filter(figure -> figure.name().startsWith(set + "/percent-"))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no figure of " + set));
  }

  /** Measures the state before any request. */
  static StateMetrics before(Sets sets, String scorer, List<Answered> answers) {
    return new StateMetrics(
        accuracies(sets, scorer, answers),
        agreements(sets, scorer, answers),
        List.of(),
        List.of(),
        Map.of());
  }

  /**
   * Measures a state after requests.
   *
   * @param before the answers of the state before any request, to the same questions
   * @param random draws the subjects, or questions of the exam, of the intervals
   */
  static StateMetrics after(
      Sets sets,
      String scorer,
      List<Answered> answers,
      List<Answered> before,
      RandomStream random) {
    List<Metric> changes = new ArrayList<>();
    List<Figure> derived = new ArrayList<>();
    for (QuestionSet set : sets.compared()) {
      List<Answered> earlier = set.of(before, scorer);
      Resamples draws =
          Resamples.of(paired(earlier, set.of(answers, scorer)), random.child(set.name()));
      draws
          .difference()
          .map(interval -> Metric.of(set.name() + "/change", set.direction(), interval))
          .ifPresent(changes::add);
      derived.add(derived(set, earlier, draws));
    }
    Map<String, McNemar> tests = new LinkedHashMap<>();
    for (QuestionSet set : sets.reported()) {
      tests.put(set.name(), test(set.of(before, scorer), set.of(answers, scorer)));
    }
    return new StateMetrics(
        accuracies(sets, scorer, answers),
        agreements(sets, scorer, answers),
        changes,
        derived,
        tests);
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

  private static Figure derived(QuestionSet set, List<Answered> before, Resamples draws) {
    boolean unlearn = set.direction() == Direction.LOWER_IS_BETTER;
    String name = set.name() + (unlearn ? "/percent-forgotten" : "/percent-kept");
    if (before.stream().noneMatch(Answered::right)) {
      return new Figure.Undefined(name, Direction.HIGHER_IS_BETTER, NOTHING_BEFORE);
    }
    RetentionInterval interval = draws.retention(set.name());
    return new Figure.Known(
        unlearn ? Metric.percentForgotten(name, interval) : Metric.percentKept(name, interval));
  }

  private static List<PairedOutcomes> paired(List<Answered> before, List<Answered> after) {
    requireSameQuestions(before, after);
    List<List<Answered>> earlier = QuestionSet.units(before);
    List<List<Answered>> later = QuestionSet.units(after);
    return IntStream.range(0, earlier.size())
        .mapToObj(i -> PairedOutcomes.ofAnswers(rights(earlier.get(i)), rights(later.get(i))))
        .toList();
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
