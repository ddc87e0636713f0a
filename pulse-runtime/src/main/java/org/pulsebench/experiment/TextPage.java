package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Text for a person at a terminal: headings, lines and named entries, wrapped at 100 columns. */
public final class TextPage {

  private static final int COLUMNS = 100;

  /** A longer name has a line of its own. */
  private static final int WIDEST_NAME = 40;

  private final List<String> lines = new ArrayList<>();

  /** Begins a section. */
  public TextPage heading(String text) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(text);
    lines.add("-".repeat(text.length()));
    return this;
  }

  /** Adds an empty line. */
  public TextPage space() {
    lines.add("");
    return this;
  }

  /** Adds a text, wrapped. */
  public TextPage line(String text) {
    lines.addAll(wrapped(text, COLUMNS));
    return this;
  }

  /** Adds names with a text each, which begin in one column. */
  public TextPage entries(int indent, Map<String, String> entries) {
    int name =
        entries.keySet().stream()
            .mapToInt(String::length)
            .filter(length -> length <= WIDEST_NAME)
            .max()
            .orElse(0);
    entries.forEach((key, text) -> entry(indent, name, key, text));
    return this;
  }

  private void entry(int indent, int width, String name, String text) {
    String before = " ".repeat(indent);
    String hanging = " ".repeat(indent + width + 2);
    List<String> rest = new ArrayList<>(wrapped(text, COLUMNS - hanging.length()));
    if (name.length() > width) {
      lines.add(before + name);
    } else {
      String gap = " ".repeat(width - name.length() + 2);
      lines.add((before + name + gap + rest.remove(0)).stripTrailing());
    }
    rest.forEach(line -> lines.add(hanging + line));
  }

  /** Adds rows of cells; all columns but the first are aligned to the right. */
  public TextPage table(List<List<String>> rows) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String gap = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? row.get(i) + gap : "  " + gap + row.get(i));
      }
      lines.add(line.toString().stripTrailing());
    }
    return this;
  }

  /** Returns the whole text, with a line break at its end. */
  public String text() {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static List<String> wrapped(String text, int columns) {
    List<String> wrapped = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      StringBuilder current = new StringBuilder();
      boolean first = true;
      for (String word : line.split(" ")) {
        if (!first && current.length() + 1 + word.length() > columns) {
          wrapped.add(current.toString());
          current.setLength(0);
          first = true;
        }
        // Two words in a row without one between them are a run of spaces, which stays.
        current.append(first ? "" : " ").append(word);
        first = false;
      }
      wrapped.add(current.toString());
    }
    return wrapped;
  }
}
