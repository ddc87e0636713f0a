package org.pulsebench.data.hub.transfer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.pulsebench.EnvironmentException;
import org.pulsebench.RandomStream;
import org.pulsebench.data.hub.content.Digesting;
import org.pulsebench.data.hub.content.FileDigest;
import org.pulsebench.data.hub.http.Retries;
import org.pulsebench.data.hub.http.Transport;

/**
 * Fetches one file into a partial file, and checks it there.
 *
 * <p>The bytes of a part are written where they belong as they come; none is held for longer than
 * it takes to write it. Memory: some 100 KiB for each connection, whatever the size of the file.
 *
 * @param transport to the server
 * @param settings how many connections and how large the parts are
 * @param listener is told of pauses
 */
public record Download(
    Transport transport,
    TransferSettings settings,
    Retries.Listener listener,
    RandomStream random) {

  /** A server without ranges has to bring the whole file over one connection. */
  private static final int MOST_RESTARTS = 5;

  /**
   * Fetches a file; what is there of it from an earlier time is not fetched again.
   *
   * @param partial where; the caller holds the lock of it
   * @param progress is told how many bytes have come, fewer than 0 if some were dropped; on any
   *     thread
   * @return the digests of the file, which then lies at {@code partial} whole and checked
   * @throws org.pulsebench.PulseException if it cannot be had; what has come is kept, unless it is
   *     wrong
   * @throws org.pulsebench.CancelledException if the work should stop; what has come is kept
   */
  public Digesting.Digested fetch(RemoteFile remote, Path partial, LongConsumer progress) {
    try {
      Digesting.Digested digested = pieces(remote, partial, progress);
      if (remote.digest().isPresent() && !digested.is(remote.digest().get())) {
        FileDigest expected = remote.digest().get();
        EnvironmentException problem =
            new TransferProblems(remote).digest(digested.found(expected.kind()), expected, partial);
        PartialFile.remove(partial);
        throw problem;
      }
      PartialFile.removeNote(partial);
      return digested;
    } catch (IOException e) {
      throw EnvironmentException.unreadable(partial, e);
    }
  }

  /** Returns how many bytes of a file need not be fetched because an earlier build left them. */
  public long left(RemoteFile remote, Path partial) {
    return PartialFile.left(partial, remote, pieceBytes(remote, false));
  }

  private Digesting.Digested pieces(RemoteFile remote, Path partial, LongConsumer progress)
      throws IOException {
    boolean whole = false;
    for (int restarts = 0; ; restarts++) {
      try (PartialFile file = PartialFile.open(partial, remote, pieceBytes(remote, whole))) {
        progress.accept(file.pieces().total());
        try {
          return run(remote, file, progress);
        } catch (RangesRefusedException e) {
          progress.accept(-file.pieces().total());
          // Asked for one version and given another: anew. Given no part of any: in one piece.
          whole = file.tag().isEmpty();
          file.clear();
          if (restarts == MOST_RESTARTS) {
            throw new TransferProblems(remote)
                .length("the whole file, or another version, where a part was asked for");
          }
        }
      }
    }
  }

  private long pieceBytes(RemoteFile remote, boolean whole) {
    return whole ? Math.max(1, remote.size()) : settings.pieceBytes();
  }

  private Digesting.Digested run(RemoteFile remote, PartialFile file, LongConsumer progress)
      throws IOException {
    AtomicReference<URI> location = new AtomicReference<>(remote.address());
    int workers = Math.min(settings.connections(), file.pieces().count());
    if (workers <= 1) {
      work(remote, file, location, progress, random);
      return digest(remote, file);
    }
    ExecutorService threads = Executors.newFixedThreadPool(workers + 1, Download::thread);
    try {
      Future<Digesting.Digested> digest =
          threads.submit(new PrefixDigest(file, remote, transport.cancellation()));
      CompletionService<Boolean> done = new ExecutorCompletionService<>(threads);
      List<Future<Boolean>> running = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        RandomStream own = random.child(i);
        running.add(done.submit(() -> work(remote, file, location, progress, own)));
      }
      for (int i = 0; i < running.size(); i++) {
        get(done.take());
      }
      return get(digest);
    } catch (InterruptedException e) {
      throw interrupted();
    } finally {
      stop(threads);
    }
  }

  private boolean work(
      RemoteFile remote,
      PartialFile file,
      AtomicReference<URI> location,
      LongConsumer progress,
      RandomStream own) {
    Retries retries = new Retries(transport.limits(), own, transport.cancellation(), listener);
    for (int piece = file.pieces().claim(); piece >= 0; piece = file.pieces().claim()) {
      retries.run(
          remote.address(),
          remote.refusal(),
          new PieceWork(remote, transport, file, location, piece, progress));
    }
    return true;
  }

  private Digesting.Digested digest(RemoteFile remote, PartialFile file) throws IOException {
    try {
      return new PrefixDigest(file, remote, transport.cancellation()).call();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static <T> T get(Future<T> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Waits for the threads: none may write when the file is closed. */
  private static void stop(ExecutorService threads) {
    threads.shutdownNow();
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "pulse-download");
    thread.setDaemon(true);
    return thread;
  }

  private static CancellationException interrupted() {
    Thread.currentThread().interrupt();
    return new CancellationException("interrupted while fetching a file");
  }
}
