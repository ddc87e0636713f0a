package org.pulsebench.data.archive;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * How a file is compressed, told by its first bytes and never by its name.
 *
 * <p>Zstandard is read by a decoder in Java: the one that Commons Compress uses brings a native
 * library for every platform, which has to be unpacked and loaded first. The price is that windows
 * over 8 MiB, which only {@code --long} and {@code --ultra} make, are refused.
 */
enum Compression {
  NONE("", ""),
  GZIP("1f8b", ".gz"),
  XZ("fd377a585a00", ".xz"),
  ZSTANDARD("28b52ffd", ".zst");

  /** xz -9 needs 65 MiB; more would not fit beside the rest into a small heap. */
  private static final int XZ_KIBIBYTES = 96 << 10;

  private final String magic;
  private final String suffix;

  Compression(String magic, String suffix) {
    this.magic = magic;
    this.suffix = suffix;
  }

  static Compression of(byte[] head) {
    for (Compression each : values()) {
      if (each != NONE && each.begins(head)) {
        return each;
      }
    }
    return NONE;
  }

  InputStream open(InputStream in) throws IOException {
    return switch (this) {
      case NONE -> in;
      case GZIP ->
          GzipCompressorInputStream.builder()
              .setInputStream(in)
              .setDecompressConcatenated(true)
              .get();
      case XZ ->
          XZCompressorInputStream.builder()
              .setInputStream(in)
              .setDecompressConcatenated(true)
              .setMemoryLimitKiB(XZ_KIBIBYTES)
              .get();
      case ZSTANDARD -> new ZstdInputStream(in);
    };
  }

  /** Returns the name that a compressed file has uncompressed. */
  String uncompressed(String name) {
    boolean named = name.toLowerCase(Locale.ROOT).endsWith(suffix);
    return named && name.length() > suffix.length()
        ? name.substring(0, name.length() - suffix.length())
        : name + ".content";
  }

  private boolean begins(byte[] head) {
    return HexFormat.of().formatHex(head).startsWith(magic);
  }
}
