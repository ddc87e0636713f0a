package org.pulsebench.data.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.pulsebench.Cancellation;
import org.pulsebench.EnvironmentException;
import org.pulsebench.data.archive.EntryPath;
import org.pulsebench.data.archive.UnpackLimits;
import org.pulsebench.data.archive.Unpacker;
import org.pulsebench.data.hub.content.ContentStore;
import org.pulsebench.data.hub.content.Directories;
import org.pulsebench.data.hub.content.StoredContent;

/** Makes directories out of content: files under their own names, or an archive unpacked. */
record SourceDirectories(ContentStore store, Cancellation cancellation) {

  private static final int DIGITS = 16;

  /** Real data sets come with one file for each picture. */
  private static final UnpackLimits LIMITS =
      UnpackLimits.DEFAULT.withEntries(UnpackLimits.MOST_ENTRIES);

  /** Returns the directory of a source, made anew if a file in it is not what it was. */
  Path of(PinnedSource pin, Map<String, StoredContent> contents) {
    String name =
        pin.name().replaceAll("[^A-Za-z0-9._-]+", "-") + "-" + pin.digest().substring(0, DIGITS);
    Path place = store.root().resolve("sources").resolve(name);
    return store.guarded(
        "sources-" + name,
        () -> {},
        () -> {
          if (!isWhole(place, pin, contents)) {
            Directories.delete(place);
            store.directory(place, made -> fill(made, pin, contents));
          }
          return place;
        });
  }

  /** Returns the directory of an archive's content, unpacked once. */
  Path unpacked(Path archive, String sha256) {
    Path place = store.root().resolve("unpacked").resolve(sha256);
    return store.guarded(
        "unpacked-" + sha256,
        () -> {},
        () -> {
          if (!Files.isDirectory(place)) {
            removeUnfinished(place);
            new Unpacker(LIMITS, cancellation).unpack(archive, place);
          }
          return place;
        });
  }

  private boolean isWhole(Path place, PinnedSource pin, Map<String, StoredContent> contents) {
    return Files.isDirectory(place)
        && pin.files().stream()
            .allMatch(
                file ->
                    store.isContent(
                        EntryPath.of(file.path()).under(place), contents.get(file.path())));
  }

  private void fill(Path made, PinnedSource pin, Map<String, StoredContent> contents) {
    for (PinnedFile file : pin.files()) {
      Path at = EntryPath.of(file.path()).under(made);
      try {
        Files.createDirectories(at.getParent());
      } catch (IOException e) {
        throw EnvironmentException.unwritable(at.getParent(), e);
      }
      store.place(contents.get(file.path()), at);
    }
  }

  /** A build that was killed left it; the lock says that no other is at it. */
  private static void removeUnfinished(Path place) {
    if (!Files.isDirectory(place.getParent())) {
      return;
    }
    String prefix = "." + place.getFileName() + ".";
    try (Stream<Path> siblings = Files.list(place.getParent())) {
      siblings
          .filter(path -> path.getFileName().toString().startsWith(prefix))
          .toList()
          .forEach(Directories::delete);
    } catch (IOException e) {
      throw EnvironmentException.unreadable(place.getParent(), e);
    }
  }
}
