/**
 * What is unlearnt, by whom and in which order, as data: protocols with the numbers of the papers,
 * splits of a corpus into sets and requests, and the selection of the figures that a model knows.
 *
 * <p>Nothing here computes with a model. Everything can be written as JSON and read back, and
 * whatever is left to chance is drawn from a stream that the caller gives.
 */
package org.pulsebench.protocol;
