/**
 * JSON files, read strictly: no repeated names, nothing after the value, no value converted to
 * another type.
 *
 * <p>Whatever is refused is named by file and full field path ({@link
 * org.pulsebench.json.JsonFields}). What a field means is left to the packages that read it; this
 * one knows of no format.
 */
package org.pulsebench.json;
