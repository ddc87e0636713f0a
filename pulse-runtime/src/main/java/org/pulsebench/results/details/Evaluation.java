package org.pulsebench.results.details;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pulsebench.Checks;

/**
 * All answers of one state of the model.
 *
 * <p>States that several cells share, as methods share the one before any request, have one
 * evaluation.
 */
public final class Evaluation {

  private final List<AskedQuestion> asked;
  private final int[] numbers;
  private final Map<String, Answers> scorers;
  private final List<WrittenAnswer> written;

  /**
   * Creates an evaluation.
   *
   * @param asked multiple-choice questions with ascending numbers
   * @param scorers the answers to them, by scorer
   * @param written answers to the questions without options
   */
  Evaluation(List<AskedQuestion> asked, Map<String, Answers> scorers, List<WrittenAnswer> written) {
    this.asked = List.copyOf(asked);
    this.numbers = asked.stream().mapToInt(AskedQuestion::number).toArray();
    this.scorers = Collections.unmodifiableMap(new LinkedHashMap<>(scorers));
    this.written = List.copyOf(written);
  }

  /** Returns the multiple-choice questions that were asked, by ascending numbers. */
  public List<AskedQuestion> asked() {
    return asked;
  }

  /** Returns the names of those who judged the answers; each was given all questions. */
  public Set<String> scorers() {
    return scorers.keySet();
  }

  /**
   * Returns the answer to a question; empty if this state was not asked that.
   *
   * @throws IllegalArgumentException if there is no such scorer
   */
  public Optional<Prediction> prediction(String scorer, AskedQuestion question) {
    Answers answers = answers(scorer);
    int position = Arrays.binarySearch(numbers, question.number());
    return position < 0 ? Optional.empty() : Optional.of(answers.at(position));
  }

  /**
   * Returns how much was right about each subject, in the order of the questions.
   *
   * @throws IllegalArgumentException if there is no such scorer
   */
  public List<SubjectScore> bySubject(String scorer) {
    Answers answers = answers(scorer);
    Map<AskedSubject, SubjectScore> scores = new LinkedHashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      if (asked.get(i).subject().isPresent()) {
        AskedSubject subject = asked.get(i).subject().get();
        SubjectScore before = scores.getOrDefault(subject, new SubjectScore(subject, 0, 0, 0, 0));
        scores.put(
            subject, before.with(asked.get(i).question().modality(), answers.right().get(i)));
      }
    }
    return List.copyOf(scores.values());
  }

  /** Returns the answers to questions without options; empty where those were not asked. */
  public List<WrittenAnswer> written() {
    return written;
  }

  private Answers answers(String scorer) {
    Answers found = scorers.get(scorer);
    Checks.require(found != null, "scorer", scorer, "one of " + scorers.keySet());
    return found;
  }
}
