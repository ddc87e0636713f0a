package org.pulsebench.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pulsebench.Cancellation;
import org.pulsebench.Problem;
import org.pulsebench.evaluation.judge.CostEstimate;
import org.pulsebench.evaluation.judge.HttpJudge;
import org.pulsebench.evaluation.judge.Judge;
import org.pulsebench.evaluation.judge.JudgedAnswer;
import org.pulsebench.evaluation.judge.Rubric;
import org.pulsebench.results.JudgedState;

/**
 * Who judges answers about published tasks: the built-in rules, whose scores every evaluation comes
 * with, or a language model, whose judgements are kept in the store one by one.
 *
 * <p>A model's scores are no part of a step: what it failed to judge is asked for again in the next
 * run, and the answers need not be computed again.
 */
final class TaskJudging {

  private static final String DIRECTORY = "judgements";

  private final Optional<Judging.Model> settings;
  private final Optional<HttpJudge> model;

  private TaskJudging(Optional<Judging.Model> settings, Optional<HttpJudge> model) {
    this.settings = settings;
    this.model = model;
  }

  /**
   * Prepares to judge; nothing is sent.
   *
   * @param store whose directory holds judgements, too
   * @throws org.pulsebench.BadInputException if the environment variable of a token is not set
   */
  static TaskJudging of(Judging judging, Path store) {
    return new TaskJudging(
        judging.model(), judging.model().map(model -> judge(model, store.resolve(DIRECTORY))));
  }

  private static HttpJudge judge(Judging.Model model, Path directory) {
    Rubric utility = model.showsTruth() ? Rubric.UTILITY_WITH_TRUTH : Rubric.UTILITY;
    return new HttpJudge(model.options(), List.of(Rubric.FORGET, utility), directory);
  }

  /**
   * Returns what judging will cost, told before anything is computed; empty for the rules.
   *
   * <p>The answers are not known yet: the true ones stand for them, and judgements of earlier runs
   * are not counted off.
   *
   * @param questions of every state that will be asked
   */
  Optional<Problem> cost(List<TaskQuestions> questions) {
    if (model.isEmpty() || questions.isEmpty()) {
      return Optional.empty();
    }
    List<JudgedAnswer> all =
        questions.stream()
            .flatMap(asked -> TaskScores.toJudge(asked, truths(asked)).stream())
            .toList();
    CostEstimate estimate = model.get().estimate(all, settings.get().prices());
    return Optional.of(
        new Problem(
            "A language model is going to judge answers",
            settings.get().options().model(),
            estimate.summary(),
            "that this is what is wanted",
            "Nothing is to be done; judgements are kept, and none is asked for twice."));
  }

  private static List<String> truths(TaskQuestions questions) {
    return questions.all().stream().map(asked -> asked.question().answer()).toList();
  }

  /**
   * Returns the answers of a state with the scores of this judge.
   *
   * @throws org.pulsebench.BadInputException if the judge takes no request of this user's
   * @throws org.pulsebench.CancelledException if that is asked for; what was judged is kept
   */
  JudgedTasks of(TaskQuestions questions, TaskAnswers answers, Cancellation cancellation) {
    if (model.isEmpty()) {
      return judged(answers, answers.scores(), TaskAnswers.RULES);
    }
    List<String> texts = answers.scores().answers().stream().map(Written::answer).toList();
    HttpJudge judge = model.get();
    return judged(answers, TaskScores.judged(questions, texts, judge, cancellation), judge);
  }

  private static JudgedTasks judged(TaskAnswers answers, TaskScores scores, Judge judge) {
    return new JudgedTasks(
        scores.answers(),
        new JudgedState(judge.identity(), scores.failures(), answers.routing(), answers.weights()));
  }
}
