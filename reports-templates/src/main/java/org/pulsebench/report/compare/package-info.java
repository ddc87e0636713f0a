/**
 * Results against results: methods of one, or the same method of several, such as those of two
 * commits or two models.
 *
 * <p>{@link org.pulsebench.report.compare.Comparison} is the way in. It makes tables of the
 * report's model, so that every format shows them.
 */
package org.pulsebench.report.compare;
