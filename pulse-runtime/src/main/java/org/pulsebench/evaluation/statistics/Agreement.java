package org.pulsebench.evaluation.statistics;

import java.util.List;
import java.util.Objects;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;

/**
 * By which modality a model still tells the facts that it is asked for with and without a picture.
 *
 * <p>A fact is what the i-th image question and the i-th text question of a subject ask for. After
 * unlearning, {@code imageOnly} and {@code textOnly} are what a test in one modality overlooks.
 *
 * @param both number of facts that image and text question were answered right about
 * @param imageOnly number of facts that only the image question was answered right about
 * @param textOnly number of facts that only the text question was answered right about
 * @param none number of facts that neither was answered right about
 */
public record Agreement(int both, int imageOnly, int textOnly, int none) {

  /**
   * How the questions about one subject were answered.
   *
   * @param subject its id, for messages
   * @param image whether each image question was answered right
   * @param text whether each text question was answered right, in the order of the same facts
   */
  public record Answers(String subject, List<Boolean> image, List<Boolean> text) {

    /**
     * Checks that every fact is asked for in both modalities.
     *
     * @throws BadInputException if there are more questions of one modality than of the other
     */
    public Answers {
      Objects.requireNonNull(subject, "subject");
      image = List.copyOf(image);
      text = List.copyOf(text);
      if (image.size() != text.size()) {
        throw new BadInputException(
            new Problem(
                "The modalities of a subject do not agree on its facts",
                "subject " + subject,
                image.size() + " image and " + text.size() + " text questions",
                "as many of one as of the other, about the same facts in the same order",
                "Use a corpus that asks for every fact in both modalities."));
      }
    }
  }

  public Agreement {
    Checks.require(both >= 0, "both", both, "0 or more");
    Checks.require(imageOnly >= 0, "imageOnly", imageOnly, "0 or more");
    Checks.require(textOnly >= 0, "textOnly", textOnly, "0 or more");
    Checks.require(none >= 0, "none", none, "0 or more");
    Checks.positive(both + imageOnly + textOnly + none, "number of facts");
  }

  /**
   * Counts facts.
   *
   * @throws BadInputException if there is no fact
   */
  public static Agreement of(List<Answers> subjects) {
    int[] counts = new int[4];
    for (Answers answers : subjects) {
      for (int i = 0; i < answers.image().size(); i++) {
        counts[(answers.image().get(i) ? 0 : 2) + (answers.text().get(i) ? 0 : 1)]++;
      }
    }
    if (counts[0] + counts[1] + counts[2] + counts[3] == 0) {
      throw new BadInputException(
          new Problem(
              "There is no agreement about no fact",
              "the answers of " + subjects.size() + " subjects",
              "no question",
              "an image and a text question about at least one fact",
              "Check the selection of questions."));
    }
    return new Agreement(counts[0], counts[1], counts[2], counts[3]);
  }

  /** Returns the number of facts. */
  public int count() {
    return both + imageOnly + textOnly + none;
  }

  /** Returns the share of facts that both modalities know or neither does, 0 to 1. */
  public double agreeing() {
    return (double) (both + none) / count();
  }
}
