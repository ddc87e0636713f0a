/**
 * Models and data sets from where they are published: known by name, fetched once, pinned by digest
 * in a lock file, and from then on used without a network.
 *
 * <p>{@link org.pulsebench.data.hub.SourceFetcher} is the way in. The protocol is that of the
 * Hugging Face Hub; files at plain addresses, local directories and local archives are sources,
 * too. Pickled files are neither fetched nor opened. Needs no engine and no reader of data sets.
 */
package org.pulsebench.data.hub;
