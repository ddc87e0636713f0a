/**
 * A report as data: CSV for spreadsheets and scripts, JSON for programs, Markdown for a job's
 * summary. Order and numbers are those of the report; numbers are as exact as it has them.
 */
package org.pulsebench.report.data;
