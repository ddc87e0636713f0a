package org.pulsebench.data.hub.content;

import java.nio.file.Path;

/**
 * A file in the store.
 *
 * @param sha256 64 hexadecimal digits
 * @param file its place; never to be written to
 */
public record StoredContent(String sha256, Path file) {}
