package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
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
    Map<String, Answered[]> scorers = byScorer();
    int[] numbers = numbers(scorers.values().iterator().next());
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("evaluation", state.evaluation());
    putRuns(node.putArray("asked"), numbers);
    ObjectNode columns = node.putObject("scorers");
    scorers.forEach(
        (scorer, answers) -> {
          Checks.require(
              Arrays.equals(numbers(answers), numbers),
              "questions of " + scorer,
              "others",
              "the same");
          columns.set(scorer, columns(Arrays.stream(answers).filter(Objects::nonNull).toList()));
        });
    if (!state.written().isEmpty()) {
      ArrayNode written = node.putArray("written");
      state.written().forEach(answer -> written.add(json(answer)));
    }
    return node;
  }

  /** Returns the answers at the numbers of their questions; null at those of all others. */
  private Map<String, Answered[]> byScorer() {
    Map<String, Answered[]> scorers = new LinkedHashMap<>();
    for (Answered answer : state.answers()) {
      Answered[] answers =
          scorers.computeIfAbsent(answer.scorer(), scorer -> new Answered[asked.entries().size()]);
      int number = asked.number(knowledge, answer);
      Checks.require(answers[number] == null, "question", answer.question(), "asked once");
      answers[number] = answer;
    }
    return scorers;
  }

  private static int[] numbers(Answered[] answers) {
    return IntStream.range(0, answers.length).filter(i -> answers[i] != null).toArray();
  }

  private static void putRuns(ArrayNode runs, int[] numbers) {
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

  private static ObjectNode columns(List<Answered> answers) {
    StringBuilder chosen = new StringBuilder();
    StringBuilder right = new StringBuilder();
    for (Answered answer : answers) {
      chosen.append(
          answer.chosen().isPresent() ? ChoiceQuestion.letter(answer.chosen().getAsInt()) : '-');
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
  private static String perMille(List<Answered> answers) {
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
