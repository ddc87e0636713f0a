package org.pulsebench.data.hub;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
 * stands before it; without a revision it is {@code main}, which the lock file then pins.
 *
 * @param base what relative paths are resolved against: the project's directory
 */
public record SourceReader(Path base) {

  private static final Pattern REPOSITORY =
      Pattern.compile(
          "(?:(model|dataset):)?([A-Za-z0-9][\\w.-]{0,95}/[A-Za-z0-9][\\w.-]{0,95})(?:@([\\w./-]{1,200}))?");

  /**
   * Reads a source.
   *
   * @param option where it stands, for messages
   * @param kind {@link SourceKind#MODEL} or {@link SourceKind#DATASET}: what the option is for
   * @throws BadInputException if it is none
   */
  public Source read(String option, String text, SourceKind kind) {
    Optional<Source> known = KnownSources.of(text);
    if (known.isPresent()) {
      return known.get();
    }
    Optional<Path> path = path(text);
    if (path.isPresent()) {
      return new LocalSource(text, path.get(), kind == SourceKind.MODEL);
    }
    Matcher repository = REPOSITORY.matcher(text);
    if (!repository.matches() || text.contains("..")) {
      throw unknown(option, text);
    }
    SourceKind asked =
        Optional.ofNullable(repository.group(1)).flatMap(SourceKind::of).orElse(kind);
    return new HubSource(
        text,
        asked,
        repository.group(2),
        Optional.ofNullable(repository.group(3)).orElse("main"),
        asked == SourceKind.MODEL ? HubSource.MODEL_FILES : HubSource.ALL_FILES,
        Optional.empty());
  }

  private Optional<Path> path(String text) {
    try {
      Path path = base.resolve(text);
      boolean meant = text.startsWith(".") || Path.of(text).isAbsolute() || text.contains("\\");
      return meant || Files.exists(path) ? Optional.of(path.normalize()) : Optional.empty();
    } catch (InvalidPathException e) {
      // Not a path on this system: it may still be a repository.
      return Optional.empty();
    }
  }

  private static BadInputException unknown(String option, String text) {
    List<String> names = KnownSources.names();
    return new BadInputException(
        new Problem(
            "Source is not known",
            option,
            text,
            NearNames.expected(text, names)
                + ", owner/name@revision, or a directory or archive that exists",
            "Correct it."));
  }
}
