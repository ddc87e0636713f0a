package org.pulsebench.data.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Reads a tar archive from its beginning to its end. */
final class TarEntries {

  /** Real headers have some kilobytes at most. */
  private static final long HEADER_BYTES = 1L << 20;

  private static final int RECORD_BYTES = 512;
  private static final int CHECKSUM_OFFSET = 148;
  private static final int CHECKSUM_BYTES = 8;

  private final ArchiveFault fault;

  TarEntries(ArchiveFault fault) {
    this.fault = fault;
  }

  /**
   * Returns whether a first record is that of a tar archive, by its checksum: old ones have no
   * name.
   */
  static boolean isTar(byte[] head) {
    if (head.length < RECORD_BYTES || head[0] == 0) {
      return false;
    }
    long sum = 0;
    for (int i = 0; i < RECORD_BYTES; i++) {
      boolean isChecksum = i >= CHECKSUM_OFFSET && i < CHECKSUM_OFFSET + CHECKSUM_BYTES;
      sum += isChecksum ? ' ' : head[i] & 0xff;
    }
    String stored =
        new String(head, CHECKSUM_OFFSET, CHECKSUM_BYTES, StandardCharsets.US_ASCII)
            .replace('\0', ' ')
            .strip();
    return stored.matches("[0-7]{1,8}") && Long.parseLong(stored, 8) == sum;
  }

  void read(InputStream content, ArchiveTree tree) throws IOException {
    HeaderBudget budget = new HeaderBudget(content);
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(budget, StandardCharsets.UTF_8.name())) {
      for (TarArchiveEntry entry = next(tar, budget); entry != null; entry = next(tar, budget)) {
        add(entry, tar, tree);
      }
    }
  }

  private static TarArchiveEntry next(TarArchiveInputStream tar, HeaderBudget budget)
      throws IOException {
    budget.limit(HEADER_BYTES);
    TarArchiveEntry entry = tar.getNextEntry();
    budget.lift();
    return entry;
  }

  private void add(TarArchiveEntry entry, TarArchiveInputStream tar, ArchiveTree tree)
      throws IOException {
    String name = entry.getName();
    if (entry.isSymbolicLink()) {
      tree.link(name, entry.getLinkName(), true);
    } else if (entry.isLink()) {
      tree.link(name, entry.getLinkName(), false);
    } else if (entry.isDirectory()) {
      tree.directory(name);
    } else if (isFile(entry)) {
      tree.file(name, tar);
    } else {
      throw fault.entry(
          "Archive holds what is not a file",
          name,
          "a device, a pipe or an entry of type '" + (char) entry.getLinkFlag() + "'",
          "files, directories and links");
    }
  }

  private static boolean isFile(TarArchiveEntry entry) {
    byte flag = entry.getLinkFlag();
    return flag == TarConstants.LF_NORMAL
        || flag == TarConstants.LF_OLDNORM
        || flag == TarConstants.LF_CONTIG
        || entry.isSparse();
  }
}
