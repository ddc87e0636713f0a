package org.pulsebench.data.hub;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pulsebench.BadInputException;
import org.pulsebench.NearNames;
import org.pulsebench.Problem;

/**
 * Reads what a user writes for a source: a known name, {@code owner/name@revision}, or the path of
 * a directory or an archive.
 *
 * <p>A path that exists is meant as one, as is whatever begins with a dot or is absolute. A
 * repository is of the kind that the option asks for, unless {@code model:} or {@code dataset:}
 * stands before it; a branch as its revision, such as {@code main}, is pinned by the lock file to
 * the commit that it is now.
 *
 * @param base what relative paths are resolved against: the project's directory
 * @param own names that stand for no source and may have been meant
 */
public record SourceReader(Path base, List<String> own) {

  private static final Pattern REPOSITORY =
      Pattern.compile(
          "(?:(model|dataset):)?([A-Za-z0-9][\\w.-]{0,95}/[A-Za-z0-9][\\w.-]{0,95})@([\\w./-]{1,200})");

  public SourceReader {
    own = List.copyOf(own);
  }

  /** Creates a reader where every name stands for a source. */
  public SourceReader(Path base) {
    this(base, List.of());
  }

  /**
   * Reads a source.
   *
   * @param option where it stands, for messages
   * @param kind {@link SourceKind#MODEL} or {@link SourceKind#DATASET}: what the option is for
   * @throws BadInputException if it is none
   */
  public Source read(String option, String text, SourceKind kind) {
    Optional<Source> known = KnownSources.of(text);
    if (known.isPresent() && serves(known.get(), kind)) {
      return known.get();
    }
    Optional<Path> path = path(text);
    if (path.isPresent() && (isMeantAsPath(text) || Files.exists(path.get()))) {
      return new LocalSource(text, path.get(), kind == SourceKind.MODEL);
    }
    Matcher repository = REPOSITORY.matcher(text);
    if (!repository.matches() || text.contains("..")) {
      throw unknown(option, text, kind);
    }
    SourceKind asked =
        Optional.ofNullable(repository.group(1)).flatMap(SourceKind::of).orElse(kind);
    return new HubSource(
        text,
        asked,
        repository.group(2),
        repository.group(3),
        asked == SourceKind.MODEL ? HubSource.MODEL_FILES : HubSource.ALL_FILES,
        Optional.empty());
  }

  private static boolean isMeantAsPath(String text) {
    return text.startsWith(".") || Path.of(text).isAbsolute() || text.contains("\\");
  }

  private Optional<Path> path(String text) {
    try {
      return Optional.of(base.resolve(text).normalize());
    } catch (InvalidPathException e) {
      // Not a path on this system: it may still be a repository.
      return Optional.empty();
    }
  }

  private static boolean serves(Source known, SourceKind kind) {
    return (known.kind() == SourceKind.MODEL) == (kind == SourceKind.MODEL);
  }

  private BadInputException unknown(String option, String text, SourceKind kind) {
    List<String> names = new ArrayList<>(own);
    KnownSources.names().stream()
        .filter(name -> serves(KnownSources.of(name).orElseThrow(), kind))
        .forEach(names::add);
    return new BadInputException(
        new Problem(
            "Source is not known",
            option,
            text,
            NearNames.expected(text, names)
                + ", owner/name@revision, or a directory or archive that exists"
                + path(text).map(path -> " (nothing is at " + path + ")").orElse(""),
            "Correct it."));
  }
}
