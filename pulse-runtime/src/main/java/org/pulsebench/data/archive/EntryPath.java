package org.pulsebench.data.archive;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pulsebench.Checks;

/**
 * The path of a file below some directory, from an archive or a server that need not be trusted.
 *
 * @param segments its names from the top, at least one, none of them {@code .} or {@code ..}
 */
public record EntryPath(List<String> segments) {

  private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:");
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");

  public EntryPath {
    segments = List.copyOf(segments);
    Checks.require(!segments.isEmpty(), "segments", segments, "at least one");
  }

  /**
   * Reads a path with slashes; a leading {@code ./} and a trailing slash mean nothing.
   *
   * @throws IllegalArgumentException if there is a fault in it
   */
  public static EntryPath of(String text) {
    Optional<String> fault = fault(text);
    Checks.require(fault.isEmpty(), "path", text, "free of " + fault.orElse("faults"));
    return new EntryPath(split(text));
  }

  /** Returns why a text cannot be such a path: words that follow "a path with"; or nothing. */
  public static Optional<String> fault(String text) {
    if (text.indexOf('\0') >= 0) {
      return Optional.of("a NUL character");
    }
    if (CONTROL.matcher(text).find()) {
      return Optional.of("a control character");
    }
    if (text.indexOf('\\') >= 0) {
      return Optional.of("a backslash");
    }
    if (text.startsWith("/")) {
      return Optional.of("a slash at its beginning");
    }
    if (DRIVE.matcher(text).find()) {
      return Optional.of("a drive letter");
    }
    List<String> segments = split(text);
    if (segments.contains("..")) {
      return Optional.of("\"..\"");
    }
    return segments.isEmpty() ? Optional.of("no name") : Optional.empty();
  }

  /** Returns the path with slashes. */
  public String text() {
    return String.join("/", segments);
  }

  /**
   * Returns the place of the file below a directory.
   *
   * @throws java.nio.file.InvalidPathException if this system has no such names: Linux and Java 17
   *     take their characters from the locale, Windows reserves some
   */
  public Path under(Path directory) {
    Path path = directory;
    for (String segment : segments) {
      path = path.resolve(segment);
    }
    return path;
  }

  /** Returns the directories that the path leads through, from the top, without the file itself. */
  List<EntryPath> parents() {
    List<EntryPath> parents = new ArrayList<>();
    for (int i = 1; i < segments.size(); i++) {
      parents.add(new EntryPath(segments.subList(0, i)));
    }
    return parents;
  }

  /** Returns what two paths share if some file system takes them for the same. */
  String folded() {
    String composed = Normalizer.normalize(text(), Normalizer.Form.NFC);
    return composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  private static List<String> split(String text) {
    List<String> segments = new ArrayList<>();
    for (String segment : text.split("/", -1)) {
      if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    return segments;
  }

  @Override
  public String toString() {
    return text();
  }
}
