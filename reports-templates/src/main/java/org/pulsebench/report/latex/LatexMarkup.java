package org.pulsebench.report.latex;

import freemarker.core.CommonTemplateMarkupOutputModel;

/** A text that is LaTeX already, or is still to be escaped. */
final class LatexMarkup extends CommonTemplateMarkupOutputModel<LatexMarkup> {

  LatexMarkup(String plainText, String markup) {
    super(plainText, markup);
  }

  /** Returns what is LaTeX already. */
  static LatexMarkup of(String latex) {
    return new LatexMarkup(null, latex);
  }

  /** Returns a heading, in which {@code D_unlearn} and {@code D_retain} are the paper's symbols. */
  static LatexMarkup heading(String text) {
    return of(
        LatexText.escaped(text).replaceAll("\\bD\\\\_(unlearn|retain)\\b", "\\\\pulseset{$1}"));
  }

  @Override
  public LatexOutputFormat getOutputFormat() {
    return LatexOutputFormat.INSTANCE;
  }
}
