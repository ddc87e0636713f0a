/**
 * Results turned into tables, plots and pages. Empty so far; it will read nothing but the results
 * file of an experiment, and so it needs neither the runtime nor a model.
 */
package org.pulsebench.report;
