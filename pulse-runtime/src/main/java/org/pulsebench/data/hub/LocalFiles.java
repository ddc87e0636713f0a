package org.pulsebench.data.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.data.hub.content.ContentStore;
import org.pulsebench.data.hub.content.Directories;

/** Pins what lies in a directory or an archive of the user's own. */
record LocalFiles(ContentStore store) {

  /** Returns what is there now; hidden files do not count, nor do pickled ones of a model. */
  PinnedSource pin(LocalSource source) {
    if (!Files.exists(source.path())) {
      throw new BadInputException(
          new Problem(
              "Source does not exist",
              source.path().toString(),
              "no such file or directory",
              "a directory or an archive",
              "Correct the path."));
    }
    Path top = isArchive(source) ? source.path().toAbsolutePath().getParent() : source.path();
    List<Path> files =
        isArchive(source) ? List.of(source.path().toAbsolutePath()) : visible(source.path());
    if (source.model() && !isArchive(source)) {
      PickledFiles.requireWeights(
          source.name(), files.stream().map(file -> name(top, file)).toList());
    }
    List<PinnedFile> pinned =
        files.stream()
            .filter(file -> !(source.model() && PickledFiles.isPickled(name(top, file))))
            .map(file -> new PinnedFile(name(top, file), size(file), store.sha256(file)))
            .toList();
    return new PinnedSource(
        source.name(),
        SourceKind.LOCAL,
        source.id(),
        "",
        "",
        Licences.UNKNOWN,
        Optional.empty(),
        pinned);
  }

  static boolean isArchive(LocalSource source) {
    return Files.isRegularFile(source.path());
  }

  /** Returns in words how what is there differs from what is pinned. */
  static Optional<String> difference(PinnedSource there, PinnedSource pinned) {
    List<PinnedFile> changed = new ArrayList<>(there.files());
    changed.removeAll(pinned.files());
    if (!changed.isEmpty()) {
      PinnedFile first = changed.get(0);
      return Optional.of(
          "%s with %,d bytes, SHA-256 %s%s"
              .formatted(
                  first.path(),
                  first.size(),
                  first.sha256(),
                  changed.size() > 1 ? ", and " + (changed.size() - 1) + " more" : ""));
    }
    List<PinnedFile> gone = new ArrayList<>(pinned.files());
    gone.removeAll(there.files());
    return gone.isEmpty() ? Optional.empty() : Optional.of("no file " + gone.get(0).path());
  }

  private static List<Path> visible(Path directory) {
    return Directories.files(directory).stream()
        .filter(
            file ->
                StreamSupport.stream(directory.relativize(file).spliterator(), false)
                    .noneMatch(part -> part.toString().startsWith(".")))
        .toList();
  }

  private static String name(Path top, Path file) {
    return top.toAbsolutePath()
        .relativize(file.toAbsolutePath())
        .toString()
        .replace(file.getFileSystem().getSeparator(), "/");
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw EnvironmentException.unreadable(file, e);
    }
  }
}
