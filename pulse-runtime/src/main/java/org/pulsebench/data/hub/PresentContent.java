package org.pulsebench.data.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.data.hub.content.ContentStore;
import org.pulsebench.data.hub.content.Directories;
import org.pulsebench.data.hub.content.FileDigest;
import org.pulsebench.data.hub.content.StoredContent;

/**
 * Looks for wanted files on this machine: in the store, in the Hub's cache, in directories that the
 * user names. A file of the right size is digested before it is used; its name counts little.
 */
final class PresentContent {

  /** A small file of some size is too often another one to read them all. */
  private static final long TOLD_BY_SIZE = 1L << 20;

  private final FetchSettings settings;
  private final ContentStore store;
  private final Consumer<FetchEvent> events;
  private Optional<Map<Long, List<Path>>> bySize = Optional.empty();

  PresentContent(FetchSettings settings, ContentStore store, Consumer<FetchEvent> events) {
    this.settings = settings;
    this.store = store;
    this.events = events;
  }

  /** Returns the content of a file that is there; without a digest nothing can be told to be it. */
  Optional<StoredContent> find(WantedSource source, WantedFile file) {
    if (file.digest().isEmpty()) {
      return Optional.empty();
    }
    FileDigest digest = file.digest().get();
    Optional<StoredContent> stored = store.find(digest);
    if (stored.isPresent()) {
      return stored;
    }
    return Stream.concat(inHubCache(source, file).stream(), inDirectories(file).stream())
        .filter(candidate -> fits(candidate, file))
        .flatMap(candidate -> adopted(source, file, candidate).stream())
        .findFirst();
  }

  private Optional<StoredContent> adopted(WantedSource source, WantedFile file, Path candidate) {
    Optional<StoredContent> content = store.adopt(candidate, file.digest().orElseThrow());
    if (content.isPresent()) {
      events.accept(new FetchEvent.Reused(source.source().name(), file.path().text(), candidate));
    }
    return content;
  }

  private List<Path> inHubCache(WantedSource source, WantedFile file) {
    if (settings.hubCache().isEmpty() || !(source.source() instanceof HubSource hub)) {
      return List.of();
    }
    return settings
        .hubCache()
        .get()
        .candidates(
            hub.cacheFolder(), source.revision(), file.path().text(), file.digest().orElseThrow());
  }

  private List<Path> inDirectories(WantedFile file) {
    List<Path> candidates = new ArrayList<>();
    for (Path directory : settings.present()) {
      candidates.add(file.path().under(directory));
    }
    if (file.size().isPresent()) {
      long size = file.size().getAsLong();
      for (Path path : files().getOrDefault(size, List.of())) {
        boolean named = path.getFileName().toString().equals(last(file)) || size >= TOLD_BY_SIZE;
        if (named && !candidates.contains(path)) {
          candidates.add(path);
        }
      }
    }
    return candidates;
  }

  private static String last(WantedFile file) {
    return file.path().segments().get(file.path().segments().size() - 1);
  }

  private static boolean fits(Path candidate, WantedFile file) {
    try {
      return Files.isRegularFile(candidate)
          && (file.size().isEmpty() || Files.size(candidate) == file.size().getAsLong());
    } catch (IOException e) {
      throw EnvironmentException.unreadable(candidate, e);
    }
  }

  private Map<Long, List<Path>> files() {
    if (bySize.isEmpty()) {
      Map<Long, List<Path>> found = new HashMap<>();
      for (Path directory : settings.present()) {
        requireDirectory(directory);
        for (Path file : Directories.files(directory)) {
          found.computeIfAbsent(size(file), any -> new ArrayList<>()).add(file);
        }
      }
      bySize = Optional.of(found);
    }
    return bySize.get();
  }

  private static void requireDirectory(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new BadInputException(
          new Problem(
              "Directory with files that are there already does not exist",
              "pulse.present",
              directory.toString(),
              "a directory",
              "Correct it, or leave it out."));
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw EnvironmentException.unreadable(file, e);
    }
  }
}
