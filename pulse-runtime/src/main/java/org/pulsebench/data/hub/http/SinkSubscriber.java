package org.pulsebench.data.hub.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Supplier;

/** Hands a body to a sink, which gets nothing more once this is closed. */
final class SinkSubscriber implements BodySubscriber<Void> {

  private final Runnable activity;
  private final CompletableFuture<Void> body = new CompletableFuture<>();
  private BodySink sink = bytes -> false;
  private Subscription subscription;
  private boolean closed;

  SinkSubscriber(Runnable activity) {
    this.activity = activity;
  }

  /** Sets the sink, unless this is closed; an answer may come after the request was given up. */
  synchronized SinkSubscriber into(Supplier<BodySink> chosen) {
    activity.run();
    if (!closed) {
      sink = chosen.get();
    }
    return this;
  }

  @Override
  public CompletionStage<Void> getBody() {
    return body;
  }

  @Override
  public synchronized void onSubscribe(Subscription given) {
    subscription = given;
    // One at a time: the client would otherwise hold in memory what the disk is too slow for.
    subscription.request(1);
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> buffers) {
    if (closed) {
      return;
    }
    activity.run();
    try {
      for (ByteBuffer buffer : buffers) {
        if (!sink.take(buffer)) {
          finish();
          return;
        }
      }
      subscription.request(1);
    } catch (RuntimeException e) {
      closed = true;
      subscription.cancel();
      body.completeExceptionally(new SinkFailedException(e));
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(null);
  }

  /** Returns when nothing is given to the sink any more, nor ever will be. */
  synchronized void close() {
    closed = true;
  }

  private void finish() {
    closed = true;
    subscription.cancel();
    body.complete(null);
  }
}
