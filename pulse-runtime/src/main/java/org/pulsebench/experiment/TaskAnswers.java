package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.pulsebench.Cancellation;
import org.pulsebench.data.mlubench.MlubenchQuestion;
import org.pulsebench.evaluation.DirectPrompts;
import org.pulsebench.evaluation.GreedyAnswers;
import org.pulsebench.evaluation.ImagePrompt;
import org.pulsebench.evaluation.judge.Judge;
import org.pulsebench.evaluation.judge.RuleJudge;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.JsonFile;
import org.pulsebench.method.lumoe.Routing;
import org.pulsebench.method.lumoe.RoutingQuality;
import org.pulsebench.method.lumoe.RoutingQuestion;
import org.pulsebench.results.RoutingJson;

/**
 * What a state answers about published tasks, judged by the built-in rules.
 *
 * @param scores the answers with their scores, in the order of the questions
 * @param routing how well the questions were routed; empty where there are no experts
 * @param weights the SHA-256 of the weights that answer without any expert
 */
record TaskAnswers(TaskScores scores, Optional<RoutingQuality> routing, String weights) {

  /** The judge that every evaluation has. */
  static final Judge RULES = new RuleJudge();

  private static final String NAME = "judged.json";
  private static final String ROUTING = "routing";
  private static final String WEIGHTS = "weights";

  /** Asks a state all questions, and judges the answers. */
  static TaskAnswers of(
      Laboratory laboratory, State state, TaskQuestions questions, IntConsumer progress) {
    return laboratory.asking(
        state,
        answering -> {
          List<String> answers = answers(answering, questions, progress);
          return new TaskAnswers(
              TaskScores.judged(questions, answers, RULES, new Cancellation()),
              state.experts().map(experts -> quality(answering, experts, questions)),
              answering.weights());
        });
  }

  /** Writes what {@link #read} reads. */
  void write(Path directory) throws IOException {
    WrittenFile.write(scores.answers(), directory.resolve(WrittenFile.NAME));
    ObjectNode node = JsonNodeFactory.instance.objectNode().put(WEIGHTS, weights);
    routing.ifPresent(quality -> node.set(ROUTING, RoutingJson.write(quality)));
    JsonFile.write(node, directory.resolve(NAME));
  }

  /**
   * Reads what the step of an evaluation left.
   *
   * @throws org.pulsebench.BadInputException if it was changed since
   */
  static TaskAnswers read(Path directory) {
    JsonFields fields = JsonFields.read(directory.resolve(NAME));
    // The rules judge everything.
    TaskScores scores =
        new TaskScores(WrittenFile.read(directory.resolve(WrittenFile.NAME)), Map.of());
    return new TaskAnswers(
        scores,
        fields.has(ROUTING)
            ? Optional.of(RoutingJson.read(fields.requiredObject(ROUTING)))
            : Optional.empty(),
        fields.requiredText(WEIGHTS));
  }

  private static List<String> answers(
      Answering answering, TaskQuestions questions, IntConsumer progress) {
    GreedyAnswers greedy = new GreedyAnswers(questions.answerTokens());
    List<TaskQuestions.Asked> all = questions.all();
    List<String> answers = new ArrayList<>();
    for (int from = 0; from < all.size(); from += EvaluateStep.CHUNK) {
      List<TaskQuestions.Asked> chunk =
          all.subList(from, Math.min(all.size(), from + EvaluateStep.CHUNK));
      answers.addAll(
          answering.answers(
              chunk,
              TaskAnswers::seen,
              (checkpoint, part) ->
                  greedy.answers(checkpoint, part.stream().map(TaskAnswers::prompt).toList())));
      progress.accept(answers.size());
    }
    return answers;
  }

  /** Returns the prompt that the question was learnt by. */
  private static ImagePrompt prompt(TaskQuestions.Asked asked) {
    MlubenchQuestion question = asked.question();
    return DirectPrompts.prompt(
        question.text(), Optional.of(asked.image()), "question " + question.key());
  }

  private static RoutingQuestion seen(TaskQuestions.Asked asked) {
    return new RoutingQuestion(
        asked.question().text(), Optional.of(asked.image()), Optional.empty());
  }

  private static RoutingQuality quality(
      Answering answering, Experts experts, TaskQuestions questions) {
    List<Routing> routings =
        answering.routings(questions.all().stream().map(TaskAnswers::seen).toList()).orElseThrow();
    List<RoutingQuality.Routed> routed = new ArrayList<>();
    for (int i = 0; i < routings.size(); i++) {
      Optional<String> owner = experts.ownerOf(questions.all().get(i).subject());
      routed.add(new RoutingQuality.Routed(owner, routings.get(i)));
    }
    return RoutingQuality.of(routed);
  }
}
