package org.pulsebench.data.archive;

import org.pulsebench.Checks;

/**
 * What an archive may become; more is taken for an attack or an accident.
 *
 * @param bytes how many bytes all files may have together, at least 1
 * @param ratio how many times the archive's own size they may have, at least 1; not asked below 64
 *     MiB, where a long run of zeros is no danger
 * @param entries how many files, directories and links there may be, from 1 to 100,000
 */
public record UnpackLimits(long bytes, double ratio, int entries) {

  /** The most entries that may be allowed. */
  public static final int MOST_ENTRIES = 100_000;

  /** 256 GiB, 200 times the archive's size, 20,000 entries. */
  public static final UnpackLimits DEFAULT = new UnpackLimits(256L << 30, 200, 20_000);

  /** Below that, no ratio is dangerous. */
  private static final long HARMLESS = 64L << 20;

  public UnpackLimits {
    Checks.require(bytes > 0, "bytes", bytes, "positive");
    Checks.require(ratio >= 1, "ratio", ratio, "at least 1");
    Checks.require(
        entries > 0 && entries <= MOST_ENTRIES, "entries", entries, "from 1 to " + MOST_ENTRIES);
  }

  /** Returns the same limits with another number of entries. */
  public UnpackLimits withEntries(int most) {
    return new UnpackLimits(bytes, ratio, most);
  }

  /** Returns how many bytes may come out of an archive of some size. */
  long bytesFrom(long archiveBytes) {
    return Math.min(bytes, Math.max(HARMLESS, (long) (ratio * archiveBytes)));
  }
}
