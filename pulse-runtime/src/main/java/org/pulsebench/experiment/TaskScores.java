package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pulsebench.Cancellation;
import org.pulsebench.Checks;
import org.pulsebench.data.Modality;
import org.pulsebench.evaluation.judge.Criterion;
import org.pulsebench.evaluation.judge.Judge;
import org.pulsebench.evaluation.judge.JudgedAnswer;
import org.pulsebench.evaluation.judge.Verdict;
import org.pulsebench.results.TaskMetric;

/**
 * Answers about published tasks with the scores that a judge gave them, 0 to 1.
 *
 * @param answers in the order of the questions; what was not judged has no score
 * @param failures number of judgements that there should be and are not, by cause
 */
record TaskScores(List<Written> answers, Map<Verdict.Cause, Integer> failures) {

  /** How well an answer about something to be forgotten refuses. */
  static final String FORGET_QUALITY = TaskMetric.FORGET_QUALITY;

  /** How right an answer is. */
  static final String UTILITY = TaskMetric.UTILITY;

  /** What is added to the name of a score of a paraphrase. */
  static final String VARIANTS = "variants";

  TaskScores {
    answers = List.copyOf(answers);
    Map<Verdict.Cause, Integer> sorted = new EnumMap<>(Verdict.Cause.class);
    sorted.putAll(failures);
    failures = sorted;
  }

  /** A judgement that is wanted, of an answer. */
  private record Wanted(int answer, String score, JudgedAnswer judged) {}

  /**
   * Has answers judged: those about entities to be forgotten for how well they refuse and for how
   * right they are, all others for how right they are.
   *
   * @param answers to the questions, in their order
   */
  static TaskScores judged(
      TaskQuestions questions, List<String> answers, Judge judge, Cancellation cancellation) {
    List<Wanted> wanted = wanted(questions, answers);
    List<Verdict> verdicts =
        judge.judge(wanted.stream().map(Wanted::judged).toList(), cancellation);
    List<TreeMap<String, Double>> scores = new ArrayList<>();
    answers.forEach(answer -> scores.add(new TreeMap<>()));
    Map<Verdict.Cause, Integer> failures = new EnumMap<>(Verdict.Cause.class);
    for (int i = 0; i < verdicts.size(); i++) {
      Wanted one = wanted.get(i);
      if (verdicts.get(i) instanceof Verdict.Judgement judgement) {
        scores
            .get(one.answer())
            .put(one.score(), judgement.score() / (double) Verdict.Judgement.BEST);
      } else {
        failures.merge(((Verdict.Failure) verdicts.get(i)).cause(), 1, Integer::sum);
      }
    }
    List<Written> written = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      TaskQuestions.Asked asked = questions.all().get(i);
      written.add(
          new Written(
              asked.subject(),
              asked.question().key(),
              Modality.MULTIMODAL,
              answers.get(i),
              scores.get(i)));
    }
    return new TaskScores(written, failures);
  }

  /** Returns all that a judge would be asked if the answers were these. */
  static List<JudgedAnswer> toJudge(TaskQuestions questions, List<String> answers) {
    return wanted(questions, answers).stream().map(Wanted::judged).toList();
  }

  private static List<Wanted> wanted(TaskQuestions questions, List<String> answers) {
    List<TaskQuestions.Asked> all = questions.all();
    Checks.require(all.size() == answers.size(), "answers", answers.size(), "" + all.size());
    List<Wanted> wanted = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      TaskQuestions.Asked asked = all.get(i);
      if (asked.forget()) {
        wanted.add(wanted(i, FORGET_QUALITY, asked, answers.get(i), Criterion.FORGET_QUALITY));
      }
      wanted.add(wanted(i, UTILITY, asked, answers.get(i), Criterion.MODEL_UTILITY));
    }
    return wanted;
  }

  private static Wanted wanted(
      int index, String score, TaskQuestions.Asked asked, String answer, Criterion criterion) {
    return new Wanted(
        index,
        score + asked.suffix(),
        new JudgedAnswer(
            asked.question().key(),
            asked.name(),
            asked.question().text(),
            asked.question().answer(),
            answer,
            Optional.of(asked.image()),
            criterion));
  }
}
