package org.pulsebench.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Question;
import org.pulsebench.model.Trainer;
import org.pulsebench.results.details.ResultsDetails;

/** The text of details, as {@link ResultsDetails} says it is to be. */
final class DetailsText {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final AskedQuestions asked;
  private final Map<String, EvaluationJson> evaluations = new LinkedHashMap<>();
  private final Map<String, List<Trainer.Step>> curves = new LinkedHashMap<>();

  DetailsText(Results results, AskedQuestions asked) {
    this.asked = asked;
    for (Cell cell : results.cells()) {
      for (Cell.Reached state : cell.states()) {
        evaluations.putIfAbsent(
            state.evaluation(), new EvaluationJson(asked, cell.protocol().knowledge(), state));
        if (!state.training().isEmpty()) {
          curves.putIfAbsent(state.step(), state.training());
        }
      }
    }
  }

  /** Writes the lines; the stream stays open. */
  void write(OutputStream out) throws IOException {
    Writer lines = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
    line(lines, head());
    for (AskedQuestions.Person person : asked.people()) {
      line(lines, json(person));
    }
    for (AskedQuestions.Entry entry : asked.entries()) {
      line(lines, json(entry));
    }
    List<String> answers =
        evaluations.values().parallelStream()
            .map(evaluation -> evaluation.json().toString())
            .toList();
    for (String evaluation : answers) {
      line(lines, evaluation);
    }
    for (Map.Entry<String, List<Trainer.Step>> curve : curves.entrySet()) {
      line(lines, json(curve.getKey(), curve.getValue()));
    }
    lines.flush();
  }

  private static void line(Writer lines, ObjectNode node) throws IOException {
    line(lines, node.toString());
  }

  private static void line(Writer lines, String text) throws IOException {
    lines.write(text);
    lines.write('\n');
  }

  private ObjectNode head() {
    return NODES
        .objectNode()
        .put("format", ResultsDetails.FORMAT)
        .put("version", ResultsDetails.VERSION)
        .put("subjects", asked.people().size())
        .put("questions", asked.entries().size())
        .put("evaluations", evaluations.size())
        .put("curves", curves.size())
        .put("pictures", asked.pictures().size());
  }

  private static ObjectNode json(AskedQuestions.Person person) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("knowledge", person.knowledge().id())
            .put("id", person.subject().id());
    person.subject().name().ifPresent(name -> node.put("name", name));
    person.portrait().ifPresent(picture -> node.put("picture", picture));
    return node;
  }

  private static ObjectNode json(AskedQuestions.Entry entry) {
    Question question = entry.question();
    ObjectNode node = NODES.objectNode().put("id", question.id());
    entry.person().ifPresent(person -> node.put("subject", person));
    node.put("modality", question.modality().name());
    if (question instanceof ChoiceQuestion choice) {
      node.put("kind", "choice").put("text", choice.text());
      choice.hint().ifPresent(hint -> node.put("hint", hint));
      ArrayNode options = node.putArray("options");
      choice.options().forEach(options::add);
      choice.correct().ifPresent(correct -> node.put("correct", correct));
    } else if (question instanceof ClozeQuestion cloze) {
      node.put("kind", "cloze").put("text", cloze.text()).put("truth", cloze.truth());
    } else if (question instanceof GenerationQuestion generation) {
      node.put("kind", "generation").put("text", generation.text());
      node.put("truth", generation.truth());
    }
    entry.picture().ifPresent(picture -> node.put("picture", picture));
    entry
        .row()
        .ifPresent(row -> node.put("category", row.category()).put("group", row.l2Category()));
    return node;
  }

  private static ObjectNode json(String step, List<Trainer.Step> curve) {
    ObjectNode node = NODES.objectNode().put("curve", step);
    ArrayNode losses = node.putArray("loss");
    curve.forEach(point -> losses.add(point.loss()));
    ArrayNode norms = node.putArray("gradientNorm");
    curve.forEach(point -> norms.add(point.gradientNorm()));
    return node;
  }
}
