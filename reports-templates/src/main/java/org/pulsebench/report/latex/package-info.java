/**
 * A report as LaTeX: fragments for an author's own document, and a document that is one.
 *
 * <p>{@link org.pulsebench.report.latex.LatexReport} is the way in. Files are ASCII and need
 * pdflatex, booktabs and, for charts, pgfplots; siunitx sets the numbers where a document loads it.
 */
package org.pulsebench.report.latex;
