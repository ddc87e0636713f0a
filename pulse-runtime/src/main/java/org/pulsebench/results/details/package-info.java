/**
 * What lies beside {@code results.json} for those who look closer: every question with every answer
 * to it, the course of the loss, and small pictures.
 *
 * <p>{@link org.pulsebench.results.details.ResultsDetails} is the way in, and says what the file
 * holds. Results are complete without it; nobody computes a number from it that they have already.
 */
package org.pulsebench.results.details;
