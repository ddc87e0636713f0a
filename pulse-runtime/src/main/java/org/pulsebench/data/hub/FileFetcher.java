package org.pulsebench.data.hub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.RandomStream;
import org.pulsebench.data.hub.content.ContentStore;
import org.pulsebench.data.hub.content.Digesting;
import org.pulsebench.data.hub.content.StoredContent;
import org.pulsebench.data.hub.http.Address;
import org.pulsebench.data.hub.http.Retries;
import org.pulsebench.data.hub.http.Transport;
import org.pulsebench.data.hub.transfer.Download;
import org.pulsebench.data.hub.transfer.RemoteFile;

/**
 * Fetches files into the store: small ones several at a time, large ones one after the other in
 * parallel parts.
 */
final class FileFetcher {

  private final FetchSettings settings;
  private final ContentStore store;
  private final Transport transport;
  private final RandomStream random;
  private final Consumer<FetchEvent> events;

  /** A file of a source, with its size known. */
  record Missing(WantedSource source, WantedFile file, long size) {}

  FileFetcher(
      FetchSettings settings,
      ContentStore store,
      Transport transport,
      RandomStream random,
      Consumer<FetchEvent> events) {
    this.settings = settings;
    this.store = store;
    this.transport = transport;
    this.random = random;
    this.events = events;
  }

  /**
   * Fetches files, each once however often it is wanted.
   *
   * @return their content by {@link WantedFile#key}
   * @throws EnvironmentException if the disk has no room for all of them, before the first
   */
  Map<String, StoredContent> fetch(List<Missing> missing) {
    Map<String, Missing> byKey = new LinkedHashMap<>();
    missing.forEach(file -> byKey.putIfAbsent(file.file().key(), file));
    long bytes = byKey.values().stream().mapToLong(this::left).sum();
    settings.space().require(store.root(), bytes, "what has to be fetched");
    long total = byKey.values().stream().mapToLong(Missing::size).sum();
    events.accept(new FetchEvent.Started(byKey.size(), bytes));
    FetchMeter meter = new FetchMeter(total, events, System::nanoTime);
    Map<String, StoredContent> contents = new LinkedHashMap<>();
    contents.putAll(small(byKey.values().stream().filter(this::isSmall).toList(), meter));
    for (Missing file : byKey.values()) {
      if (!isSmall(file)) {
        contents.put(file.file().key(), fetch(file, meter));
      }
    }
    meter.finish();
    return contents;
  }

  private boolean isSmall(Missing file) {
    return file.size() <= settings.transfer().pieceBytes();
  }

  private long left(Missing file) {
    long there = download(random).left(remote(file), store.partial(file.file().key()));
    return file.size() - there;
  }

  private Map<String, StoredContent> small(List<Missing> files, FetchMeter meter) {
    Map<String, StoredContent> contents = new LinkedHashMap<>();
    if (files.isEmpty()) {
      return contents;
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(settings.transfer().connections(), files.size()),
            work -> {
              Thread thread = new Thread(work, "pulse-fetch");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<StoredContent>> results = new ArrayList<>();
      for (Missing file : files) {
        results.add(threads.submit(() -> fetch(file, meter)));
      }
      for (int i = 0; i < files.size(); i++) {
        contents.put(files.get(i).file().key(), get(results.get(i)));
      }
      return contents;
    } finally {
      stop(threads);
    }
  }

  private StoredContent fetch(Missing file, FetchMeter meter) {
    String key = file.file().key();
    Runnable waiting = () -> events.accept(new FetchEvent.Waiting(name(file)));
    return store.guarded(
        key,
        waiting,
        () -> {
          // Another build may have fetched it while this one looked or waited.
          Optional<StoredContent> there = file.file().digest().flatMap(store::find);
          if (there.isPresent()) {
            meter.skip(file.size());
            return there.get();
          }
          Digesting.Digested digested =
              download(random.child(key)).fetch(remote(file), store.partial(key), meter::add);
          return store.publish(store.partial(key), digested);
        });
  }

  private Download download(RandomStream own) {
    Retries.Listener listener =
        (address, reason, pause) ->
            events.accept(new FetchEvent.Retrying(Address.shown(address), reason, pause));
    return new Download(transport, settings.transfer(), listener, own);
  }

  private RemoteFile remote(Missing file) {
    return new RemoteFile(
        file.file().address(),
        name(file),
        file.size(),
        file.file().digest(),
        RefusedReplies.of(file.source().source(), settings.access()));
  }

  private static String name(Missing file) {
    return file.source().source().name() + ", " + file.file().path();
  }

  private static StoredContent get(Future<StoredContent> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while fetching files");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static void stop(ExecutorService threads) {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new EnvironmentException(
            new Problem(
                "Fetching cannot be stopped",
                "threads pulse-fetch",
                "a thread that still runs after a minute",
                "none",
                "Check the disk and the network."));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
