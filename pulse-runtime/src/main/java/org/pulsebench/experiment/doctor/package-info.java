/**
 * Tells whether PULSE can run on a machine: what it found, what is missing, and what to do about
 * it.
 *
 * <p>A finding is never an exception: where one thing is broken, the others are still looked at.
 */
package org.pulsebench.experiment.doctor;
