package org.pulsebench.data.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.pulsebench.BadInputException;
import org.pulsebench.Cancellation;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.RandomStream;
import org.pulsebench.data.archive.EntryPath;
import org.pulsebench.data.hub.content.ContentStore;
import org.pulsebench.data.hub.content.FileDigest;
import org.pulsebench.data.hub.content.StoredContent;
import org.pulsebench.data.hub.http.Address;
import org.pulsebench.data.hub.http.Retries;
import org.pulsebench.data.hub.http.Transport;
import org.pulsebench.data.hub.transfer.RemoteSize;

/**
 * Brings sources onto this machine: what the lock file pins, or what their publishers give now,
 * which is then pinned.
 *
 * <p>Content that is on this machine is used where it is. Nothing is fetched before all sources are
 * known, their licences accepted and the disk found large enough; what is fetched is published file
 * by file, so that nothing is lost by an error. Needs some 50 MiB of heap, whatever the sizes.
 */
public final class SourceFetcher {

  private final FetchSettings settings;
  private final Consumer<FetchEvent> events;
  private final Cancellation cancellation;
  private final ContentStore store;
  private final Transport transport;
  private final RandomStream random;
  private final PresentContent present;
  private final SourceDirectories directories;
  private final LocalFiles local;

  /**
   * Creates a fetcher.
   *
   * @param events told on any thread, one at a time; what it throws ends the work
   * @throws EnvironmentException if the store cannot be written
   */
  public SourceFetcher(
      FetchSettings settings, Consumer<FetchEvent> events, Cancellation cancellation) {
    this.settings = settings;
    Object one = new Object();
    this.events =
        event -> {
          synchronized (one) {
            events.accept(event);
          }
        };
    this.cancellation = cancellation;
    this.store = new ContentStore(settings.store(), settings.space(), cancellation);
    this.transport =
        new Transport(settings.access(), settings.limits(), settings.proxy(), cancellation);
    // Not reproducible on purpose: builds that start together must not come back together.
    this.random = new RandomStream(System.nanoTime()).child(ProcessHandle.current().pid());
    this.present = new PresentContent(settings, store, this.events);
    this.directories = new SourceDirectories(store, cancellation);
    this.local = new LocalFiles(store);
  }

  /**
   * Fetches sources and pins those that are not pinned yet.
   *
   * @param lockFile is read if it exists, and written if something is pinned anew
   * @return the sources, in the order given
   * @throws BadInputException if a source does not exist or is not open to the user, if a licence
   *     is not accepted, if a checkpoint has only pickled weights, or if the lock file pins another
   *     source or other bytes
   * @throws EnvironmentException if a server, the network or the disk fails; what has come is kept
   * @throws org.pulsebench.CancelledException if the work should stop; what has come is kept
   */
  public List<FetchedSource> fetch(List<Source> sources, Path lockFile) {
    DataLock lock = DataLock.read(lockFile);
    List<WantedSource> wanted = new ArrayList<>();
    for (Source source : sources) {
      wanted.add(wanted(source, lock));
    }
    for (WantedSource source : wanted) {
      source.terms().requireAccepted(source.source(), accepted(source.source(), lock));
    }
    Map<String, StoredContent> contents = contents(wanted);
    List<FetchedSource> fetched = new ArrayList<>();
    for (WantedSource source : wanted) {
      FetchedSource one = finished(source, contents, lock);
      fetched.add(one);
      lock = lock.with(one.pin());
      events.accept(new FetchEvent.Finished(one.pin().name(), one.directory()));
    }
    lock.write();
    return List.copyOf(fetched);
  }

  /** Returns what the user accepts now, and what was accepted when the source was pinned. */
  private Set<String> accepted(Source source, DataLock lock) {
    Set<String> accepted = new HashSet<>(settings.accepted());
    pin(source, lock).flatMap(PinnedSource::accepted).ifPresent(accepted::add);
    return accepted;
  }

  private Optional<PinnedSource> pin(Source source, DataLock lock) {
    return settings.isRenewed(source.name()) ? Optional.empty() : lock.find(source);
  }

  private WantedSource wanted(Source source, DataLock lock) {
    Optional<PinnedSource> pin = pin(source, lock);
    if (source instanceof LocalSource) {
      return new WantedSource(source, "", Licences.of(Optional.empty(), source.id()), List.of());
    }
    if (pin.isPresent()) {
      return pinned(source, pin.get(), lock);
    }
    if (source instanceof FilesSource files) {
      return new WantedSource(
          source,
          source.revision(),
          Licences.of(files.licence(), files.id()),
          files.files().stream()
              .map(
                  file ->
                      new WantedFile(
                          EntryPath.of(file.path()), file.size(), file.digest(), file.address()))
              .toList());
    }
    requireOnline(source.name() + " (" + source.id() + ")", "a source that no lock file pins");
    return hub().ask((HubSource) source);
  }

  private WantedSource pinned(Source source, PinnedSource pin, DataLock lock) {
    String page =
        source instanceof HubSource hub ? settings.access().endpoint() + hub.page() : pin.id();
    Terms listed = Licences.of(Optional.of(pin.licence()), page);
    Terms terms =
        listed.accept().isPresent() ? listed : new Terms(pin.licence(), page, pin.accepted());
    List<WantedFile> files = new ArrayList<>();
    for (PinnedFile file : pin.files()) {
      EntryPath path = EntryPath.of(file.path());
      files.add(
          new WantedFile(
              path,
              OptionalLong.of(file.size()),
              Optional.of(FileDigest.sha256(file.sha256())),
              source instanceof HubSource hub
                  ? hub().address(hub, pin.revision(), path)
                  : address((FilesSource) source, path, lock)));
    }
    return new WantedSource(source, pin.revision(), terms, files);
  }

  private static URI address(FilesSource source, EntryPath path, DataLock lock) {
    return source.files().stream()
        .filter(file -> file.path().equals(path.text()))
        .findFirst()
        .orElseThrow(
            () ->
                lock.disagrees(
                    source.name(), "no file " + path + " in this version of PULSE", "that file"))
        .address();
  }

  private Map<String, StoredContent> contents(List<WantedSource> wanted) {
    Map<String, StoredContent> contents = new HashMap<>();
    List<FileFetcher.Missing> missing = new ArrayList<>();
    for (WantedSource source : wanted) {
      for (WantedFile file : source.files()) {
        cancellation.throwIfRequested();
        requireWritable(source, file);
        Optional<StoredContent> found = present.find(source, file);
        if (found.isPresent()) {
          contents.put(file.key(), found.get());
        } else {
          requireOnline(source.source().name() + ", " + file.path(), described(file));
          missing.add(new FileFetcher.Missing(source, file, size(source, file)));
        }
      }
    }
    if (!missing.isEmpty()) {
      FileFetcher fetcher = new FileFetcher(settings, store, transport, random, events);
      contents.putAll(fetcher.fetch(missing));
    }
    return contents;
  }

  private long size(WantedSource source, WantedFile file) {
    return file.size()
        .orElseGet(
            () ->
                new RemoteSize(
                        transport, retries(), RefusedReplies.of(source.source(), settings.access()))
                    .of(file.address()));
  }

  private FetchedSource finished(
      WantedSource wanted, Map<String, StoredContent> contents, DataLock lock) {
    if (wanted.source() instanceof LocalSource source) {
      return local(source, lock);
    }
    Map<String, StoredContent> byPath = new HashMap<>();
    List<PinnedFile> files = new ArrayList<>();
    for (WantedFile file : wanted.files()) {
      StoredContent content = contents.get(file.key());
      byPath.put(file.path().text(), content);
      files.add(new PinnedFile(file.path().text(), bytes(content.file()), content.sha256()));
    }
    Source source = wanted.source();
    PinnedSource pin =
        new PinnedSource(
            source.name(),
            source.kind(),
            source.id(),
            source.revision(),
            wanted.revision(),
            wanted.terms().licence(),
            wanted.terms().accept(),
            files);
    boolean unpacked = source instanceof FilesSource archive && archive.unpacked();
    StoredContent first = byPath.get(files.get(0).path());
    return new FetchedSource(
        pin,
        unpacked
            ? directories.unpacked(first.file(), first.sha256())
            : directories.of(pin, byPath));
  }

  private FetchedSource local(LocalSource source, DataLock lock) {
    PinnedSource there = local.pin(source);
    pin(source, lock)
        .flatMap(pin -> LocalFiles.difference(there, pin))
        .ifPresent(
            found -> {
              throw lock.disagrees(source.name(), found, "the files as they were when pinned");
            });
    return new FetchedSource(
        there,
        LocalFiles.isArchive(source)
            ? directories.unpacked(source.path(), there.files().get(0).sha256())
            : source.path());
  }

  private void requireWritable(WantedSource source, WantedFile file) {
    try {
      file.path().under(store.root());
    } catch (InvalidPathException e) {
      throw new BadInputException(
          new Problem(
              "File has a name that this system cannot write",
              source.source().name() + ", " + file.path(),
              e.getReason(),
              "a name in the encoding of file names, which is "
                  + System.getProperty("sun.jnu.encoding", "not known"),
              "Run it in a locale with UTF-8, such as LC_ALL=C.UTF-8."),
          e);
    }
  }

  private void requireOnline(String where, String found) {
    if (settings.offline()) {
      throw new BadInputException(
          new Problem(
              "File is not on this machine, and no server may be asked",
              where,
              found,
              "all files in the store " + settings.store(),
              "Run prepare-data once without -o, or name a directory that has them."));
    }
  }

  private static String described(WantedFile file) {
    return file.digest().map(digest -> "nothing with " + digest).orElse("no file of that name");
  }

  private HubClient hub() {
    return new HubClient(transport, retries());
  }

  private Retries retries() {
    return new Retries(
        settings.limits(),
        random.child("listing"),
        cancellation,
        (address, reason, pause) ->
            events.accept(new FetchEvent.Retrying(Address.shown(address), reason, pause)));
  }

  private static long bytes(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw EnvironmentException.unreadable(file, e);
    }
  }
}
