package org.pulsebench.tensor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The file format in which the engine accepts TorchScript text: a zip of stored entries, made in
 * memory.
 */
final class ScriptArchive {

  private static final String HEAD =
      "class Ops(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n";

  /**
   * A pickled instance of {@code __torch__.Ops} whose only attribute is {@code training = True}.
   */
  private static final byte[] OBJECT =
      latin1(
          "\u0080\u0002c__torch__\nOps\nq\u0000)\u0081}(X\u0008\u0000\u0000\u0000training\u0088ub.");

  private static final byte[] NO_CONSTANTS = latin1("\u0080\u0002).");

  private ScriptArchive() {}

  static InputStream of(List<ScriptMethod> methods) {
    StringBuilder text = new StringBuilder(HEAD);
    methods.forEach(method -> text.append(method.text()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "ops/data.pkl", OBJECT);
      store(zip, "ops/code/__torch__.py", text.toString().getBytes(StandardCharsets.UTF_8));
      store(zip, "ops/constants.pkl", NO_CONSTANTS);
      store(zip, "ops/version", latin1("3\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(checksum.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
