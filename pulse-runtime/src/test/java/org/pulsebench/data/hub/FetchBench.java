package org.pulsebench.data.hub;

import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pulsebench.Cancellation;
import org.pulsebench.data.hub.content.FreeSpace;
import org.pulsebench.data.hub.http.Access;
import org.pulsebench.data.hub.http.HttpLimits;
import org.pulsebench.data.hub.http.Token;
import org.pulsebench.data.hub.http.WebProxy;
import org.pulsebench.data.hub.transfer.TransferSettings;

/** A Hub, a store and a lock file for a test, with waits short enough for one. */
final class FetchBench implements AutoCloseable {

  static final String TOKEN = "hf_thisIsTheSecretOfTheTest";
  static final String MODEL = "lab/tiny-llava-hf";
  static final int PIECE = 64 << 10;

  private static final HttpLimits QUICK =
      new HttpLimits(
          Duration.ofSeconds(5),
          Duration.ofMillis(500),
          4,
          Duration.ofMillis(2),
          Duration.ofMillis(10),
          Duration.ofSeconds(2));

  final FakeHub hub = FakeHub.start();
  final Path directory;
  final Path lock;
  final List<FetchEvent> events = new CopyOnWriteArrayList<>();
  final Cancellation cancellation = new Cancellation();
  FetchSettings settings;

  FetchBench(Path directory) {
    this.directory = directory;
    this.lock = directory.resolve(DataLock.FILE);
    this.settings =
        new FetchSettings(
            directory.resolve("store"),
            new Access(hub.endpoint(), Optional.of(Token.of(TOKEN, "the test"))),
            Optional.empty(),
            List.of(),
            Set.of(),
            Set.of(),
            false,
            QUICK,
            new TransferSettings(3, PIECE),
            FreeSpace.OF_DISK,
            WebProxy.of(ProxySelector.of(null)));
  }

  /** A checkpoint with a large file of so many bytes. */
  FakeContent model(int weightBytes) {
    FakeContent weights = FakeContent.random(weightBytes, weightBytes);
    hub.repository(SourceKind.MODEL, MODEL)
        .with("config.json", "{\"model_type\": \"llava\"}")
        .with("tokenizer.json", "{\"version\": \"1.0\"}")
        .with("model.safetensors", weights)
        .with("README.md", "A tiny model.")
        .with("pytorch_model.bin", FakeContent.random(10, 1))
        .with("picture.png", "not wanted");
    return weights;
  }

  static Source source() {
    return new SourceReader(Path.of("")).read("pulse.model", MODEL + "@main", SourceKind.MODEL);
  }

  FetchedSource fetch() {
    return fetch(source());
  }

  FetchedSource fetch(Source source) {
    return fetcher().fetch(List.of(source), lock).get(0);
  }

  SourceFetcher fetcher() {
    return new SourceFetcher(settings, events::add, cancellation);
  }

  @Override
  public void close() {
    hub.close();
  }
}
