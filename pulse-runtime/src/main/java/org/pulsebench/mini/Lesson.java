package org.pulsebench.mini;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.Checks;
import org.pulsebench.data.world.Picture;

/**
 * One conversation to learn from.
 *
 * @param form how questions and answers are put into one text
 * @param picture what the first turn shows
 * @param turns at least one; every answer carries loss
 */
record Lesson(Form form, Optional<Picture> picture, List<Turn> turns) {

  /** The text around questions and answers. */
  enum Form {
    /** Nothing but questions and answers. */
    BARE,

    /** As MLLMU-Bench writes its prompts: no system sentence, each turn on lines of its own. */
    PLAIN,

    /** Vicuna's conversations with its system sentence, as LLaVA is asked MMBench. */
    CONVERSATION
  }

  Lesson {
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(picture, "picture");
    turns = List.copyOf(turns);
    Checks.positive(turns.size(), "number of turns");
  }

  static Lesson about(Picture picture, List<Turn> turns) {
    return new Lesson(Form.PLAIN, Optional.of(picture), turns);
  }

  static Lesson ofText(List<Turn> turns) {
    return new Lesson(Form.PLAIN, Optional.empty(), turns);
  }

  /** Returns one turn of a conversation. */
  static Lesson conversation(Picture picture, Turn turn) {
    return new Lesson(Form.CONVERSATION, Optional.of(picture), List.of(turn));
  }
}
