package org.pulsebench.model.text;

import java.util.Objects;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;

/**
 * The whole text that a model continues, word for word, and perhaps the answer it is to learn.
 *
 * <p>Made by a {@link ConversationTemplate}, or by {@link #verbatim} where a benchmark prescribes
 * whole prompts, as MLLMU-Bench does.
 *
 * @param text the text up to the answer, an {@value #IMAGE} where each image stands
 * @param images the number of images given with it
 * @param answer the text to be learnt after it; empty for generation
 * @param where what error messages call it, for instance {@code subject 12, question 3}
 */
public record Prompt(String text, int images, Optional<String> answer, String where) {

  /** The placeholder of one image. */
  public static final String IMAGE = "<image>";

  public Prompt {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(where, "where");
    Checks.require(images >= 0, "images", images, "at least 0");
    answer.ifPresent(a -> requireUsable(a, where));
  }

  private static void requireUsable(String answer, String where) {
    if (answer.isBlank()) {
      throw new BadInputException(
          new Problem(
              "the answer is empty",
              where,
              "\"" + answer.replace("\n", "\\n") + "\"",
              "at least one visible character",
              "Correct or remove this question in the data."));
    }
    if (answer.contains(IMAGE)) {
      throw new BadInputException(
          new Problem(
              "the answer contains an image placeholder",
              where,
              IMAGE,
              "an answer of text only",
              "Move the image into the question."));
    }
  }

  /** Returns a prompt of exactly this text, to which no template adds anything. */
  public static Prompt verbatim(String text, int images) {
    return new Prompt(text, images, Optional.empty(), "prompt");
  }

  /**
   * Returns this prompt with an answer to learn.
   *
   * @throws BadInputException if the answer is blank or contains {@value #IMAGE}
   */
  public Prompt withAnswer(String newAnswer) {
    return new Prompt(text, images, Optional.of(newAnswer), where);
  }

  /** Returns this prompt under the name that error messages give it. */
  public Prompt at(String newWhere) {
    return new Prompt(text, images, answer, newWhere);
  }

  /**
   * Returns the index in chars at which the answer begins in {@link #fullText()}; the length of the
   * text where there is no answer.
   */
  int answerStart() {
    return answer.isEmpty() ? text.length() : text.length() + separator().length();
  }

  /** Returns prompt and answer, one space between them unless the prompt ends in white space. */
  String fullText() {
    return answer.map(a -> text + separator() + a).orElse(text);
  }

  private String separator() {
    boolean open = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
    return open ? "" : " ";
  }
}
