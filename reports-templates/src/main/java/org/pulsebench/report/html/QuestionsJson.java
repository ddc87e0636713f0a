package org.pulsebench.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;
import org.pulsebench.report.Answers;
import org.pulsebench.report.Names;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.StateResult;
import org.pulsebench.results.details.AskedQuestion;
import org.pulsebench.results.details.AskedSubject;
import org.pulsebench.results.details.Evaluation;
import org.pulsebench.results.details.Prediction;
import org.pulsebench.results.details.Thumbnail;

/**
 * Single questions in the form that the page's script reads: texts once, answers as strings of one
 * character a question, and pictures as long as the page stays one that can be sent.
 */
final class QuestionsJson {

  /** In characters; the largest report of the paper is to stay below eight million altogether. */
  private static final int MOST_PICTURES = 4_500_000;

  private static final int MOST_TEXT = 240;
  private static final int MILLE = 1000;

  private final JsonNodeFactory nodes = JsonNodeFactory.instance;
  private final Answers answers;
  private final Map<Integer, Integer> indexes = new LinkedHashMap<>();
  private final Map<AskedSubject, Integer> subjects = new LinkedHashMap<>();
  private final Set<Integer> pictures = new LinkedHashSet<>();
  private final ArrayNode questions = nodes.arrayNode();
  private final JudgedJson judged;
  private int room;
  private int left;

  private QuestionsJson(Answers answers, int room, JudgedJson judged) {
    this.answers = answers;
    this.room = room;
    this.judged = judged;
  }

  /** Returns a list of the answers of each file, safe inside a script element. */
  static String of(List<Answers> all) {
    ArrayNode books = JsonNodeFactory.instance.arrayNode();
    int room = MOST_PICTURES;
    int roomForAnswers = JudgedJson.most();
    for (Answers one : all) {
      JudgedJson judged = new JudgedJson(roomForAnswers);
      QuestionsJson json = new QuestionsJson(one, room, judged);
      books.add(json.book());
      room = json.room;
      roomForAnswers = judged.room();
    }
    try {
      return new ObjectMapper()
          .writeValueAsString(books)
          .replace("<", "\\u003c")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectNode book() {
    ObjectNode book = nodes.objectNode();
    book.put("name", answers.experiment());
    ObjectNode evaluations = nodes.objectNode();
    ArrayNode cells = nodes.arrayNode();
    for (CellResult cell : answers.cells()) {
      for (StateResult state : cell.states()) {
        String key = key(cell, state);
        if (!evaluations.has(key)) {
          evaluations.set(key, evaluation(cell, state));
        }
      }
      cells.add(cell(cell));
    }
    book.set("questions", questions);
    ArrayNode people = book.putArray("subjects");
    subjects
        .keySet()
        .forEach(
            subject -> {
              ArrayNode one = people.addArray();
              one.add(subject.id());
              one.add(subject.title());
            });
    book.set("evaluations", evaluations);
    book.set("cells", cells);
    book.set("pictures", pictures());
    book.put("picturesLeft", left);
    book.set("texts", judged.texts());
    book.put("answersLeft", judged.left());
    return book;
  }

  private static String key(CellResult cell, StateResult state) {
    return state.evaluation().substring(0, 12) + "/" + cell.protocol().scorer();
  }

  private ObjectNode cell(CellResult cell) {
    ObjectNode node = nodes.objectNode();
    node.put("protocol", cell.protocol().name());
    node.put("method", Names.group(cell.group(), cell.protocol().trainedParts().size() > 1));
    node.put("seed", cell.seed());
    cell.protocol().tasks().forEach(node.putArray("tasks")::add);
    ArrayNode states = node.putArray("states");
    ArrayNode diverged = node.putArray("diverged");
    for (StateResult state : cell.states()) {
      states.add(key(cell, state));
      state.diverged().ifPresent(problem -> diverged.add(state.requests()));
    }
    ObjectNode roles = node.putObject("roles");
    for (Map.Entry<AskedSubject, Integer> subject : subjects.entrySet()) {
      if (subject.getKey().knowledge() == cell.protocol().knowledge()) {
        OptionalInt request = cell.requestOf(subject.getKey().id());
        boolean kept = cell.split().retain().contains(subject.getKey().id());
        if (request.isPresent() || kept) {
          roles.put(Integer.toString(subject.getValue()), request.orElse(0));
        }
      }
    }
    return node;
  }

  private ObjectNode evaluation(CellResult cell, StateResult state) {
    Evaluation evaluation = answers.details().evaluation(state);
    ArrayNode asked = nodes.arrayNode();
    StringBuilder chosen = new StringBuilder();
    StringBuilder right = new StringBuilder();
    StringBuilder probabilities = new StringBuilder();
    ObjectNode texts = nodes.objectNode();
    for (AskedQuestion question : evaluation.asked()) {
      Optional<Prediction> found = evaluation.prediction(cell.protocol().scorer(), question);
      if (found.isEmpty()) {
        continue;
      }
      Prediction prediction = found.get();
      asked.add(index(question));
      chosen.append(
          prediction.chosen().isPresent()
              ? ChoiceQuestion.letter(prediction.chosen().getAsInt())
              : '-');
      right.append(prediction.right() ? '1' : '0');
      probabilities.append(probability((ChoiceQuestion) question.question(), prediction));
      if (!prediction.answer().isBlank()) {
        texts.put(Integer.toString(asked.size() - 1), cut(prediction.answer()));
      }
    }
    ObjectNode node = nodes.objectNode();
    node.set("asked", runs(asked));
    node.put("chosen", chosen.toString());
    node.put("right", right.toString());
    node.put("p", probabilities.toString());
    node.set("texts", texts);
    if (cell.protocol().isPublished()) {
      judged
          .evaluation(evaluation.written(), this::index)
          .ifPresent(answers -> node.set("judged", answers));
    }
    return node;
  }

  /** Returns the probability of the right option in per mille, two characters to the base of 36. */
  private static String probability(ChoiceQuestion question, Prediction prediction) {
    OptionalDouble probability =
        question.correct().isPresent()
            ? prediction.probability(question.correct().getAsInt())
            : OptionalDouble.empty();
    if (probability.isEmpty()) {
      return "--";
    }
    String digits = Integer.toString((int) Math.round(MILLE * probability.getAsDouble()), 36);
    return digits.length() == 1 ? "0" + digits : digits;
  }

  /** Numbers that follow each other are a first one and how many. */
  private ArrayNode runs(ArrayNode numbers) {
    ArrayNode runs = nodes.arrayNode();
    for (int i = 0; i < numbers.size(); ) {
      int first = numbers.get(i).asInt();
      int count = 1;
      while (i + count < numbers.size() && numbers.get(i + count).asInt() == first + count) {
        count++;
      }
      runs.add(first);
      runs.add(count);
      i += count;
    }
    return runs;
  }

  private int index(AskedQuestion question) {
    Integer known = indexes.get(question.number());
    if (known != null) {
      return known;
    }
    indexes.put(question.number(), questions.size());
    Question asked = question.question();
    Optional<ChoiceQuestion> choice =
        asked instanceof ChoiceQuestion of ? Optional.of(of) : Optional.empty();
    ArrayNode one = questions.addArray();
    one.add(
        question
            .subject()
            .map(who -> subjects.computeIfAbsent(who, x -> subjects.size()))
            .orElse(-1));
    one.add(asked.modality() == Modality.TEXT ? 1 : 0);
    one.add(
        choice.flatMap(ChoiceQuestion::hint).map(hint -> hint + "\n").orElse("") + asked.text());
    ArrayNode options = one.addArray();
    choice.ifPresent(found -> found.options().forEach(options::add));
    one.add(choice.map(ChoiceQuestion::correct).orElse(OptionalInt.empty()).orElse(-1));
    one.add(question.picture().orElse(-1));
    one.add(question.category());
    if (asked instanceof GenerationQuestion generation) {
      one.add(generation.truth());
    }
    question.picture().ifPresent(pictures::add);
    return questions.size() - 1;
  }

  private ObjectNode pictures() {
    ObjectNode node = nodes.objectNode();
    for (int number : pictures) {
      Optional<Thumbnail> picture = answers.details().picture(OptionalInt.of(number));
      if (picture.isEmpty()) {
        continue;
      }
      String uri = picture.get().dataUri();
      if (uri.length() > room) {
        left++;
      } else {
        room -= uri.length();
        node.put(Integer.toString(number), uri.substring(uri.indexOf(',') + 1));
      }
    }
    return node;
  }

  private static String cut(String text) {
    String visible = text.strip();
    return visible.length() <= MOST_TEXT ? visible : visible.substring(0, MOST_TEXT) + "…";
  }
}
