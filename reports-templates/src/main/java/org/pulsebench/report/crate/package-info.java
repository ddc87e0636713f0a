/**
 * What makes an archive of results explain itself: an RO-Crate 1.1 that follows the profile Process
 * Run Crate 0.5.
 *
 * <p>{@link org.pulsebench.report.crate.RoCrate} is the way in.
 */
package org.pulsebench.report.crate;
