/**
 * What all of PULSE shares: the form of an error, and the checks of constructor arguments.
 *
 * <p>Every other package may use this one; it uses none of them.
 */
package org.pulsebench;
