/**
 * The step store: every step's key, and the directory that the step made of it.
 *
 * <p>An experiment is a graph of steps; a step is a pure function from a {@link
 * org.pulsebench.experiment.store.StepKey} to a directory. {@link
 * org.pulsebench.experiment.store.StepStore} runs a step whose directory is not there yet and
 * returns the others as they are: caching and resuming after a kill are this and nothing else.
 *
 * <p>A finished step appears by one rename and is never written to again. What is being written
 * lies apart, under a lock that ends with its process, so whatever a kill leaves behind can be told
 * from work in progress. The package knows nothing of models or corpora: steps give it files.
 *
 * <p>Beside steps, a store remembers the digests of large files outside it ({@link
 * org.pulsebench.experiment.store.DigestCache}), which keys are made of.
 */
package org.pulsebench.experiment.store;
