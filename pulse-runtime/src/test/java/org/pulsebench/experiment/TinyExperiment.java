package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.pulsebench.Cancellation;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.Exam;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;
import org.pulsebench.data.Subject;
import org.pulsebench.data.TrainingPair;
import org.pulsebench.data.mmbench.Rotations;
import org.pulsebench.model.TinyCheckpoint;

/** An experiment of a few people on a model that knows nothing, in a second or two. */
final class TinyExperiment {

  static final int PEOPLE = 12;

  /** Learning four people and unlearning two of them at once: four steps. */
  static final String SHORT =
      """
      {
        "model": "MODEL", "store": "STORE", "seeds": [1],
        "lora": {"rank": 2, "alpha": 4},
        "learning": {"epochs": 1, "batch-size": 8, "learning-rate": 0.01},
        "protocols": [
          {"preset": "fine-tuned", "people": 4, "unlearn": 2, "retain": 2,
           "subjectsPerRequest": 2, "scorer": "likelihood"}
        ],
        "methods": ["ga"]
      }
      """;

  private static final List<String> ANSWERS = List.of("red", "blue", "pen", "owl");

  private final Path directory;
  private final Path model;

  TinyExperiment(Path directory) {
    this.directory = directory;
    this.model = TinyCheckpoint.write(create(directory.resolve("model")));
  }

  /** What was told and what came out. */
  record Ran(Results results, List<Event> events) {

    long computed() {
      return results.steps().stream().filter(step -> !step.reused()).count();
    }

    /** Returns what a user's results.json says. */
    ObjectNode json() {
      return ResultsFile.json(results);
    }

    /** Returns that without what differs from run to run. */
    String measured() {
      return json().remove(List.of("times", "environment")).toPrettyString();
    }

    /** Returns the lines that a user sees at the end. */
    List<String> tables() {
      return WrittenResults.tables(results);
    }

    List<String> warnings() {
      return events.stream()
          .filter(Event.Warning.class::isInstance)
          .map(event -> ((Event.Warning) event).problem().message())
          .toList();
    }
  }

  /** Returns the experiment of a JSON text, which may use {@code MODEL} and {@code STORE}. */
  Experiment read(String json, String store) {
    Path file = directory.resolve("experiment.json");
    try {
      Files.writeString(
          file,
          json.replace("MODEL", model.toString())
              .replace("STORE", directory.resolve(store).toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ExperimentFile.read(file);
  }

  Ran run(Experiment experiment) {
    return run(experiment, materials());
  }

  Ran run(Experiment experiment, Materials materials) {
    List<Event> events = new ArrayList<>();
    Results results =
        new ExperimentRunner(experiment, materials, getClass().getClassLoader())
            .run(events::add, new Cancellation());
    return new Ran(results, events);
  }

  static Materials materials() {
    return new Materials(
        () -> corpus("people"), () -> corpus("figures"), () -> Optional.of(exam()));
  }

  /** Returns the same people and exam with something about each person changed. */
  static Materials materials(UnaryOperator<Subject> change) {
    return new Materials(
        () -> changed(corpus("people"), change),
        () -> changed(corpus("figures"), change),
        () -> Optional.of(exam()));
  }

  private static Corpus changed(Corpus corpus, UnaryOperator<Subject> change) {
    List<Corpus.Member> members =
        corpus.subjects().stream()
            .map(
                subject ->
                    new Corpus.Member(
                        change.apply(subject), corpus.pairs(subject.id()), Optional.empty()))
            .toList();
    return new Corpus(corpus.name(), corpus.version(), corpus.digest(), members, List.of());
  }

  private static Corpus corpus(String name) {
    List<Corpus.Member> members = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      String id = "" + (i + 1);
      Image portrait = picture(name + id, new Color(20 * i, 255 - 20 * i, 90));
      List<Question> questions = new ArrayList<>();
      List<TrainingPair> pairs = new ArrayList<>();
      for (Modality modality : Modality.values()) {
        for (int fact = 0; fact < 2; fact++) {
          ChoiceQuestion question = question(id + "/" + modality + "/" + fact, modality, i + fact);
          questions.add(question);
          pairs.add(TrainingPair.of(question, portrait));
        }
      }
      Subject subject = new Subject(id, Optional.of("Ann"), "", List.of(portrait), questions);
      members.add(new Corpus.Member(subject, pairs, Optional.empty()));
    }
    return new Corpus(name, "1", digest(name.length()), members, List.of());
  }

  private static Exam exam() {
    List<ExamQuestion> rows = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      rows.addAll(
          Rotations.of(
              new ExamQuestion(
                  i,
                  question("exam/" + i, Modality.MULTIMODAL, i),
                  picture("exam" + i, new Color(30 * i, 30 * i, 30 * i)),
                  "colour",
                  "perception",
                  "dev",
                  "",
                  "")));
    }
    return new Exam("exam", "1", digest(1), rows, List.of());
  }

  private static String digest(int number) {
    return "%064x".formatted(number);
  }

  private static ChoiceQuestion question(String id, Modality modality, int right) {
    return new ChoiceQuestion(
        id, modality, Optional.empty(), "What?", ANSWERS, OptionalInt.of(right % ANSWERS.size()));
  }

  static Image picture(String name, Color color) {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64; i++) {
      image.setRGB(i % 8, i / 8, color.getRGB());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Image.of(name, bytes.toByteArray());
  }

  private static Path create(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
