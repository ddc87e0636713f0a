package org.pulsebench.results.details;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.Sha256;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.JsonFile;
import org.pulsebench.protocol.Knowledge;

/** Reads the lines of details, each of which says which of those before it it is about. */
final class DetailsReader {

  /** What to do about a newer version. */
  static final String NEWER =
      "Read them with the version of PULSE that wrote them, or a newer one.";

  private static final int MOST = Integer.MAX_VALUE;

  private final Path file;
  private final DetailsArchive archive;
  private final BufferedReader lines;
  private final List<AskedSubject> subjects = new ArrayList<>();
  private final List<AskedQuestion> questions = new ArrayList<>();
  private int line;

  DetailsReader(Path file, DetailsArchive archive) {
    this.file = file;
    this.archive = archive;
    this.lines =
        new BufferedReader(new InputStreamReader(new ByteArrayInputStream(archive.text()), UTF_8));
  }

  ResultsDetails read() {
    JsonFields head = next();
    requireFormat(head);
    head.requireOnly(
        List.of("format", "version", "subjects", "questions", "evaluations", "curves", "pictures"));
    head.wholeNumber("pictures", archive.pictures().size(), archive.pictures().size());
    each(head, "subjects", fields -> subjects.add(subject(fields)));
    each(head, "questions", fields -> questions.add(question(fields)));
    Map<String, Evaluation> evaluations = new HashMap<>();
    EvaluationReader reader = new EvaluationReader(questions);
    each(
        head,
        "evaluations",
        fields -> evaluations.put(digest(fields, "evaluation"), reader.read(fields)));
    Map<String, LossCurve> curves = new HashMap<>();
    each(head, "curves", fields -> curves.put(digest(fields, "curve"), curve(fields)));
    return new ResultsDetails(subjects, questions, evaluations, curves, archive.pictures());
  }

  private void requireFormat(JsonFields head) {
    if (!head.get("format").asText().equals(ResultsDetails.FORMAT)) {
      throw head.bad("format", head.get("format"), "\"" + ResultsDetails.FORMAT + "\"");
    }
    int version = head.wholeNumber("version", 1, MOST);
    if (version > ResultsDetails.VERSION) {
      throw new BadInputException(
          new Problem(
              "The details are of a newer version",
              file.toString(),
              Integer.toString(version),
              Integer.toString(ResultsDetails.VERSION),
              NEWER));
    }
  }

  private void each(JsonFields head, String number, Consumer<JsonFields> reader) {
    int wanted = head.wholeNumber(number, 0, MOST);
    for (int i = 0; i < wanted; i++) {
      JsonFields fields = next();
      try {
        reader.accept(fields);
      } catch (IllegalArgumentException e) {
        // Each field can be what it should and yet not fit to another: the records look at that.
        throw new BadInputException(
            new Problem(
                "The details do not fit together",
                file + ", line " + line,
                String.valueOf(e.getMessage()),
                "what an experiment writes",
                ""),
            e);
      }
    }
  }

  private JsonFields next() {
    try {
      String text = lines.readLine();
      line++;
      return JsonFields.root(
          JsonFile.parse(text == null ? "" : text, file), file + ", line " + line);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory can be read", e);
    }
  }

  private AskedSubject subject(JsonFields fields) {
    fields.requireOnly(List.of("knowledge", "id", "name", "picture"));
    return new AskedSubject(
        fields.choice("knowledge", List.of(Knowledge.values()), Knowledge::id),
        fields.requiredText("id"),
        fields.text("name"),
        picture(fields));
  }

  private AskedQuestion question(JsonFields fields) {
    Modality modality = fields.choice("modality", List.of(Modality.values()), Modality::name);
    Question question = question(fields, modality);
    if (fields.get("subject").isMissingNode()) {
      return new AskedQuestion(
          questions.size(),
          Optional.empty(),
          question,
          picture(fields),
          fields.requiredText("category"),
          fields.requiredText("group"));
    }
    AskedSubject subject = subjects.get(fields.wholeNumber("subject", 0, subjects.size() - 1));
    return new AskedQuestion(
        questions.size(),
        Optional.of(subject),
        question,
        modality == Modality.TEXT ? OptionalInt.empty() : subject.picture(),
        "",
        "");
  }

  private static Question question(JsonFields fields, Modality modality) {
    String id = fields.requiredText("id");
    String text = fields.requiredText("text");
    List<String> known = new ArrayList<>(List.of("id", "subject", "modality", "kind", "text"));
    if (fields.get("subject").isMissingNode()) {
      known.addAll(List.of("picture", "category", "group"));
    }
    String kind =
        fields.choice("kind", List.of("choice", "cloze", "generation"), Function.identity());
    if (kind.equals("choice")) {
      known.addAll(List.of("hint", "options", "correct"));
      fields.requireOnly(known);
      List<String> options =
          fields
              .texts("options")
              .orElseThrow(() -> fields.bad("options", fields.get("options"), "a list of texts"));
      OptionalInt correct =
          fields.get("correct").isMissingNode()
              ? OptionalInt.empty()
              : OptionalInt.of(fields.wholeNumber("correct", 0, options.size() - 1));
      return new ChoiceQuestion(id, modality, fields.text("hint"), text, options, correct);
    }
    known.add("truth");
    fields.requireOnly(known);
    String truth = fields.requiredText("truth");
    return kind.equals("cloze")
        ? new ClozeQuestion(id, modality, text, truth)
        : new GenerationQuestion(id, modality, text, truth);
  }

  private OptionalInt picture(JsonFields fields) {
    if (fields.get("picture").isMissingNode()) {
      return OptionalInt.empty();
    }
    int number = fields.wholeNumber("picture", 0, MOST);
    if (!archive.pictures().containsKey(number)) {
      throw fields.bad(
          "picture", fields.get("picture"), "one of " + archive.pictures().size() + " pictures");
    }
    return OptionalInt.of(number);
  }

  private static LossCurve curve(JsonFields fields) {
    fields.requireOnly(List.of("curve", "loss", "gradientNorm"));
    List<Double> losses = numbers(fields, "loss");
    List<Double> norms = numbers(fields, "gradientNorm");
    if (losses.size() != norms.size()) {
      throw fields.bad("gradientNorm", norms.size() + " numbers", "" + losses.size());
    }
    List<LossCurve.Point> points = new ArrayList<>();
    for (int i = 0; i < losses.size(); i++) {
      points.add(new LossCurve.Point(i + 1, losses.get(i), norms.get(i)));
    }
    return new LossCurve(points);
  }

  private static List<Double> numbers(JsonFields fields, String name) {
    JsonNode list = fields.get(name);
    return fields.numbers(name).orElseThrow(() -> fields.bad(name, list, "a list of numbers"));
  }

  private static String digest(JsonFields fields, String name) {
    String text = fields.requiredText(name);
    if (!Sha256.isDigest(text)) {
      throw fields.bad(name, fields.get(name), "64 hexadecimal digits");
    }
    return text;
  }
}
