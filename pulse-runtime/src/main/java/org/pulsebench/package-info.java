/**
 * What all of PULSE shares: the form of an error, the checks of constructor arguments, seeded
 * random streams, and the request to stop.
 *
 * <p>Every other package may use this one; it uses none of them.
 */
package org.pulsebench;
