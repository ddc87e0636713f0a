/**
 * The gate of a build: rules over the results of an experiment, and what came of them.
 *
 * <p>{@link org.pulsebench.plugin.gate.GateConfiguration} is what a POM says, {@link
 * org.pulsebench.plugin.gate.Gate} the same checked, {@link org.pulsebench.plugin.gate.GateCheck}
 * looks at results, and {@link org.pulsebench.plugin.gate.Verdict} is what it found. Nothing here
 * knows Maven. Numbers are per cent throughout.
 */
package org.pulsebench.plugin.gate;
