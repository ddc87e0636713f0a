package org.pulsebench.data.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Reads a zip archive by its central directory, which alone says what is in it. */
final class ZipEntries {

  private static final int TYPE_BITS = 0170000;
  private static final int REGULAR = 0100000;
  private static final int DIRECTORY = 0040000;

  private static final int LONGEST_TARGET = 4096;

  /** An entry of the central directory takes 46 bytes, its name and its times. */
  private static final long MOST_BYTES_PER_ENTRY = 1024;

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 0xffff;

  private final Path archive;
  private final ArchiveFault fault;

  ZipEntries(Path archive) {
    this.archive = archive;
    this.fault = new ArchiveFault(archive);
  }

  static boolean isZip(byte[] head) {
    return head.length >= 4
        && head[0] == 'P'
        && head[1] == 'K'
        && ((head[2] == 3 && head[3] == 4) || (head[2] == 5 && head[3] == 6));
  }

  void read(ArchiveTree tree, UnpackLimits limits) throws IOException {
    requireSmallDirectory(limits);
    try (ZipFile zip = ZipFile.builder().setPath(archive).setIgnoreLocalFileHeader(true).get()) {
      Enumeration<ZipArchiveEntry> entries = zip.getEntriesInPhysicalOrder();
      while (entries.hasMoreElements()) {
        add(entries.nextElement(), zip, tree);
      }
    }
  }

  private void add(ZipArchiveEntry entry, ZipFile zip, ArchiveTree tree) throws IOException {
    String name = entry.getName();
    requireReadable(entry, zip);
    if (entry.isUnixSymlink()) {
      tree.link(name, target(entry, zip), true);
    } else if (entry.isDirectory()) {
      tree.directory(name);
    } else {
      CheckedInputStream content = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
      long written;
      try (content) {
        written = tree.file(name, content);
      }
      if (written != entry.getSize() || content.getChecksum().getValue() != entry.getCrc()) {
        throw fault.damaged(
            new IOException("entry " + name + " is not what its size and checksum say"));
      }
    }
  }

  private void requireReadable(ZipArchiveEntry entry, ZipFile zip) {
    int method = entry.getMethod();
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw fault.limit(
          "Entry of an archive is encrypted",
          entry.getName(),
          "an encrypted entry",
          "entries without a password");
    }
    if ((method != ZipEntry.STORED && method != ZipEntry.DEFLATED)
        || !zip.canReadEntryData(entry)) {
      throw fault.limit(
          "Entry of an archive is compressed in a way that is not known",
          entry.getName(),
          "method " + method,
          "stored or deflated entries");
    }
    int type = entry.getUnixMode() & TYPE_BITS;
    if (type != 0 && type != REGULAR && type != DIRECTORY && !entry.isUnixSymlink()) {
      throw fault.entry(
          "Archive holds what is not a file",
          entry.getName(),
          "mode " + Integer.toOctalString(entry.getUnixMode()),
          "files, directories and links");
    }
  }

  private String target(ZipArchiveEntry entry, ZipFile zip) throws IOException {
    try (InputStream content = zip.getInputStream(entry)) {
      byte[] target = content.readNBytes(LONGEST_TARGET + 1);
      if (target.length > LONGEST_TARGET) {
        throw fault.entry(
            "Link in an archive leads nowhere",
            entry.getName(),
            "a target of over " + LONGEST_TARGET + " bytes",
            "a path");
      }
      return new String(target, UTF_8);
    }
  }

  /** The reader holds the whole central directory in memory, so its size is looked at before. */
  private void requireSmallDirectory(UnpackLimits limits) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "r")) {
      int tailBytes = (int) Math.min(file.length(), END_BYTES + LONGEST_COMMENT);
      byte[] tail = new byte[tailBytes];
      file.seek(file.length() - tailBytes);
      file.readFully(tail);
      for (int at = tailBytes - END_BYTES; at >= 0; at--) {
        if (littleEndian(tail, at, 4) == END_SIGNATURE) {
          long bytes = file.length() - tailBytes + at - littleEndian(tail, at + 16, 4);
          if (littleEndian(tail, at + 16, 4) == 0xffffffffL) {
            bytes = littleEndian(tail, at + 12, 4);
          }
          requireEntries(bytes, littleEndian(tail, at + 10, 2), limits);
          return;
        }
      }
    }
  }

  private void requireEntries(long directoryBytes, long entries, UnpackLimits limits) {
    if (directoryBytes > limits.entries() * MOST_BYTES_PER_ENTRY
        || (entries > limits.entries() && entries != 0xffff)) {
      throw fault.limit(
          "Archive has too many entries",
          "list of its entries",
          "%,d bytes of list, %,d entries".formatted(directoryBytes, entries),
          "at most %,d entries".formatted(limits.entries()));
    }
  }

  private static long littleEndian(byte[] bytes, int at, int length) {
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = (value << 8) | (bytes[at + i] & 0xff);
    }
    return value;
  }
}
