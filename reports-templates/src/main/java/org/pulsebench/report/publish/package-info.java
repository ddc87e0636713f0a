/**
 * A whole report in a directory: all formats at once, of results that files hold, and the RO-Crate
 * that describes them.
 *
 * <p>Whoever writes a report from a build or by hand begins here; {@link
 * org.pulsebench.report.publish.ReportDirectory} is the entry.
 */
package org.pulsebench.report.publish;
