package org.pulsebench.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.pulsebench.results.details.AskedQuestion;
import org.pulsebench.results.details.WrittenAnswer;

/**
 * Judged answers in the form that the page's script reads: each text once, scores as strings of one
 * character an answer, and all of it as long as the page stays one that can be sent.
 */
final class JudgedJson {

  /** In characters; what a benchmark asks about one picture of each entity fits in. */
  private static final int MOST_ANSWERS = 2_500_000;

  private static final int MOST_TEXT = 160;
  private static final int DIGITS_OF_AN_ANSWER = 8;

  private final JsonNodeFactory nodes = JsonNodeFactory.instance;
  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private int room;
  private int left;

  /**
   * Creates the answers of a file.
   *
   * @param room how many characters are left of {@link #most}
   */
  JudgedJson(int room) {
    this.room = room;
  }

  /** Returns how many characters judged answers may take in a page. */
  static int most() {
    return MOST_ANSWERS;
  }

  /**
   * Returns the judged answers of a state; empty if there are none, or no room is left.
   *
   * @param index gives a question its number in the page
   */
  Optional<ObjectNode> evaluation(List<WrittenAnswer> answers, ToIntFunction<AskedQuestion> index) {
    if (answers.isEmpty()) {
      return Optional.empty();
    }
    int wanted = answers.size() * DIGITS_OF_AN_ANSWER;
    if (wanted > room) {
      left++;
      return Optional.empty();
    }
    room -= wanted;
    ObjectNode node = nodes.objectNode();
    ArrayNode asked = node.putArray("asked");
    ArrayNode written = node.putArray("texts");
    StringBuilder forgetQuality = new StringBuilder();
    StringBuilder utility = new StringBuilder();
    for (WrittenAnswer answer : answers) {
      JudgedScores scores = JudgedScores.of(answer);
      asked.add(index.applyAsInt(answer.question()));
      written.add(text(answer.answer()));
      forgetQuality.append(JudgedScores.digit(scores.forgetQuality()));
      utility.append(JudgedScores.digit(scores.utility()));
    }
    node.put("forget", forgetQuality.toString()).put("utility", utility.toString());
    return Optional.of(node);
  }

  private int text(String answer) {
    String visible = answer.strip();
    String cut = visible.length() <= MOST_TEXT ? visible : visible.substring(0, MOST_TEXT) + "…";
    Integer known = texts.get(cut);
    if (known != null) {
      return known;
    }
    room -= cut.length();
    texts.put(cut, texts.size());
    return texts.size() - 1;
  }

  /** Returns the texts at their numbers. */
  ArrayNode texts() {
    ArrayNode all = nodes.arrayNode();
    texts.keySet().forEach(all::add);
    return all;
  }

  /** Returns of how many states the answers were left out. */
  int left() {
    return left;
  }

  /** Returns how many characters are left. */
  int room() {
    return Math.max(0, room);
  }
}
