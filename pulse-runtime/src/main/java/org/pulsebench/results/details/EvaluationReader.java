package org.pulsebench.results.details;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.json.JsonFields;

/** Reads the answers of states. */
final class EvaluationReader {

  private static final int MILLE = 1000;

  private final List<AskedQuestion> questions;

  /**
   * Creates a reader.
   *
   * @param questions that may be asked, by their numbers
   */
  EvaluationReader(List<AskedQuestion> questions) {
    this.questions = questions;
  }

  Evaluation read(JsonFields fields) {
    fields.requireOnly(List.of("evaluation", "asked", "scorers", "written"));
    List<AskedQuestion> asked = asked(fields);
    int[] options = options(asked);
    JsonFields scorers = fields.requiredObject("scorers");
    Map<String, Answers> answers = new LinkedHashMap<>();
    for (String scorer : scorers.names()) {
      answers.put(scorer, answers(scorers.requiredObject(scorer), options));
    }
    return new Evaluation(
        asked,
        answers,
        fields.get("written").isMissingNode()
            ? List.of()
            : fields.objects("written").stream().map(this::written).toList());
  }

  private List<AskedQuestion> asked(JsonFields fields) {
    JsonNode runs = fields.get("asked");
    List<AskedQuestion> asked = new ArrayList<>();
    int next = 0;
    for (int i = 0; i + 1 < runs.size(); i += 2) {
      int first = runs.get(i).asInt(-1);
      int count = runs.get(i + 1).asInt(-1);
      if (first < next || count < 1 || count > questions.size() - first) {
        throw fields.bad("asked[" + i + "]", runs, "ascending runs of " + questions.size());
      }
      asked.addAll(questions.subList(first, first + count));
      next = first + count;
    }
    boolean choices =
        asked.stream().allMatch(question -> question.question() instanceof ChoiceQuestion);
    if (!runs.isArray() || runs.size() % 2 > 0 || !choices) {
      throw fields.bad("asked", runs, "runs of questions with options");
    }
    return asked;
  }

  private static int[] options(List<AskedQuestion> asked) {
    int[] begins = new int[asked.size() + 1];
    for (int i = 0; i < asked.size(); i++) {
      begins[i + 1] = begins[i] + ((ChoiceQuestion) asked.get(i).question()).options().size();
    }
    return begins;
  }

  private static Answers answers(JsonFields fields, int[] options) {
    fields.requireOnly(List.of("chosen", "right", "perMille", "answers"));
    int count = options.length - 1;
    return new Answers(
        chosen(fields, options),
        right(fields, count),
        texts(fields, count),
        perMille(fields, options[count]),
        options);
  }

  private static byte[] chosen(JsonFields fields, int[] options) {
    String letters = column(fields, "chosen", options.length - 1);
    byte[] chosen = new byte[letters.length()];
    for (int i = 0; i < chosen.length; i++) {
      char letter = letters.charAt(i);
      chosen[i] = letter == '-' ? Answers.NONE : (byte) (letter - 'A');
      if (letter != '-' && (letter < 'A' || letter - 'A' >= options[i + 1] - options[i])) {
        throw fields.bad("chosen[" + i + "]", "" + letter, "an option of the question, or -");
      }
    }
    return chosen;
  }

  private static BitSet right(JsonFields fields, int count) {
    String digits = column(fields, "right", count);
    BitSet right = new BitSet(count);
    for (int i = 0; i < count; i++) {
      char digit = digits.charAt(i);
      if (digit != '0' && digit != '1') {
        throw fields.bad("right[" + i + "]", "" + digit, "1 or 0");
      }
      right.set(i, digit == '1');
    }
    return right;
  }

  private static String column(JsonFields fields, String name, int count) {
    String column = fields.requiredText(name);
    if (column.length() != count) {
      throw fields.bad(name, column.length() + " characters", "one for each of " + count);
    }
    return column;
  }

  private static List<String> texts(JsonFields fields, int count) {
    List<String> texts = fields.texts("answers").orElse(List.of());
    if (!texts.isEmpty() && texts.size() != count) {
      throw fields.bad("answers", texts.size() + " texts", "one for each of " + count);
    }
    return texts;
  }

  private static short[] perMille(JsonFields fields, int count) {
    JsonNode list = fields.get("perMille");
    if (list.isMissingNode()) {
      return new short[0];
    }
    if (!list.isArray() || list.size() != count) {
      throw fields.bad("perMille", list.size() + " numbers", "one for each of " + count);
    }
    short[] values = new short[count];
    for (int i = 0; i < count; i++) {
      JsonNode value = list.get(i);
      if (!value.isInt() || value.intValue() < 0 || value.intValue() > MILLE) {
        throw fields.bad("perMille[" + i + "]", value, "a whole number from 0 to " + MILLE);
      }
      values[i] = (short) value.intValue();
    }
    return values;
  }

  private WrittenAnswer written(JsonFields fields) {
    fields.requireOnly(List.of("question", "answer", "scores"));
    JsonFields scores = fields.requiredObject("scores");
    TreeMap<String, Double> values = new TreeMap<>();
    for (String name : scores.names()) {
      values.put(name, scores.number(name, 0, "a number from 0 to 1"));
    }
    return new WrittenAnswer(
        questions.get(fields.wholeNumber("question", 0, questions.size() - 1)),
        fields.requiredText("answer"),
        values);
  }
}
