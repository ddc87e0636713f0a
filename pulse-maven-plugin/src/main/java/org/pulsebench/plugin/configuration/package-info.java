/**
 * What a POM or a command line asks for: the beans that Maven fills, their translation into the
 * experiment file that the worker reads, and the translation of complaints about that file back
 * into the words of the POM. Knows Maven's model, and nothing of its sessions.
 */
package org.pulsebench.plugin.configuration;
