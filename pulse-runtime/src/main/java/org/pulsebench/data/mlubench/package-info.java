/**
 * MLUBench as it was published (arXiv 2606.12809): questions about 127 entities in four tasks, each
 * with entities to forget and entities to keep.
 *
 * <p>{@link org.pulsebench.data.mlubench.Mlubench} reads the archive or its unpacked directory. It
 * gives a {@link org.pulsebench.data.Corpus} with a subject for each entity and, beside it, what a
 * corpus has no place for: the tasks, and every question with the picture it was asked about. The
 * archive holds no picture; those come from a directory of the user's, or are drawn in their place.
 */
package org.pulsebench.data.mlubench;
