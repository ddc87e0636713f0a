package org.pulsebench.data.hub;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What happens while sources are fetched; none of it ever shows a token. */
public sealed interface FetchEvent {

  /**
   * Files have to be fetched.
   *
   * @param bytes how many have to come over the network
   */
  record Started(int files, long bytes) implements FetchEvent {}

  /**
   * Bytes have come; at most four times a second, and once at the end.
   *
   * @param done how many are there of those that were to come
   * @param left how long the rest will take, once that can be said
   */
  record Advanced(long done, long total, Optional<Duration> left) implements FetchEvent {}

  /**
   * A file was there already, in the store or elsewhere on this machine.
   *
   * @param at where it was found
   */
  record Reused(String source, String path, Path at) implements FetchEvent {}

  /** Another build fetches the same file; this one waits for it. */
  record Waiting(String path) implements FetchEvent {}

  /**
   * A server failed and will be asked again.
   *
   * @param address without query
   * @param reason in words
   */
  record Retrying(String address, String reason, Duration pause) implements FetchEvent {}

  /** A source is ready. */
  record Finished(String source, Path directory) implements FetchEvent {}
}
