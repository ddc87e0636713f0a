/**
 * What a result was computed with: versions, machine, and the libraries of the engine by digest.
 *
 * <p>It names no user, no machine and no directory, so that it can be published with the results.
 * The part about the JVM loads nothing of DJL; the part about the engine starts it.
 */
package org.pulsebench.experiment.environment;
