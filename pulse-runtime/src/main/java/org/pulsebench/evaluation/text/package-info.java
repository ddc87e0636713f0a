/**
 * How much a written answer has in common with the true one: ROUGE and BLEU.
 *
 * <p>The numbers are those of the Python packages that the papers used, {@code rouge_score} and
 * {@code nltk}, to the last few bits: tokenisation and stemming decide more about a score than its
 * formula does. The package knows nothing but texts.
 */
package org.pulsebench.evaluation.text;
