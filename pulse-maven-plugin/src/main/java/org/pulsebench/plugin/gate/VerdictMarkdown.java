package org.pulsebench.plugin.gate;

import java.util.ArrayList;
import java.util.List;

/** A verdict for people who read it in a browser. */
final class VerdictMarkdown {

  /** What Markdown, as GitHub has it, takes for markup within a line. */
  private static final String MARKUP = "\\`*_[]|~#";

  private VerdictMarkdown() {}

  static String of(Verdict verdict) {
    List<String> lines = new ArrayList<>();
    lines.add("## PULSE gate: " + (verdict.isPassed() ? "passed" : "failed"));
    lines.add("");
    if (!verdict.experiment().isBlank()) {
      lines.add("Experiment: " + escaped(verdict.experiment()));
      lines.add("");
    }
    lines.add(
        "**" + escaped(verdict.summary()) + "** Numbers are per cent; margin and noise points.");
    lines.add("");
    lines.add(row(Verdict.COLUMNS));
    lines.add("| --- | ---: | ---: | ---: | ---: | ---: | --- |");
    verdict.findings().forEach(finding -> lines.add(row(Verdict.row(finding))));
    List<String> remarks = verdict.remarks();
    if (!remarks.isEmpty()) {
      lines.add("");
      remarks.forEach(remark -> lines.add("- " + escaped(remark)));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells.stream().map(VerdictMarkdown::escaped).toList()) + " |";
  }

  /** Returns a text that reads as it is, on one line. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '\n', '\r', '\t' -> escaped.append(' ');
        default -> escaped.append(MARKUP.indexOf(c) < 0 ? "" : "\\").append(c);
      }
    }
    return escaped.toString();
  }
}
