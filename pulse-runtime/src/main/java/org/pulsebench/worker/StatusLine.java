package org.pulsebench.worker;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Optional;
import org.pulsebench.SpokenTime;
import org.pulsebench.experiment.Event.Progress;
import org.pulsebench.experiment.Event.StepStarted;

/**
 * Where a run is, in one line.
 *
 * @param step what is running
 * @param progress how far it has come, if anything was told
 */
record StatusLine(StepStarted step, Optional<Progress> progress) {

  private static final String CUT = "...";

  private static final int SHORTEST_NAME = 12;

  /** Returns such as {@code [3/12] unlearn npo, request 1}. */
  String name() {
    String name = "[" + step.index() + "/" + step.of() + "] " + step.kind();
    return step.label().isBlank() ? name : name + " " + step.label();
  }

  /** Returns the whole line. */
  String full() {
    return name() + tails().get(0);
  }

  /**
   * Returns the line in at most so many columns: first it says less of the progress, then the name
   * is cut.
   */
  String within(int columns) {
    List<String> tails = tails();
    for (String tail : tails) {
      if (width(name() + tail) <= columns) {
        return name() + tail;
      }
    }
    String shortest = tails.get(tails.size() - 1);
    boolean room = columns - shortest.length() >= SHORTEST_NAME;
    return room ? cut(name(), columns - shortest.length()) + shortest : cut(name(), columns);
  }

  private List<String> tails() {
    if (progress.isEmpty()) {
      return List.of("");
    }
    Progress now = progress.get();
    if (!now.isCounted()) {
      return List.of("");
    }
    double share = now.total() == 0 ? 100 : 100.0 * now.done() / now.total();
    String percent = ": " + (long) share + " %";
    String count = ", " + now.done() + "/" + now.total() + " " + now.unit();
    String left =
        now.done() == now.total()
            ? ""
            : now.left().map(time -> ", " + SpokenTime.of(time) + " left").orElse("");
    return List.of(percent + count + left, percent + left, percent);
  }

  private static String cut(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    if (columns <= CUT.length()) {
      return CUT.substring(0, columns);
    }
    StringBuilder kept = new StringBuilder();
    int left = columns - CUT.length();
    for (int character : text.codePoints().toArray()) {
      left -= width(character);
      if (left < 0) {
        break;
      }
      kept.appendCodePoint(character);
    }
    return kept + CUT;
  }

  static int width(String text) {
    return text.codePoints().map(StatusLine::width).sum();
  }

  /** East Asian letters take two columns, marks over a letter take none. */
  private static int width(int character) {
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return switch (UnicodeScript.of(character)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> 2;
      default -> 1;
    };
  }
}
