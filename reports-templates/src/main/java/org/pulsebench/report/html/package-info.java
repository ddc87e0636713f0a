/**
 * A report as one HTML file that needs nothing beside it: style, script and charts are inside, and
 * nothing is fetched.
 */
package org.pulsebench.report.html;
