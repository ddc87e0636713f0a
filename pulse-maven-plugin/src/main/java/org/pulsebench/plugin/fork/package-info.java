/**
 * The worker: which libraries it is made of, on which device it computes, how its JVM is started,
 * watched and ended, and what is told when it crashes. The computing itself happens there, never in
 * Maven's own JVM.
 */
package org.pulsebench.plugin.fork;
