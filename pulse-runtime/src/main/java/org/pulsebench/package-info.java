/**
 * What all of PULSE shares: the form of an error, the checks of constructor arguments, near names
 * for messages, seeded random streams, digests, files that appear whole, and the request to stop.
 *
 * <p>Every other package may use this one; it uses none of them.
 */
package org.pulsebench;
