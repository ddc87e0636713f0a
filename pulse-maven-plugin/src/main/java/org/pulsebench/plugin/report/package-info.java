/** The report as a page of the project's site: real tables, in the look of that site. */
package org.pulsebench.plugin.report;
