package org.pulsebench.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pulsebench.Cancellation;
import org.pulsebench.CancelledException;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.TrainingPair;
import org.pulsebench.model.ExampleSet;
import org.pulsebench.model.config.AdapterPlan;

/**
 * Times a little of what a run does, with the code that does it.
 *
 * <p>Every kind of training runs for four steps, of which the first, that warms the machine up, is
 * not counted; every kind of evaluation asks about a few people and some of the exam. Where the
 * model is so large that a few steps take long, fewer are timed.
 */
final class Calibration implements AutoCloseable {

  /**
   * What trainings have in common that take as long for as many pairs.
   *
   * @param batch most pairs of a batch; 0 if the method does not say
   */
  record TrainingKind(String kind, String method, AdapterPlan plan, long batch) {

    static TrainingKind of(TrainingStep step) {
      return new TrainingKind(
          step.key().kind(), step.methodName(), step.plan(), step.batchSize().orElse(0));
    }
  }

  /**
   * How long a training takes.
   *
   * @param begin seconds before the first training step, without pairs
   * @param pair seconds to prepare a pair
   * @param step seconds of a training step
   */
  record TrainingRate(double begin, double pair, double step) {

    /** Returns the seconds of a training. */
    double of(long pairs, long steps) {
      return begin + pairs * pair + steps * step;
    }
  }

  /** What evaluations have in common that take as long for as many questions. */
  record AskingKind(List<String> scorers, boolean written) {

    static AskingKind of(EvaluateStep step) {
      List<String> scorers = new ArrayList<>(step.scorers().stream().map(Scorer::name).toList());
      // Answers in words take other time than those by options.
      step.tasks().ifPresent(tasks -> scorers.add("tasks"));
      return new AskingKind(scorers, step.written());
    }
  }

  /**
   * How long an evaluation takes.
   *
   * @param question seconds of a question about a subject
   * @param examQuestion seconds of a question of the exam
   * @param bytes that an answer takes
   */
  record AskingRate(double question, double examQuestion, double bytes) {}

  static final int STEPS = 4;

  private static final int PEOPLE = 3;
  private static final int EXAM_QUESTIONS = 24;

  /** What has taken longer is not repeated. */
  private static final double LONG_SECONDS = 10;

  private final Laboratory laboratory;
  private final State base;
  private final Path scratch;
  private final Map<TrainingKind, TrainingRate> trainings = new LinkedHashMap<>();
  private final Map<AskingKind, AskingRate> askings = new LinkedHashMap<>();
  private boolean warm;
  private int longest = 1;

  private Calibration(Laboratory laboratory, State base, Path scratch) {
    this.laboratory = laboratory;
    this.base = base;
    this.scratch = scratch;
  }

  /**
   * Prepares to time things.
   *
   * @param laboratory stays the caller's
   */
  static Calibration of(Laboratory laboratory, State base) {
    try {
      return new Calibration(laboratory, base, Files.createTempDirectory("pulse-estimate"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loads the model and returns the seconds that it took. */
  double load() {
    long start = System.nanoTime();
    laboratory.with(base, checkpoint -> checkpoint);
    return since(start);
  }

  /** Returns how long such a training takes, which is timed once. */
  TrainingRate rate(TrainingStep step) {
    TrainingKind kind = TrainingKind.of(step);
    TrainingRate known = trainings.get(kind);
    if (known == null) {
      known = timed(sample(step));
      trainings.put(kind, known);
    }
    return known;
  }

  /** Returns how long such an evaluation takes, which is timed once. */
  AskingRate rate(EvaluateStep step) {
    AskingKind kind = AskingKind.of(step);
    AskingRate known = askings.get(kind);
    // A selection asks nothing of the exam, and may come first.
    boolean lacking = known != null && known.examQuestion() == 0 && step.exam().isPresent();
    if (known == null || lacking) {
      known = timed(step);
      askings.put(kind, known);
    }
    return known;
  }

  /** Returns the most positions of an example that was looked at, image tokens included. */
  int longestExample() {
    return longest;
  }

  private TrainingStep sample(TrainingStep step) {
    double wanted = (double) STEPS * step.batchSize().orElse(1);
    return step.sampled(Math.min(1, wanted / step.pairs()), base);
  }

  private TrainingRate timed(TrainingStep sample) {
    if (!warm) {
      warm = true;
      train(sample);
    }
    List<Double> ends = train(sample);
    int last = ends.size() - 1;
    double first = ends.get(0);
    double step = last == 0 ? first : (ends.get(last) - first) / last;
    double pair = prepare(sample.corpus(), sample.plan());
    double pairs = (sample.pairs() + sample.keptPairs()) * pair;
    return new TrainingRate(Math.max(0, first - step - pairs), pair, step);
  }

  /** Returns the seconds that a pair takes before it can be trained with. */
  private double prepare(Corpus corpus, AdapterPlan plan) {
    List<TrainingPair> pairs = pairs(corpus, corpus.ids());
    return laboratory.with(
        base,
        checkpoint -> {
          long start = System.nanoTime();
          ExampleSet.of(checkpoint, laboratory.examples(pairs), plan).close();
          return since(start) / pairs.size();
        });
  }

  /** Returns what some of the subjects are learnt from. */
  private static List<TrainingPair> pairs(Corpus corpus, List<String> subjects) {
    return subjects.subList(0, Math.min(PEOPLE, subjects.size())).stream()
        .flatMap(id -> corpus.pairs(id).stream())
        .toList();
  }

  /** Trains for some steps and returns when each ended, in seconds after the beginning. */
  private List<Double> train(TrainingStep sample) {
    List<Double> ends = new ArrayList<>();
    long start = System.nanoTime();
    Cancellation enough = new Cancellation();
    try {
      sample.compute(
          directory("training"),
          laboratory,
          (done, total, unit) -> {
            ends.add(since(start));
            if (done >= STEPS || done > 1 && since(start) > LONG_SECONDS) {
              enough.request();
            }
            enough.throwIfRequested();
          });
    } catch (CancelledException e) {
      // As it was asked to: what is timed need not be finished.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (ends.isEmpty()) {
      ends.add(since(start));
    }
    return ends;
  }

  private AskingRate timed(EvaluateStep step) {
    look(step.corpus(), step.subjects());
    List<String> all = step.subjects();
    EvaluateStep one = step.of(base, all.subList(0, 1), Optional.empty());
    double first = ask(one);
    EvaluateStep few =
        step.of(base, all.subList(0, Math.min(PEOPLE, all.size())), Optional.empty());
    double question =
        first > LONG_SECONDS
            ? first / one.questionsOfSubjects()
            : ask(few) / few.questionsOfSubjects();
    double bytes = bytes() / (double) few.questionsOfSubjects();
    double examQuestion = 0;
    if (step.exam().isPresent()) {
      EvaluateStep exam = step.of(base, List.of(), step.exam().map(Calibration::some));
      examQuestion = ask(exam) / exam.questionsOfExam();
    }
    return new AskingRate(question, examQuestion, bytes);
  }

  private static ExamSitting some(ExamSitting sitting) {
    int questions = Math.min(EXAM_QUESTIONS, sitting.exam().mainRows().size());
    return new ExamSitting(sitting.exam().sample(questions), sitting.mode());
  }

  private double ask(EvaluateStep step) {
    long start = System.nanoTime();
    try {
      step.compute(directory("questions"), laboratory, (done, total, unit) -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return since(start);
  }

  private void look(Corpus corpus, List<String> subjects) {
    List<TrainingPair> pairs = pairs(corpus, subjects);
    longest =
        laboratory.with(
            base,
            checkpoint ->
                laboratory.examples(pairs).stream()
                    .mapToInt(one -> checkpoint.tokenize(one).ids().length)
                    .reduce(longest, Math::max));
  }

  private long bytes() {
    return directory("questions").resolve(AnswerFile.NAME).toFile().length();
  }

  private Path directory(String name) {
    try {
      return Files.createDirectories(scratch.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
