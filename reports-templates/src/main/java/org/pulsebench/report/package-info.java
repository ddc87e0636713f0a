/**
 * Results turned into tables, plots and pages, beside what papers report. So far it holds the
 * published numbers, with how each was read. It needs neither the runtime nor a model.
 */
package org.pulsebench.report;
