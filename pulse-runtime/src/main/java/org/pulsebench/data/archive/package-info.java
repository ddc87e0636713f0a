/**
 * Archives from elsewhere, unpacked into a directory that appears whole or not at all: zip and tar,
 * plain or compressed with gzip, xz or Zstandard.
 *
 * <p>An archive is untrusted. Its names, links, sizes and counts are checked before anything is
 * written for them, and nothing is ever written through a link.
 */
package org.pulsebench.data.archive;
