package org.pulsebench.results.details;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pulsebench.Checks;
import org.pulsebench.protocol.Knowledge;
import org.pulsebench.results.ResultsDocument;
import org.pulsebench.results.StateResult;

/**
 * Every question that was asked with all answers to it, the losses of every training, and small
 * pictures of what was shown.
 *
 * <p>They lie in {@code results-details.zip} beside {@code results.json}: an archive of {@code
 * details.jsonl} and of {@code pictures/0.jpg}, {@code pictures/1.jpg} and so on, of at most 96
 * pixels a side. The text is UTF-8 with a JSON object a line; {@code results.json} names its
 * SHA-256, which is what {@code unzip -p results-details.zip details.jsonl | sha256sum} prints. Its
 * lines are, in this order,
 *
 * <ul>
 *   <li>a head: {@code format}, {@code version}, and the numbers of {@code subjects}, {@code
 *       questions}, {@code evaluations}, {@code curves} and {@code pictures};
 *   <li>the subjects: {@code knowledge}, {@code id}, {@code picture}, and {@code name} if there is
 *       one;
 *   <li>the questions: {@code id}, {@code subject} (the index of a subject; absent in the exam),
 *       {@code modality}, {@code kind} ({@code choice}, {@code cloze} or {@code generation}),
 *       {@code text}; of a choice {@code options}, {@code hint} if there is one, and {@code
 *       correct} (an index) if it is known; of the others {@code truth}; of an exam {@code
 *       picture}, {@code category} and {@code group}. An image question about a subject shows the
 *       subject's picture;
 *   <li>the evaluations: {@code evaluation} (the digest of the step), {@code asked} (numbers of
 *       questions in runs: a first one and how many, and so on) and {@code scorers}: by name {@code
 *       chosen} (a letter for each question, or {@code -}), {@code right} (1 or 0 for each) and
 *       either {@code perMille} (the probabilities of all options, question after question) or
 *       {@code answers} (what was written); where questions without options were asked, {@code
 *       written}: {@code question} (a number), {@code answer}, {@code scores};
 *   <li>the curves of learning and unlearning: {@code curve} (the digest of the step), {@code loss}
 *       and {@code gradientNorm}, a number for each training step.
 * </ul>
 *
 * <p>Nothing in it is of the run or the machine: the same results have the same text.
 */
public final class ResultsDetails {

  /** What the text says of itself in its field {@code format}. */
  public static final String FORMAT = "pulse-results-details";

  /** The version of the format, raised when a reader of the old one would go wrong. */
  public static final int VERSION = 1;

  private final List<AskedSubject> subjects;
  private final List<AskedQuestion> questions;
  private final Map<String, Evaluation> evaluations;
  private final Map<String, LossCurve> curves;
  private final Map<Integer, byte[]> pictures;

  ResultsDetails(
      List<AskedSubject> subjects,
      List<AskedQuestion> questions,
      Map<String, Evaluation> evaluations,
      Map<String, LossCurve> curves,
      Map<Integer, byte[]> pictures) {
    this.subjects = List.copyOf(subjects);
    this.questions = List.copyOf(questions);
    this.evaluations = Map.copyOf(evaluations);
    this.curves = Map.copyOf(curves);
    this.pictures = Map.copyOf(pictures);
  }

  /**
   * Reads the details beside a results file, if there are any: somebody may have been given the
   * results alone.
   *
   * @param document what {@code results} holds
   * @throws org.pulsebench.BadInputException as {@link #read} does, but for a missing file
   * @throws org.pulsebench.EnvironmentException if the file exists and cannot be read
   */
  public static Optional<ResultsDetails> find(Path results, ResultsDocument document) {
    return document.details().isPresent() && Files.exists(DetailsArchive.beside(results))
        ? Optional.of(read(results, document))
        : Optional.empty();
  }

  /**
   * Reads the details beside a results file.
   *
   * @param document what {@code results} holds
   * @throws org.pulsebench.BadInputException if there are none, if they are damaged, cut short, of
   *     a newer version or of other results
   * @throws org.pulsebench.EnvironmentException if the file exists and cannot be read
   */
  public static ResultsDetails read(Path results, ResultsDocument document) {
    return new DetailsFileReader(results, document).read();
  }

  /** Returns whom questions were about. */
  public List<AskedSubject> subjects() {
    return subjects;
  }

  /** Returns a subject by its id in the corpus for a kind of knowledge. */
  public Optional<AskedSubject> subject(Knowledge knowledge, String id) {
    return subjects.stream()
        .filter(subject -> subject.knowledge() == knowledge && subject.id().equals(id))
        .findFirst();
  }

  /** Returns all questions, each at its number: about subjects first, then those of the exam. */
  public List<AskedQuestion> questions() {
    return questions;
  }

  /**
   * Returns the answers of a state.
   *
   * @throws IllegalArgumentException if the state is of other results
   */
  public Evaluation evaluation(StateResult state) {
    Evaluation found = evaluations.get(state.evaluation());
    Checks.require(found != null, "evaluation", state.evaluation(), "one of these results");
    return found;
  }

  /**
   * Returns the course of a training; empty for the base model, which had none here.
   *
   * @param step the digest of a step that learned or unlearned: {@link
   *     org.pulsebench.results.CellResult#start} or {@link StateResult#step}
   */
  public Optional<LossCurve> curve(String step) {
    return Optional.ofNullable(curves.get(step));
  }

  /** Returns the picture of a number that a subject or a question has. */
  public Optional<Thumbnail> picture(OptionalInt number) {
    return number.isPresent()
        ? Optional.ofNullable(pictures.get(number.getAsInt())).map(Thumbnail::new)
        : Optional.empty();
  }

  boolean has(StateResult state) {
    return evaluations.containsKey(state.evaluation());
  }
}
