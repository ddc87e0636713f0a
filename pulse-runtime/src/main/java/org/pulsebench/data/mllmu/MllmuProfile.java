package org.pulsebench.data.mllmu;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.pulsebench.Checks;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;
import org.pulsebench.data.Subject;

/**
 * One person of MLLMU-Bench: a row of any configuration but {@link MllmuConfig#FT_DATA}.
 *
 * <p>Biography, question and answer are empty where the configuration has no such column, and where
 * the publisher left the cell empty or null: nothing is scored by them.
 *
 * @param id unique within a configuration, for instance {@code 110}
 * @param directory where the publisher kept the portrait; only in two configurations
 * @param biography what is known of the person
 * @param question what is asked about the portrait in learning
 * @param answer its answer
 * @param images one portrait; in {@link MllmuConfig#TEST_SET} one or more
 * @param questions multiple choice with image, multiple choice with text alone, generation, cloze;
 *     at least one of each. Their ids are made from the person's, as {@code 110/choice/image/1},
 *     {@code 110/choice/text/1}, {@code 110/generation/image/1} or {@code 110/cloze/text/2}
 */
public record MllmuProfile(
    String id,
    Optional<String> directory,
    String biography,
    String question,
    String answer,
    List<Image> images,
    List<Question> questions) {

  /** The options of a multiple-choice question: A to D. */
  static final int OPTIONS = 4;

  public MllmuProfile {
    Checks.require(!id.isBlank(), "id", "blank", "a text");
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(biography, "biography");
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(answer, "answer");
    images = List.copyOf(images);
    Checks.require(!images.isEmpty(), "images", "empty", "one or more");
    questions = List.copyOf(questions);
    questions.forEach(MllmuProfile::check);
    require(questions, "multiple choice with image", MllmuProfile::isImageChoice);
    require(questions, "multiple choice with text", MllmuProfile::isTextChoice);
    require(questions, "generation", GenerationQuestion.class::isInstance);
    require(questions, "cloze", ClozeQuestion.class::isInstance);
  }

  /** Returns the person in the form that all corpora share; the format knows no separate name. */
  public Subject subject() {
    return new Subject(id, Optional.empty(), biography, images, questions);
  }

  static boolean isImageChoice(Question question) {
    return question instanceof ChoiceQuestion && question.modality() == Modality.MULTIMODAL;
  }

  static boolean isTextChoice(Question question) {
    return question instanceof ChoiceQuestion && question.modality() == Modality.TEXT;
  }

  /** Returns whether a sentence has the blank of a cloze question. */
  static boolean hasBlank(String sentence) {
    return sentence.contains("__");
  }

  private static void require(List<Question> questions, String kind, Predicate<Question> isOfKind) {
    Checks.require(
        questions.stream().anyMatch(isOfKind), "questions", "without any " + kind, "of each kind");
  }

  private static void check(Question question) {
    String name = "question " + question.id();
    Checks.require(!question.text().isBlank(), name, "blank", "a text");
    if (question instanceof ChoiceQuestion choice) {
      Checks.require(
          choice.options().size() == OPTIONS, name, choice.options(), "with four options");
      Checks.require(
          choice.options().stream().noneMatch(String::isBlank),
          name,
          choice.options(),
          "without a blank option");
      Checks.require(choice.hint().isEmpty(), name, choice.hint(), "without a hint");
      Checks.require(choice.correct().isPresent(), name, choice, "with a right option");
    } else if (question instanceof GenerationQuestion generation) {
      Checks.require(!generation.truth().isBlank(), name, "without a truth", "answered");
    } else if (question instanceof ClozeQuestion cloze) {
      Checks.require(!cloze.truth().isBlank(), name, "without a truth", "answered");
      Checks.require(hasBlank(cloze.text()), name, cloze.text(), "with a blank");
    }
  }
}
