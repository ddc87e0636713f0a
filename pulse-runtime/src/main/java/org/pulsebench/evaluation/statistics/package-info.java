/**
 * What is made of right and wrong answers: intervals, tests, and the derived figures of the papers.
 *
 * <p>A {@link org.pulsebench.evaluation.statistics.Metric} is a number as reports show it: with a
 * direction, a count and an interval. Two states of a model answer the same questions, so that they
 * are compared question by question ({@link org.pulsebench.evaluation.statistics.McNemar}), or
 * subject by subject, whose questions are not independent ({@link
 * org.pulsebench.evaluation.statistics.Resamples}). {@link
 * org.pulsebench.evaluation.statistics.Spread} sums up seeds; {@link
 * org.pulsebench.evaluation.statistics.Retention}, {@link
 * org.pulsebench.evaluation.statistics.Sustainability} and {@link
 * org.pulsebench.evaluation.statistics.Agreement} are the figures about unlearning. Nothing here
 * runs a model, and nothing here is ever NaN.
 */
package org.pulsebench.evaluation.statistics;
