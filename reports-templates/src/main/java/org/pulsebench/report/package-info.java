/**
 * Results turned into tables, figures and pages, beside what papers report.
 *
 * <p>{@link org.pulsebench.report.ReportBuilder} makes a {@link org.pulsebench.report.Report} of
 * results: every number, word and mark that any format shows. Formats render it and compute
 * nothing, so that a page, a table of a paper and a file of values cannot disagree. Nothing here
 * needs a model, an engine or native code.
 */
package org.pulsebench.report;
