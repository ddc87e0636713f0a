/**
 * An experiment: its cells, the graph of their steps, and what is told about them while they run.
 *
 * <p>Whatever runs reports {@link org.pulsebench.experiment.Event}s to an {@link
 * org.pulsebench.experiment.EventSink} and knows nothing of who reads them: a person at a terminal
 * or, as JSON lines ({@link org.pulsebench.experiment.Events}), another process.
 */
package org.pulsebench.experiment;
