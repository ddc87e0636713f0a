package org.pulsebench.mini;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.Checks;
import org.pulsebench.data.world.Picture;

/**
 * One conversation to learn from.
 *
 * @param picture what the first turn shows
 * @param turns at least one; every answer carries loss
 */
record Lesson(Optional<Picture> picture, List<Turn> turns) {

  Lesson {
    Objects.requireNonNull(picture, "picture");
    turns = List.copyOf(turns);
    Checks.positive(turns.size(), "number of turns");
  }

  static Lesson about(Picture picture, List<Turn> turns) {
    return new Lesson(Optional.of(picture), turns);
  }

  static Lesson ofText(List<Turn> turns) {
    return new Lesson(Optional.empty(), turns);
  }
}
