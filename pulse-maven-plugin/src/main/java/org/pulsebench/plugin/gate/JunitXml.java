package org.pulsebench.plugin.gate;

import java.util.ArrayList;
import java.util.List;

/** A verdict in the form of a test report: one test case for each bound of a rule. */
final class JunitXml {

  private static final String SUITE = "pulse-gate";

  private JunitXml() {}

  static String of(Verdict verdict) {
    List<String> lines = new ArrayList<>();
    lines.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    lines.add(
        "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\" time=\"0\">"
            .formatted(
                SUITE,
                verdict.findings().size(),
                verdict.failures().size(),
                verdict.warnings().size()));
    verdict.findings().forEach(finding -> lines.addAll(testCase(finding)));
    lines.add("</testsuite>");
    return String.join("\n", lines) + "\n";
  }

  private static List<String> testCase(Finding finding) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "  <testcase classname=\"%s\" name=\"%s\" time=\"0\">"
            .formatted(SUITE, escaped(finding.label())));
    String message = escaped(finding.message());
    if (finding.fails()) {
      lines.add(
          "    <failure type=\"%s\" message=\"%s\">%s</failure>"
              .formatted(finding.status().word(), message, escaped(text(finding))));
    } else if (finding.tolerated()) {
      lines.add("    <skipped message=\"%s\"/>".formatted(message));
    } else {
      lines.add("    <system-out>%s</system-out>".formatted(escaped(text(finding))));
    }
    lines.add("  </testcase>");
    return lines;
  }

  private static String text(Finding finding) {
    String numbers =
        finding
            .numbers()
            .map(
                one ->
                    "; margin %s, noise %s, n %s"
                        .formatted(one.marginText(), one.noiseText(), one.measured().n()))
            .orElse("");
    return finding.subject()
        + ": "
        + finding.message()
        + numbers
        + finding.suggestion().map(suggestion -> "; " + suggestion).orElse("");
  }

  /**
   * Returns a text for attributes and content; what XML 1.0 has no place for is a question mark.
   */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(c -> append(escaped, c));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int c) {
    switch (c) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\n', '\r', '\t' -> escaped.append("&#").append(c).append(';');
      default -> escaped.appendCodePoint(isAllowed(c) ? c : '?');
    }
  }

  private static boolean isAllowed(int c) {
    return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
  }
}
