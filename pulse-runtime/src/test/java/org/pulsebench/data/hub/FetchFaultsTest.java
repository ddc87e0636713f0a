package org.pulsebench.data.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.CancelledException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.RandomStream;
import org.pulsebench.data.hub.FakeHub.Answer;
import org.pulsebench.data.hub.FakeHub.Request;
import org.pulsebench.data.hub.http.Access;
import org.pulsebench.data.hub.transfer.TransferSettings;

@Timeout(120)
class FetchFaultsTest {

  private static final int SIZE = 20 * FetchBench.PIECE + 123;
  private static final String WEIGHTS = "model.safetensors";

  @TempDir Path directory;
  private FetchBench bench;
  private FakeContent weights;

  @BeforeEach
  void start() {
    bench = new FetchBench(directory);
    weights = bench.model(SIZE);
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void two_hundred_cuts_at_random_points_end_in_the_right_bytes(int connections) {
    bench.settings =
        bench.settings.withTransfer(
            bench.settings.limits(), new TransferSettings(connections, 8L * FetchBench.PIECE));
    RandomStream random = new RandomStream(connections);
    AtomicInteger cuts = new AtomicInteger();
    bench
        .hub
        .store()
        .fault(
            request -> {
              Answer whole = FakeHub.content(weights, request);
              // So little that all of the cuts happen before the end.
              long kept;
              synchronized (random) {
                kept = random.nextInt(SIZE / 210);
              }
              return kept < whole.length() - 1 && cuts.incrementAndGet() <= 200
                  ? Optional.of(cut(whole, kept))
                  : Optional.empty();
            });
    Path file = bench.fetch().directory().resolve(WEIGHTS);
    assertThat(file).hasBinaryContent(weights.bytes());
    assertThat(cuts.get()).isGreaterThanOrEqualTo(200);
    assertThat(bench.settings.store().resolve("partial")).isEmptyDirectory();
  }

  @Test
  void a_later_build_goes_on_where_an_earlier_one_ended() {
    AtomicInteger served = new AtomicInteger();
    bench
        .hub
        .store()
        .fault(
            request ->
                served.incrementAndGet() > 8 ? Optional.of(Answer.status(503)) : Optional.empty());
    assertThatThrownBy(bench::fetch)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("Server has trouble of its own")
        .hasMessageContaining("status 503 at every attempt")
        .hasMessageContaining("what has been fetched is kept");
    served.set(Integer.MIN_VALUE);
    long before = bench.hub.store().requests().size();
    Path file = bench.fetch().directory().resolve(WEIGHTS);
    assertThat(file).hasBinaryContent(weights.bytes());
    assertThat(bench.hub.store().requests().size() - before).isLessThanOrEqualTo(13);
  }

  @Test
  void a_file_that_became_another_one_is_fetched_anew() {
    AtomicInteger served = new AtomicInteger();
    FakeContent old =
        new FakeContent(FakeContent.random(SIZE, 4).bytes(), true, "\"an older version\"");
    bench
        .hub
        .store()
        .fault(
            request ->
                served.incrementAndGet() <= 5
                    ? Optional.of(FakeHub.content(old, request))
                    : Optional.empty());
    assertThat(bench.fetch().directory().resolve(WEIGHTS)).hasBinaryContent(weights.bytes());
  }

  @Test
  void a_server_without_ranges_gives_the_file_in_one_piece() {
    bench
        .hub
        .store()
        .fault(
            request ->
                Optional.of(FakeHub.content(weights, new Request(request.target(), Map.of()))));
    assertThat(bench.fetch().directory().resolve(WEIGHTS)).hasBinaryContent(weights.bytes());
  }

  @Test
  void a_stalled_connection_is_given_up_and_tried_again() {
    AtomicInteger served = new AtomicInteger();
    bench
        .hub
        .store()
        .fault(
            request -> {
              if (served.incrementAndGet() > 2) {
                return Optional.empty();
              }
              Answer whole = FakeHub.content(weights, request);
              return Optional.of(
                  new Answer(
                      whole.status(),
                      whole.headers(),
                      whole.length(),
                      out -> {
                        out.write(weights.bytes(), 0, 0);
                        out.flush();
                        sleep(Duration.ofSeconds(5));
                      }));
            });
    assertThat(bench.fetch().directory().resolve(WEIGHTS)).hasBinaryContent(weights.bytes());
    assertThat(bench.events)
        .filteredOn(FetchEvent.Retrying.class::isInstance)
        .extracting(event -> ((FetchEvent.Retrying) event).reason())
        .contains("nothing came for 500 ms");
  }

  @Test
  void other_bytes_than_the_list_says_are_dropped_and_fetched_anew_by_the_next_build() {
    byte[] wrong = weights.bytes().clone();
    wrong[SIZE / 2] ^= 1;
    FakeContent damaged = new FakeContent(wrong, true, weights.tag());
    AtomicInteger served = new AtomicInteger();
    bench
        .hub
        .store()
        .fault(
            request ->
                served.incrementAndGet() <= 21
                    ? Optional.of(FakeHub.content(damaged, request))
                    : Optional.empty());
    assertThatThrownBy(bench::fetch)
        .hasMessageContaining("File has other bytes than its publisher says")
        .hasMessageContaining(damaged.sha256());
    assertThat(bench.settings.store().resolve("partial")).isEmptyDirectory();
    assertThat(bench.lock).doesNotExist();
    assertThat(bench.fetch().directory().resolve(WEIGHTS)).hasBinaryContent(weights.bytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void a_file_of_another_length_is_refused(int more) {
    byte[] other = Arrays.copyOf(weights.bytes(), SIZE + more);
    bench
        .hub
        .store()
        .fault(
            request ->
                Optional.of(FakeHub.content(new FakeContent(other, true, weights.tag()), request)));
    assertThatThrownBy(bench::fetch)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("File has another length than its publisher says")
        .hasMessageContaining("/" + (SIZE + more))
        .hasMessageContaining("%,d bytes".formatted(SIZE));
  }

  @Test
  void a_small_file_of_another_length_is_refused() {
    bench.hub.fault("tokenizer.json", 9, Answer.text(200, "application/json", "{}"));
    assertThatThrownBy(bench::fetch)
        .hasMessageContaining("another length")
        .hasMessageContaining("tokenizer.json")
        .hasMessageContaining("found 2 bytes");
  }

  @Test
  void a_web_page_is_told_from_a_file() {
    bench.hub.fault("tokenizer.json", 99, Answer.text(200, "text/html", "<html>Log in</html>"));
    assertThatThrownBy(bench::fetch)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("Server gave a web page instead of a file")
        .hasMessageContaining("tokenizer.json");
  }

  @Test
  void a_web_page_that_pretends_to_be_a_file_is_told_by_its_beginning() {
    String page = "<!DOCTYPE html>" + " ".repeat(3);
    bench
        .hub
        .repository(SourceKind.MODEL, FetchBench.MODEL)
        .with("model.safetensors", FakeContent.random(page.length(), 1));
    bench.hub.store().fault("/store/", 9, Answer.text(200, "application/octet-stream", page));
    assertThatThrownBy(bench::fetch).hasMessageContaining("web page instead of a file");
  }

  @Test
  void a_login_page_instead_of_the_list_is_no_hub() {
    bench.hub.fault("/api/", 99, Answer.text(200, "text/html", "<html>Log in</html>"));
    assertThatThrownBy(bench::fetch)
        .hasMessageContaining("Server does not speak the Hub's protocol")
        .hasMessageContaining("pulse.hub.endpoint");
  }

  @Test
  void status_401_asks_for_a_token() {
    bench.hub.fault("/api/", 99, Answer.status(401));
    assertThatThrownBy(bench::fetch)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("the token is not accepted");
    bench.settings = bench.settings.withAccess(new Access(bench.hub.endpoint(), Optional.empty()));
    assertThatThrownBy(bench::fetch)
        .hasMessageContaining("no token is set")
        .hasMessageContaining(bench.hub.endpoint() + "/settings/tokens")
        .hasMessageContaining("HF_TOKEN");
  }

  @Test
  void status_403_leads_to_the_page_with_the_licence() {
    bench.hub.fault("/api/", 99, Answer.status(403).with("X-Error-Code", "GatedRepo"));
    assertThatThrownBy(bench::fetch)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Source is not open to you")
        .hasMessageContaining("Accept the licence at " + bench.hub.endpoint() + "/lab/tiny");
  }

  @Test
  void status_404_says_what_does_not_exist() {
    Source unknown =
        new SourceReader(directory).read("pulse.model", "lab/no-such@main", SourceKind.MODEL);
    assertThatThrownBy(() -> bench.fetch(unknown))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Repository does not exist")
        .hasMessageContaining("dataset:lab/no-such");
    bench.hub.fault("/revision/", 99, Answer.status(404).with("X-Error-Code", "RevisionNotFound"));
    assertThatThrownBy(bench::fetch)
        .hasMessageContaining("Revision does not exist")
        .hasMessageContaining("no revision main");
  }

  @Test
  void status_429_is_waited_for_as_long_as_the_server_asks() {
    bench.hub.fault("/revision/", 1, Answer.status(429).with("Retry-After", "1"));
    long start = System.nanoTime();
    bench.fetch();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(990));
  }

  @Test
  void status_429_with_a_wait_beyond_patience_is_told() {
    bench.hub.fault("/revision/", 1, Answer.status(429).with("Retry-After", "3600"));
    assertThatThrownBy(bench::fetch)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("Server was asked too often")
        .hasMessageContaining("come back after 3600");
  }

  @Test
  void a_redirect_without_end_is_given_up() {
    bench.hub.fault(
        request ->
            request.path().contains(WEIGHTS)
                ? Optional.of(Answer.redirect(request.target()))
                : Optional.empty());
    assertThatThrownBy(bench::fetch)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("Server redirects without end")
        .hasMessageContaining("more than 5 redirects");
  }

  @Test
  void a_redirect_to_no_web_address_is_refused() {
    bench.hub.fault(WEIGHTS, 9, Answer.redirect("file:///etc/passwd"));
    assertThatThrownBy(bench::fetch).hasMessageContaining("a redirect to no web address");
  }

  @Test
  void an_address_of_the_store_that_expires_is_asked_for_again() {
    AtomicInteger served = new AtomicInteger();
    bench
        .hub
        .store()
        .fault(
            request ->
                served.incrementAndGet() % 7 == 6
                    ? Optional.of(Answer.status(403))
                    : Optional.empty());
    assertThat(bench.fetch().directory().resolve(WEIGHTS)).hasBinaryContent(weights.bytes());
    assertThat(bench.hub.requests(WEIGHTS)).isGreaterThan(1);
  }

  @Test
  void a_server_that_is_gone_is_named() {
    bench.hub.close();
    assertThatThrownBy(bench::fetch)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("Server cannot be reached")
        .hasMessageContaining("4 times")
        .hasMessageContaining("https.proxyHost");
  }

  @Test
  void a_path_that_leads_elsewhere_is_not_taken_from_a_list() {
    bench
        .hub
        .repository(SourceKind.MODEL, FetchBench.MODEL)
        .with("model.safetensors", weights)
        .with("../../evil.json", "{}");
    Source source =
        new HubSource(
            "evil", SourceKind.MODEL, FetchBench.MODEL, "main", List.of("**"), Optional.empty());
    assertThatThrownBy(() -> bench.fetch(source))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("../../evil.json");
  }

  @Test
  void what_a_listener_throws_ends_the_work() {
    SourceFetcher fetcher =
        new SourceFetcher(
            bench.settings,
            event -> {
              if (event instanceof FetchEvent.Advanced) {
                throw new IllegalStateException("enough");
              }
            },
            bench.cancellation);
    assertThatThrownBy(() -> fetcher.fetch(List.of(FetchBench.source()), bench.lock))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("enough");
  }

  @Test
  void two_builds_at_once_fetch_a_file_once() throws Exception {
    bench
        .hub
        .store()
        .fault(
            request -> {
              sleep(Duration.ofMillis(20));
              return Optional.empty();
            });
    SourceFetcher first = bench.fetcher();
    SourceFetcher second = bench.fetcher();
    CompletableFuture<FetchedSource> one =
        CompletableFuture.supplyAsync(
            () -> first.fetch(List.of(FetchBench.source()), bench.lock).get(0));
    CompletableFuture<FetchedSource> two =
        CompletableFuture.supplyAsync(
            () -> second.fetch(List.of(FetchBench.source()), bench.lock).get(0));
    assertThat(one.get()).isEqualTo(two.get());
    assertThat(bench.hub.store().requests()).hasSize(21);
    assertThat(bench.events).anyMatch(FetchEvent.Waiting.class::isInstance);
  }

  @Test
  void a_request_to_stop_ends_it_and_keeps_what_has_come() throws IOException {
    AtomicInteger served = new AtomicInteger();
    bench
        .hub
        .store()
        .fault(
            request -> {
              if (served.incrementAndGet() == 10) {
                bench.cancellation.request();
              }
              return Optional.empty();
            });
    assertThatThrownBy(bench::fetch).isInstanceOf(CancelledException.class);
    try (var left = Files.list(bench.settings.store().resolve("partial"))) {
      assertThat(left).anyMatch(file -> file.toString().endsWith(".partial"));
    }
  }

  private static Answer cut(Answer whole, long bytes) {
    return new Answer(
        whole.status(),
        whole.headers(),
        whole.length(),
        out -> {
          whole.body().write(new Limited(out, bytes));
          throw new IOException("cut");
        });
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the first bytes pass. */
  private static final class Limited extends OutputStream {

    private final OutputStream out;
    private long left;

    Limited(OutputStream out, long left) {
      this.out = out;
      this.left = left;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int passes = (int) Math.min(left, length);
      out.write(bytes, offset, passes);
      out.flush();
      left -= passes;
    }
  }
}
