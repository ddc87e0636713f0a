package org.pulsebench.data.archive;

import java.nio.file.Path;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/** What may be wrong with an archive, as its user is told. */
record ArchiveFault(Path archive) {

  private static final String DISTRUST =
      "Do not use this archive; fetch it again from where it was published, and tell its publisher.";

  BadInputException entry(String what, String entry, String found, String expected) {
    return new BadInputException(new Problem(what, place(entry), found, expected, DISTRUST));
  }

  BadInputException limit(String what, String entry, String found, String expected) {
    return new BadInputException(
        new Problem(
            what,
            place(entry),
            found,
            expected,
            "If you trust the archive, unpack it yourself and name the directory instead."));
  }

  BadInputException damaged(Throwable cause) {
    return new BadInputException(
        new Problem(
            "Archive is damaged",
            archive.toString(),
            cause.getMessage() == null ? cause.toString() : cause.getMessage(),
            "a whole zip or tar archive",
            "Fetch it again; it may be cut short."),
        cause);
  }

  BadInputException unknownFormat() {
    return new BadInputException(
        new Problem(
            "File is not an archive that can be unpacked",
            archive.toString(),
            "none of the known formats",
            "zip, tar, or either of gzip, xz and Zstandard around a tar or a single file",
            "Unpack it yourself and name the directory instead."));
  }

  private String place(String entry) {
    return archive + ", entry " + printable(entry);
  }

  /** A name made to mislead must not do so in a message, nor write to a terminal. */
  private static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(200)
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                shown.append(String.format("\\u%04x", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }
}
