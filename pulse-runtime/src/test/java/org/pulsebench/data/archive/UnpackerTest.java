package org.pulsebench.data.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.Cancellation;
import org.pulsebench.CancelledException;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class UnpackerTest {

  @TempDir Path directory;
  private final Cancellation cancellation = new Cancellation();

  @AfterEach
  void leaves_nothing_half_done_behind() throws IOException {
    try (var left = Files.list(directory)) {
      assertThat(left).noneMatch(path -> path.toString().endsWith(".unpacking"));
    }
  }

  private enum Kind {
    ZIP,
    STORED_ZIP,
    TAR,
    TAR_GZ,
    TAR_XZ,
    TAR_ZST
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void gives_back_what_was_packed(Kind kind) throws IOException {
    Path archive = pack(kind);
    Path out = directory.resolve("out");
    unpack(archive, out);
    assertThat(out.resolve("top.txt")).hasContent("hello");
    assertThat(out.resolve("a/b/body.bin")).hasBinaryContent(body());
    assertThat(out.resolve("empty")).isEmptyDirectory();
    try (var files = Files.walk(out)) {
      assertThat(files).hasSize(6);
    }
  }

  @Test
  void names_in_any_script_are_kept_where_the_system_can_write_them() throws IOException {
    String name = "Pok\u00e9mon \u9a6c\u4e91.txt";
    Path archive = zip(name);
    String encoding = System.getProperty("sun.jnu.encoding");
    if (Charset.forName(encoding).newEncoder().canEncode(name)) {
      unpack(archive, directory.resolve("out"));
      assertThat(directory.resolve("out").resolve(name)).exists();
    } else {
      assertRefused(archive, "a name that this system cannot write", "LC_ALL=C.UTF-8");
    }
  }

  @Test
  void a_single_compressed_file_becomes_a_directory_with_it() throws IOException {
    Path archive = directory.resolve("exam.tsv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
      out.write("index\tquestion\n".getBytes(UTF_8));
    }
    unpack(archive, directory.resolve("out"));
    assertThat(directory.resolve("out/exam.tsv")).hasContent("index\tquestion\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "tar"})
  void a_path_that_leads_out_is_refused(String kind) throws IOException {
    for (String name :
        List.of(
            "../evil",
            "a/../../evil",
            "/etc/evil",
            "C:/evil",
            "a\\..\\..\\evil",
            "c:evil",
            "a/..")) {
      Path archive = kind.equals("zip") ? zip(name) : tar(entry(name, 3), new byte[3]);
      Path out = directory.resolve("out");
      assertThatThrownBy(() -> unpack(archive, out))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(archive + ", entry ")
          .hasMessageContaining("a path with ")
          .hasMessageContaining("Do not use this archive");
      assertThat(out).doesNotExist();
      assertThat(directory.resolve("evil")).doesNotExist();
    }
  }

  @Test
  void a_name_with_a_nul_is_refused_and_shown_without_it() throws IOException {
    assertRefused(zip("a\0b"), "entry a\\u0000b", "a NUL character");
  }

  @ParameterizedTest
  @CsvSource({"a/x, a/x", "a/x, A/X", "a, a/b", "a/b, a", "./a, a"})
  void two_entries_of_one_name_are_refused(String first, String second) throws IOException {
    assertRefused(zip(first, second), "two entries of one name", second);
  }

  @Test
  void a_directory_may_come_twice() throws IOException {
    unpack(zip("a/", "a/b", "a/", "A/c"), directory.resolve("out"));
    assertThat(directory.resolve("out/a/b")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../../etc/passwd", "../..", "a/../../../x"})
  void a_symbolic_link_out_is_refused(String target) throws IOException {
    assertRefused(tar(link("a/link", target, TarConstants.LF_SYMLINK)), "leads out of it", target);
    assertRefused(zipLink("a/link", target), "leads out of it", target);
  }

  @Test
  void a_symbolic_link_out_by_way_of_another_is_refused() throws IOException {
    Path archive =
        tarOf(
            out -> {
              put(out, entry("x/y/z/file", 1), new byte[1]);
              put(out, link("x/y/up", "../..", TarConstants.LF_SYMLINK), new byte[0]);
              put(out, link("out", "x/y/up/../../../etc", TarConstants.LF_SYMLINK), new byte[0]);
            });
    assertThatThrownBy(() -> unpack(archive, directory.resolve("out")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("entry out");
  }

  @Test
  void nothing_is_written_through_a_link() throws IOException {
    Path archive =
        tarOf(
            out -> {
              put(out, link("a", "b", TarConstants.LF_SYMLINK), new byte[0]);
              put(out, entry("a/file", 1), new byte[1]);
            });
    assertRefused(archive, "two entries of one name", "a/file");
  }

  @Test
  void links_within_the_tree_are_kept() throws IOException {
    Path archive =
        tarOf(
            out -> {
              put(out, link("a/near", "../b/file", TarConstants.LF_SYMLINK), new byte[0]);
              put(out, entry("b/file", 2), "hi".getBytes(UTF_8));
              put(out, link("b/same", "b/file", TarConstants.LF_LINK), new byte[0]);
            });
    unpack(archive, directory.resolve("out"));
    assertThat(directory.resolve("out/a/near")).isSymbolicLink().hasContent("hi");
    assertThat(directory.resolve("out/b/same")).hasContent("hi");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside", "nowhere", "/etc/passwd"})
  void a_hard_link_to_nothing_in_the_archive_is_refused(String target) throws IOException {
    assertRefused(tar(link("a", target, TarConstants.LF_LINK)), "leads nowhere", target);
  }

  @ParameterizedTest
  @ValueSource(bytes = {TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO, 'Z'})
  void what_is_not_a_file_is_refused(byte type) throws IOException {
    assertRefused(tar(new TarArchiveEntry("dev", type), new byte[0]), "not a file", "entry dev");
  }

  @Test
  void more_entries_than_allowed_are_refused() throws IOException {
    Path archive = zip("a", "b", "c", "d");
    Unpacker strict = new Unpacker(new UnpackLimits(1 << 20, 100, 3), cancellation);
    assertThatThrownBy(() -> strict.unpack(archive, directory.resolve("out")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("too many entries")
        .hasMessageContaining("name the directory instead");
    new Unpacker(new UnpackLimits(1 << 20, 100, 4), cancellation)
        .unpack(archive, directory.resolve("out"));
    assertThatThrownBy(() -> UnpackLimits.DEFAULT.withEntries(100_001))
        .hasMessageContaining("from 1 to 100000");
  }

  @Test
  void a_bomb_is_refused_by_its_ratio() throws IOException {
    Path archive = directory.resolve("bomb.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 80; i++) {
        out.write(zeros);
      }
    }
    assertRefused(archive, "too large unpacked", "at most 200 times the archive's size");
  }

  @Test
  void more_bytes_than_allowed_are_refused() throws IOException {
    Path archive = tar(entry("large", 5000), new byte[5000]);
    Unpacker strict = new Unpacker(new UnpackLimits(4999, 100, 3), cancellation);
    assertThatThrownBy(() -> strict.unpack(archive, directory.resolve("out")))
        .hasMessageContaining("more than 4,999 bytes")
        .hasMessageContaining("entry large");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void an_archive_cut_anywhere_is_damaged_or_unknown(Kind kind) throws IOException {
    byte[] whole = Files.readAllBytes(pack(kind));
    for (int i = 1; i < 40; i++) {
      // A tar archive may end anywhere in its last, empty records.
      int length = (int) ((long) (whole.length - 12_000 / (kind == Kind.TAR ? 1 : 6)) * i / 40);
      Path archive = Files.write(directory.resolve("cut"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> unpack(archive, directory.resolve("out")))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(archive.toString());
      assertThat(directory.resolve("out")).doesNotExist();
    }
  }

  @Test
  void a_wrong_checksum_is_damage() throws IOException {
    byte[] bytes = Files.readAllBytes(pack(Kind.STORED_ZIP));
    bytes[bytes.length / 2] ^= 1;
    assertRefused(
        Files.write(directory.resolve("bad.zip"), bytes), "Archive is damaged", "checksum");
  }

  @Test
  void a_file_of_another_format_is_named() throws IOException {
    Path file = Files.writeString(directory.resolve("data.rar"), "Rar!\u001a\u0007 and more");
    assertRefused(file, "not an archive that can be unpacked", "zip, tar");
  }

  @Test
  void a_missing_archive_is_named() {
    assertThatThrownBy(() -> unpack(directory.resolve("none.zip"), directory.resolve("out")))
        .hasMessageContaining("Archive is missing");
  }

  @Test
  void an_encrypted_entry_is_named() throws IOException {
    byte[] bytes = Files.readAllBytes(zip("secret"));
    // The bit for encryption, in the local header and in the central directory.
    for (int i = 0; i + 10 < bytes.length; i++) {
      if (bytes[i] == 'P' && bytes[i + 1] == 'K') {
        if (bytes[i + 2] == 3) {
          bytes[i + 6] |= 1;
        } else if (bytes[i + 2] == 1) {
          bytes[i + 8] |= 1;
        }
      }
    }
    assertRefused(Files.write(directory.resolve("x.zip"), bytes), "is encrypted", "entry secret");
  }

  @Test
  void a_header_of_endless_length_is_damage() throws IOException {
    Path archive =
        tarOf(
            out -> {
              TarArchiveEntry name =
                  new TarArchiveEntry(TarConstants.GNU_LONGLINK, TarConstants.LF_GNUTYPE_LONGNAME);
              name.setSize(20 << 20);
              put(out, name, new byte[20 << 20]);
            });
    assertRefused(archive, "Archive is damaged", "larger than any real one");
  }

  @Test
  void a_request_to_stop_ends_it() throws IOException {
    Path archive = pack(Kind.TAR);
    cancellation.request();
    assertThatThrownBy(() -> unpack(archive, directory.resolve("out")))
        .isInstanceOf(CancelledException.class);
  }

  private void assertRefused(Path archive, String... parts) {
    Path out = directory.resolve("out");
    assertThatThrownBy(() -> unpack(archive, out))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(parts);
    assertThat(out).doesNotExist();
  }

  private void unpack(Path archive, Path out) {
    new Unpacker(UnpackLimits.DEFAULT, cancellation).unpack(archive, out);
  }

  private static byte[] body() {
    byte[] body = new byte[100_000];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) (i * 31 ^ i >> 7);
    }
    return body;
  }

  private Path pack(Kind kind) throws IOException {
    if (kind == Kind.ZIP || kind == Kind.STORED_ZIP) {
      return zipOf(
          out -> {
            put(out, "top.txt", "hello".getBytes(UTF_8), kind == Kind.STORED_ZIP);
            put(out, "a/b/body.bin", body(), kind == Kind.STORED_ZIP);
            put(out, "empty/", new byte[0], true);
          });
    }
    Path tar =
        tarOf(
            out -> {
              put(out, entry("./", 0), new byte[0]);
              put(out, entry("./top.txt", 5), "hello".getBytes(UTF_8));
              put(out, entry("a/b/body.bin", 100_000), body());
              put(out, entry("empty/", 0), new byte[0]);
            });
    if (kind == Kind.TAR_ZST) {
      return resource("sample.tar.zst");
    }
    Path packed = directory.resolve("packed");
    try (OutputStream file = Files.newOutputStream(packed);
        OutputStream out =
            switch (kind) {
              case TAR_GZ -> new GZIPOutputStream(file);
              case TAR_XZ -> new XZOutputStream(file, new LZMA2Options(1));
              default -> file;
            }) {
      Files.copy(tar, out);
    }
    return packed;
  }

  private Path resource(String name) throws IOException {
    Path copy = directory.resolve(name);
    try (var in = UnpackerTest.class.getResourceAsStream(name)) {
      Files.copy(in, copy);
    }
    return copy;
  }

  private static TarArchiveEntry entry(String name, long size) {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(size);
    return entry;
  }

  private static TarArchiveEntry link(String name, String target, byte type) {
    TarArchiveEntry entry = new TarArchiveEntry(name, type);
    entry.setLinkName(target);
    return entry;
  }

  @FunctionalInterface
  private interface Filling<T> {
    void into(T out) throws IOException;
  }

  private Path tar(TarArchiveEntry entry) throws IOException {
    return tar(entry, new byte[0]);
  }

  private Path tar(TarArchiveEntry entry, byte[] body) throws IOException {
    return tarOf(out -> put(out, entry, body));
  }

  private Path tarOf(Filling<TarArchiveOutputStream> filling) throws IOException {
    Path archive = directory.resolve("archive.tar");
    try (TarArchiveOutputStream out =
        new TarArchiveOutputStream(Files.newOutputStream(archive), "UTF-8")) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      filling.into(out);
    }
    return archive;
  }

  private static void put(TarArchiveOutputStream out, TarArchiveEntry entry, byte[] body)
      throws IOException {
    out.putArchiveEntry(entry);
    out.write(body);
    out.closeArchiveEntry();
  }

  private Path zip(String... names) throws IOException {
    return zipOf(
        out -> {
          for (String name : names) {
            put(out, name, new byte[name.endsWith("/") ? 0 : 3], true);
          }
        });
  }

  private Path zipLink(String name, String target) throws IOException {
    return zipOf(
        out -> {
          ZipArchiveEntry entry = new ZipArchiveEntry(name);
          entry.setUnixMode(UnixStat.LINK_FLAG | 0777);
          out.putArchiveEntry(entry);
          out.write(target.getBytes(UTF_8));
          out.closeArchiveEntry();
        });
  }

  private Path zipOf(Filling<ZipArchiveOutputStream> filling) throws IOException {
    Path archive = directory.resolve("archive.zip");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(archive)) {
      filling.into(out);
    }
    return archive;
  }

  private static void put(ZipArchiveOutputStream out, String name, byte[] body, boolean stored)
      throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setMethod(stored ? ZipArchiveEntry.STORED : ZipArchiveEntry.DEFLATED);
    if (stored) {
      CRC32 crc = new CRC32();
      crc.update(body);
      entry.setCrc(crc.getValue());
      entry.setSize(body.length);
    }
    out.putArchiveEntry(entry);
    out.write(body);
    out.closeArchiveEntry();
  }
}
