package org.pulsebench.data.hub;

import java.nio.file.Path;

/**
 * A source that is on this machine.
 *
 * @param pin what exactly it is
 * @param directory with its files under their own names; never to be written to
 */
public record FetchedSource(PinnedSource pin, Path directory) {}
