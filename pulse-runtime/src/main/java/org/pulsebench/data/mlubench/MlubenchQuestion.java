package org.pulsebench.data.mlubench;

import java.util.Objects;
import org.pulsebench.Checks;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Modality;

/**
 * A question about a picture of an entity: one record of the archive.
 *
 * @param number its id in the archive, unique for the entity and not in a task: the base question's
 *     own number, to which paraphrase k adds k times {@value #VARIANT}
 * @param image the picture's path as published, below the directory of pictures; in Unicode's form
 *     NFC
 * @param text without the mark that stands for the picture
 */
public record MlubenchQuestion(
    Entity entity, int number, String image, String text, String answer) {

  /** How many paraphrases a base question has, where it has any. */
  public static final int VARIANTS = 4;

  private static final int VARIANT = 100_000;

  public MlubenchQuestion {
    Objects.requireNonNull(entity, "entity");
    Checks.require(isNumber(number), "number", number, "a number below " + (VARIANTS + 1) * VARIANT);
    Checks.require(!image.isBlank(), "image", "blank", "a path");
    Checks.require(!text.isBlank(), "text", "blank", "a question");
    Checks.require(!answer.isBlank(), "answer", "blank", "an answer");
  }

  /** Returns whether a number can be that of a question. */
  static boolean isNumber(int number) {
    return number >= 0 && number / VARIANT <= VARIANTS;
  }

  /** Returns what tells it from all others, and is its id in the corpus: {@code Animals/Dog/1}. */
  public String key() {
    return entity.id() + "/" + number;
  }

  /** Returns 0 for a base question and 1 to {@value #VARIANTS} for a paraphrase. */
  public int variant() {
    return number / VARIANT;
  }

  /** Returns whether it is no paraphrase. */
  public boolean isBase() {
    return variant() == 0;
  }

  /** Returns the number of the base question about the same picture. */
  public int baseNumber() {
    return number % VARIANT;
  }

  /** Returns the question in the form of all publishers, which names no picture. */
  public GenerationQuestion generation() {
    return new GenerationQuestion(key(), Modality.MULTIMODAL, text, answer);
  }
}
