package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.Collection;
import java.util.Collections;
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
      node.putRawValue("perMille", new RawValue(perMille(answers)));
    }
    if (answers.stream().anyMatch(answer -> !answer.answer().isEmpty())) {
      ArrayNode texts = node.putArray("answers");
      answers.forEach(answer -> texts.add(answer.answer()));
    }
    return node;
  }

  /** Most of the text is this: a node for every number would take most of the time. */
  private static String perMille(Collection<Answered> answers) {
    StringBuilder list = new StringBuilder("[");
    for (Answered answer : answers) {
      List<Double> scores = answer.optionScores();
      double most = Collections.max(scores);
      double sum = 0;
      for (double score : scores) {
        sum += Math.exp(score - most);
      }
      for (double score : scores) {
        list.append(Math.round(MILLE * Math.exp(score - most) / sum)).append(',');
      }
    }
    list.setCharAt(list.length() - 1, ']');
    return list.toString();
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
