package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pulsebench.Checks;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.protocol.Knowledge;

/**
 * The JSON form of all answers of a state, for those who look at single questions.
 *
 * @param knowledge which corpus the subjects are from
 */
record EvaluationJson(AskedQuestions asked, Knowledge knowledge, Cell.Reached state) {

  private static final double MILLE = 1000;

  ObjectNode json() {
    Map<String, SortedMap<Integer, Answered>> scorers = byScorer();
    Set<Integer> numbers = scorers.values().iterator().next().keySet();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("evaluation", state.evaluation());
    putRuns(node.putArray("asked"), numbers);
    ObjectNode columns = node.putObject("scorers");
    scorers.forEach(
        (scorer, answers) -> {
          Checks.require(
              answers.keySet().equals(numbers), "questions of " + scorer, "others", "the same");
          columns.set(scorer, columns(answers.values()));
        });
    if (!state.written().isEmpty()) {
      ArrayNode written = node.putArray("written");
      state.written().forEach(answer -> written.add(json(answer)));
    }
    return node;
  }

  private Map<String, SortedMap<Integer, Answered>> byScorer() {
    Map<String, SortedMap<Integer, Answered>> scorers = new LinkedHashMap<>();
    for (Answered answer : state.answers()) {
      Answered other =
          scorers
              .computeIfAbsent(answer.scorer(), scorer -> new TreeMap<>())
              .put(asked.number(knowledge, answer), answer);
      Checks.require(other == null, "question " + answer.question(), "asked twice", "once");
    }
    return scorers;
  }

  private static void putRuns(ArrayNode runs, Set<Integer> numbers) {
    int first = -1;
    int next = -1;
    for (int number : numbers) {
      if (number != next) {
        if (next >= 0) {
          runs.add(first).add(next - first);
        }
        first = number;
      }
      next = number + 1;
    }
    runs.add(first).add(next - first);
  }

  private ObjectNode columns(Collection<Answered> answers) {
    StringBuilder chosen = new StringBuilder();
    StringBuilder right = new StringBuilder();
    for (Answered answer : answers) {
      chosen.append(
          answer.chosen().isPresent()
              ? ChoiceQuestion.letter(answer.chosen().getAsInt())
              : '-');
      right.append(answer.right() ? '1' : '0');
    }
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("chosen", chosen.toString())
            .put("right", right.toString());
    if (answers.stream().noneMatch(answer -> answer.optionScores().isEmpty())) {
      ArrayNode perMille = node.putArray("perMille");
      answers.forEach(answer -> putSoftmax(perMille, answer.optionScores()));
    }
    if (answers.stream().anyMatch(answer -> !answer.answer().isEmpty())) {
      ArrayNode texts = node.putArray("answers");
      answers.forEach(answer -> texts.add(answer.answer()));
    }
    return node;
  }

  private static void putSoftmax(ArrayNode perMille, List<Double> scores) {
    double most = scores.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    double sum = scores.stream().mapToDouble(score -> Math.exp(score - most)).sum();
    for (double score : scores) {
      perMille.add((int) Math.round(MILLE * Math.exp(score - most) / sum));
    }
  }

  private ObjectNode json(Written answer) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("question", asked.number(knowledge, answer))
            .put("answer", answer.answer());
    ObjectNode scores = node.putObject("scores");
    answer.scores().forEach(scores::put);
    return node;
  }
}
