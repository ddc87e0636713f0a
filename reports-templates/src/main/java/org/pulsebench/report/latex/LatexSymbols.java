package org.pulsebench.report.latex;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/** The characters beyond ASCII that LaTeX's kernel has a command for in its usual encodings. */
final class LatexSymbols {

  private static final Map<Integer, String> SIGNS =
      Map.ofEntries(
          entry(0x00a0, "~"),
          entry(0x00a1, "!`"),
          entry(0x00a3, "\\pounds{}"),
          entry(0x00a7, "\\S{}"),
          entry(0x00a9, "\\textcopyright{}"),
          entry(0x00ad, "\\-"),
          entry(0x00ae, "\\textregistered{}"),
          entry(0x00b0, "\\textdegree{}"),
          entry(0x00b1, math("\\pm")),
          entry(0x00b2, math("{}^{2}")),
          entry(0x00b3, math("{}^{3}")),
          entry(0x00b5, math("\\mu")),
          entry(0x00b7, math("\\cdot")),
          entry(0x00bf, "?`"),
          entry(0x00c6, "\\AE{}"),
          entry(0x00d7, math("\\times")),
          entry(0x00d8, "\\O{}"),
          entry(0x00df, "\\ss{}"),
          entry(0x00e6, "\\ae{}"),
          entry(0x00f7, math("\\div")),
          entry(0x00f8, "\\o{}"),
          entry(0x0131, "\\i{}"),
          entry(0x0141, "\\L{}"),
          entry(0x0142, "\\l{}"),
          entry(0x0152, "\\OE{}"),
          entry(0x0153, "\\oe{}"),
          entry(0x2010, "-"),
          entry(0x2011, "\\mbox{-}"),
          entry(0x2013, "--"),
          entry(0x2014, "---"),
          entry(0x2018, "`"),
          entry(0x2019, "'"),
          entry(0x201c, "``"),
          entry(0x201d, "''"),
          entry(0x2020, "\\dag{}"),
          entry(0x2022, "\\textbullet{}"),
          entry(0x2026, "\\ldots{}"),
          entry(0x202f, "\\,"),
          entry(0x20ac, "\\texteuro{}"),
          entry(0x2122, "\\texttrademark{}"),
          entry(0x2190, math("\\leftarrow")),
          entry(0x2191, math("\\uparrow")),
          entry(0x2192, math("\\rightarrow")),
          entry(0x2193, math("\\downarrow")),
          entry(0x2208, math("\\in")),
          entry(0x2211, math("\\sum")),
          entry(0x2212, math("-")),
          entry(0x221a, math("\\surd")),
          entry(0x221e, math("\\infty")),
          entry(0x2248, math("\\approx")),
          entry(0x2260, math("\\neq")),
          entry(0x2264, math("\\leq")),
          entry(0x2265, math("\\geq")));

  /** From alpha on; where LaTeX has no command, the letter looks like a Latin one. */
  private static final String[] GREEK = {
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "zeta",
    "eta",
    "theta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "",
    "pi",
    "rho",
    "varsigma",
    "sigma",
    "tau",
    "upsilon",
    "phi",
    "chi",
    "psi",
    "omega"
  };

  private static final String GREEK_CAPITALS = "ΓΔΘΛΞΠΣΥΦΨΩ";
  private static final String[] GREEK_CAPITAL_NAMES = {
    "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega"
  };

  private static final Map<Character, String> ACCENTS =
      Map.ofEntries(
          entry('\u0300', "\\`"),
          entry('\u0301', "\\'"),
          entry('\u0302', "\\^"),
          entry('\u0303', "\\~"),
          entry('\u0304', "\\="),
          entry('\u0306', "\\u"),
          entry('\u0307', "\\."),
          entry('\u0308', "\\\""),
          entry('\u030a', "\\r"),
          entry('\u030b', "\\H"),
          entry('\u030c', "\\v"),
          entry('\u0323', "\\d"),
          entry('\u0327', "\\c"),
          entry('\u0331', "\\b"));

  private LatexSymbols() {}

  /** Returns the command that sets a character. */
  static Optional<String> of(int point) {
    int small = point - 'α';
    if (small >= 0 && small < GREEK.length && !GREEK[small].isEmpty()) {
      return Optional.of(math("\\" + GREEK[small]));
    }
    int capital = GREEK_CAPITALS.indexOf(point);
    return capital >= 0
        ? Optional.of(math("\\" + GREEK_CAPITAL_NAMES[capital]))
        : Optional.ofNullable(SIGNS.get(point));
  }

  /** Returns the command that sets a combining accent above or below its argument. */
  static Optional<String> accent(char combining) {
    return Optional.ofNullable(ACCENTS.get(combining));
  }

  private static String math(String formula) {
    return "\\ensuremath{" + formula + "}";
  }
}
