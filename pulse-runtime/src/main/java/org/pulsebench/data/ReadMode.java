package org.pulsebench.data;

/** What a reader does with a row that breaks the format. */
public enum ReadMode {
  /** The first broken row is an error. */
  STRICT,

  /** Broken rows are left out and reported in {@link Reading#skipped()}. */
  LENIENT
}
