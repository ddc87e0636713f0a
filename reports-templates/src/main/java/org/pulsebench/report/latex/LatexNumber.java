package org.pulsebench.report.latex;

import org.pulsebench.report.Unit;

/** Numbers as the commands of the fragments' head, which leave their typesetting to a document. */
final class LatexNumber {

  private LatexNumber() {}

  /** Returns the LaTeX of a difference of two numbers of a unit, with its sign. */
  static String ofDifference(double value, Unit unit) {
    return "\\pulsenum{" + unit.difference(value) + "}";
  }

  /** Returns the LaTeX of a number with the digits that all formats show. */
  static String of(double value, Unit unit) {
    // A probability may be shown by its order, such as 3e-05.
    String[] parts = unit.text(value).split("e", 2);
    return parts.length == 1
        ? "\\pulsenum{" + parts[0] + "}"
        : "\\pulsepower{" + parts[0] + "}{" + Integer.parseInt(parts[1]) + "}";
  }
}
