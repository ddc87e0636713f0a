/**
 * The results of an experiment, read from {@code results.json}: all that reports and gates know.
 *
 * <p>{@link org.pulsebench.results.ResultsDocument} is the way in. Reading is strict: a field that
 * is missing, unknown or no number is an error with its full path, so whoever holds a document may
 * trust every number in it. Nothing here needs a model, an engine or native code; it can be read in
 * the JVM of a build.
 */
package org.pulsebench.results;
