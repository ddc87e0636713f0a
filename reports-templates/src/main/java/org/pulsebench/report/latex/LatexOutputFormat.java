package org.pulsebench.report.latex;

import freemarker.core.CommonMarkupOutputFormat;
import java.io.IOException;
import java.io.Writer;

/**
 * LaTeX as an output format of FreeMarker: whatever a template shows is escaped by {@link
 * LatexText}.
 */
final class LatexOutputFormat extends CommonMarkupOutputFormat<LatexMarkup> {

  static final LatexOutputFormat INSTANCE = new LatexOutputFormat();

  private LatexOutputFormat() {}

  @Override
  public String getName() {
    return "LaTeX";
  }

  @Override
  public String getMimeType() {
    return "application/x-latex";
  }

  @Override
  public void output(String text, Writer out) throws IOException {
    out.write(escapePlainText(text));
  }

  @Override
  public String escapePlainText(String text) {
    return LatexText.escaped(text);
  }

  /** Other formats' own escaping would not do here, and must not look as if it did. */
  @Override
  public boolean isLegacyBuiltInBypassed(String name) {
    return false;
  }

  @Override
  protected LatexMarkup newTemplateMarkupOutputModel(String plainText, String markup) {
    return new LatexMarkup(plainText, markup);
  }
}
