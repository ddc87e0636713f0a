package org.pulsebench.data.world;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.pulsebench.Checks;

/**
 * A question about a drawn scene.
 *
 * @param hint a harmless text to be read before the question
 * @param options four different answers of one kind
 * @param correct the index of the right option
 */
public record SceneQuestion(
    Skill skill, Optional<String> hint, String text, List<String> options, int correct) {

  /** How many options a question has. */
  public static final int OPTIONS = 4;

  public SceneQuestion {
    Objects.requireNonNull(skill, "skill");
    Objects.requireNonNull(hint, "hint");
    Objects.requireNonNull(text, "text");
    options = List.copyOf(options);
    Checks.require(
        options.size() == OPTIONS && Set.copyOf(options).size() == OPTIONS,
        "options",
        options,
        "four different texts");
    Checks.require(correct >= 0 && correct < OPTIONS, "correct", correct, "0 to 3");
  }

  /** Returns the text of the right option. */
  public String answer() {
    return options.get(correct);
  }
}
