package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.pulsebench.Problem;
import org.pulsebench.data.Modality;
import org.pulsebench.experiment.Experiment.DataSource;
import org.pulsebench.experiment.Experiment.MethodChoice;
import org.pulsebench.experiment.environment.Environment;
import org.pulsebench.experiment.environment.Machine;
import org.pulsebench.method.FineTuning;
import org.pulsebench.method.MethodDescription;
import org.pulsebench.method.MethodSettings;
import org.pulsebench.method.Methods;
import org.pulsebench.model.Trainer;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.protocol.Counts;
import org.pulsebench.protocol.Knowledge;
import org.pulsebench.protocol.Preset;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.Split;
import org.pulsebench.protocol.TrainedParts;

/**
 * Results without a model: four people to forget and four to keep, each with two image and two text
 * questions, and an exam of ten.
 */
final class HandMade {

  static final String SCORER = "likelihood";

  static final Problem DIVERGED =
      new Problem("The loss is not finite", "epoch 1", "NaN", "a number", "Lower the rate.");

  private static final List<String> UNLEARN = List.of("u1", "u2", "u3", "u4");
  private static final List<String> RETAIN = List.of("r1", "r2", "r3", "r4");
  private static final int EXAM = 10;

  private HandMade() {}

  /** Returns a protocol that forgets four people in as many requests. */
  static Protocol protocol(String name, int requests, TrainedParts... parts) {
    return new Protocol(
        name,
        Knowledge.FINE_TUNED,
        new Counts(8, 4, 4, requests, 4 / requests),
        List.of(parts),
        SCORER,
        List.of(),
        0,
        "");
  }

  static Cell cell(
      Protocol protocol, String method, TrainedParts parts, long seed, Cell.Reached... states) {
    int requests = protocol.counts().requests();
    int each = UNLEARN.size() / requests;
    List<List<String>> split = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      split.add(UNLEARN.subList(i * each, (i + 1) * each));
    }
    List<String> learned = new ArrayList<>(UNLEARN);
    learned.addAll(RETAIN);
    return new Cell(
        protocol,
        method,
        parts,
        seed,
        digest(10),
        new Split(learned, split, RETAIN),
        Optional.empty(),
        List.of(states));
  }

  /**
   * Returns a state by how many questions are answered right, the first ones of each kind.
   *
   * @param right of 8 image and 8 text questions about those to forget, as many about those to
   *     keep, and, where there are five numbers, 10 of the exam
   */
  static Cell.Reached reached(int requests, int... right) {
    List<Answered> answers = new ArrayList<>();
    answers.addAll(answers(UNLEARN, Modality.MULTIMODAL, right[0]));
    answers.addAll(answers(UNLEARN, Modality.TEXT, right[1]));
    answers.addAll(answers(RETAIN, Modality.MULTIMODAL, right[2]));
    answers.addAll(answers(RETAIN, Modality.TEXT, right[3]));
    for (int i = 0; right.length > 4 && i < EXAM; i++) {
      answers.add(answered(Optional.empty(), "exam/" + i, Modality.MULTIMODAL, i < right[4]));
    }
    return new Cell.Reached(
        requests,
        digest(10 + requests),
        List.of(new Trainer.Step(2.5, 1), new Trainer.Step(1.25, 0.5)),
        digest(20 + requests),
        Optional.empty(),
        answers,
        List.of());
  }

  /** Returns the same state as the last finite one of a request that diverged. */
  static Cell.Reached diverged(Cell.Reached reached) {
    return new Cell.Reached(
        reached.requests(),
        digest(30),
        List.of(),
        digest(40),
        Optional.of(DIVERGED),
        reached.answers(),
        List.of());
  }

  /** Returns the same state with an answer of each kind to a question without options. */
  static Cell.Reached written(Cell.Reached reached) {
    TreeMap<String, Double> scores = new TreeMap<>(Map.of("rougeL", 0.25, "bleu", 0.125));
    return new Cell.Reached(
        reached.requests(),
        reached.step(),
        reached.training(),
        reached.evaluation(),
        reached.diverged(),
        reached.answers(),
        List.of(
            new Written("u1", "u1/c", Modality.TEXT, "a", new TreeMap<>(Map.of("cloze", 1.0))),
            new Written("r1", "r1/g", Modality.MULTIMODAL, "b", scores)));
  }

  static Results results(List<Cell> cells, DoneStep... steps) {
    boolean exam = cells.get(0).hasExam();
    List<String> methods = cells.stream().map(Cell::method).distinct().toList();
    return new Results(
        experiment(cells, methods),
        new Provenance(
            digest(1),
            new MachineClass("cpu", "1"),
            List.of(
                new Provenance.CorpusRecord(Knowledge.FINE_TUNED, "people", "1", digest(2), 8, 0)),
            exam
                ? Optional.of(
                    new Provenance.ExamRecord(
                        "exam", "1", digest(3), EXAM, 0, ExamMode.SINGLE_PASS))
                : Optional.empty(),
            run(new FineTuning().description()),
            "none",
            List.of()),
        methods.stream()
            .map(name -> run(Methods.find(name, HandMade.class.getClassLoader()).description()))
            .toList(),
        cells,
        List.of(),
        HandMadeQuestions.sources(UNLEARN, RETAIN, exam ? EXAM : 0),
        List.of(steps),
        new Environment(
            "1",
            "17",
            "a vendor",
            new Machine("a system", Optional.empty(), 1, 1, 1),
            Optional.empty()));
  }

  static String digest(int number) {
    return "%064x".formatted(number);
  }

  private static Experiment experiment(List<Cell> cells, List<String> methods) {
    return new Experiment(
        JsonNodeFactory.instance
            .objectNode()
            .put("name", "by hand")
            .put("protocols", "all")
            .put("methods", "all"),
        "run by hand",
        "by hand",
        "model",
        Optional.empty(),
        "cpu",
        new DataSource.Embedded(),
        SourceSettings.of(Path.of("pulse-data.lock.json")),
        Preset.Size.PAPER,
        cells.stream().map(Cell::protocol).distinct().toList(),
        methods.stream().map(name -> new MethodChoice(name, Map.of())).toList(),
        Map.of(),
        Map.of(),
        EvaluationMode.WITHOUT_EXAMPLES,
        cells.stream().map(Cell::seed).distinct().toList(),
        LoraSettings.of(2, 4),
        Map.of(),
        false,
        ExamMode.SINGLE_PASS,
        OptionalInt.empty(),
        false,
        Judging.DEFAULT,
        Path.of("target", "hand-made-store"),
        Path.of("results.json"));
  }

  private static Results.MethodRun run(MethodDescription method) {
    return new Results.MethodRun(method, "1", MethodSettings.defaults(method));
  }

  private static List<Answered> answers(List<String> subjects, Modality modality, int right) {
    List<Answered> answers = new ArrayList<>();
    for (String subject : subjects) {
      for (int fact = 0; fact < 2; fact++) {
        String id = subject + "/" + modality + "/" + fact;
        answers.add(answered(Optional.of(subject), id, modality, answers.size() < right));
      }
    }
    return answers;
  }

  private static Answered answered(
      Optional<String> subject, String id, Modality modality, boolean right) {
    return new Answered(
        SCORER, subject, id, modality, "", "", OptionalInt.of(0), right, "", List.of(-1.0, -3.0));
  }
}
