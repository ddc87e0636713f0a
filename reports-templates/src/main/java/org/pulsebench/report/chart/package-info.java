/** Figures as files of their own: PDF for papers, drawn by XChart. */
package org.pulsebench.report.chart;
