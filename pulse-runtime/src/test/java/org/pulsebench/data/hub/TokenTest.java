package org.pulsebench.data.hub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.data.hub.FakeHub.Answer;
import org.pulsebench.data.hub.FakeHub.Request;
import org.pulsebench.data.hub.http.Access;
import org.pulsebench.data.hub.http.Token;

class TokenTest {

  @TempDir Path directory;
  private FetchBench bench;

  @BeforeEach
  void start() {
    bench = new FetchBench(directory);
    bench.model(10 * FetchBench.PIECE);
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void the_token_goes_to_the_hub_and_to_no_other_host() {
    bench.fetch();
    assertThat(bench.hub.requests())
        .isNotEmpty()
        .allMatch(
            request ->
                request.header("authorization").equals(Optional.of("Bearer " + FetchBench.TOKEN)));
    assertThat(bench.hub.store().requests()).isNotEmpty().noneMatch(TokenTest::showsToken);
  }

  @Test
  void a_redirect_back_to_the_hub_does_not_bring_the_token_back() {
    URI back = bench.hub.file("/back", FakeContent.random(10 * FetchBench.PIECE, 655360));
    bench.hub.store().fault("/store/", 99, Answer.redirect(back.toString()));
    bench.fetch();
    assertThat(bench.hub.requests())
        .filteredOn(request -> request.path().equals("/back"))
        .isNotEmpty();
    assertThat(
            bench.hub.requests().stream()
                .filter(request -> request.path().equals("/back"))
                .findFirst()
                .orElseThrow())
        .matches(request -> !showsToken(request));
  }

  @Test
  void the_token_is_in_nothing_that_is_written() throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    PrintStream err = System.err;
    StringWriter told = new StringWriter();
    try (PrintStream all = new PrintStream(printed)) {
      System.setOut(all);
      System.setErr(all);
      bench.hub.store().fault("/store/", 3, Answer.status(500));
      bench.fetch();
      Files.delete(bench.lock);
      for (int status : List.of(400, 401, 403, 404, 429, 500)) {
        bench.hub.fault("/api/", 4, Answer.status(status).with("Retry-After", "0"));
        failure().printStackTrace(new PrintWriter(told));
      }
      bench.hub.fault("/api/", 4, Answer.text(200, "text/html", "<html>"));
      failure().printStackTrace(new PrintWriter(told));
      bench.hub.close();
      failure().printStackTrace(new PrintWriter(told));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    told.write(bench.events + bench.settings.toString() + printed);
    assertThat(told.toString()).contains("Server does not know").doesNotContain(FetchBench.TOKEN);
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
            .doesNotContain(FetchBench.TOKEN)
            .doesNotContain("of-the-store");
      }
    }
  }

  @Test
  void a_token_that_cannot_be_one_is_not_shown() {
    assertThatThrownBy(() -> Token.of("secret with blanks", "environment variable HF_TOKEN"))
        .hasMessageContaining("HF_TOKEN")
        .hasMessageNotContaining("secret");
  }

  @Test
  void an_endpoint_with_a_password_is_refused_without_showing_it() {
    assertThatThrownBy(
            () -> new Access(URI.create("https://me:secret@hub.example"), Optional.empty()))
        .hasMessageContaining("an address with a password")
        .hasMessageNotContaining("secret");
  }

  @Test
  void token_and_endpoint_come_from_the_variables_that_the_hubs_tools_read() {
    FetchSettings settings =
        FetchSettings.of(
            directory,
            Map.of("HF_TOKEN", " " + FetchBench.TOKEN + "\n", "HF_ENDPOINT", "http://mirror/"),
            new Properties());
    assertThat(settings.access().endpoint()).hasToString("http://mirror");
    assertThat(settings.access().token()).isPresent();
    assertThat(settings.toString()).doesNotContain(FetchBench.TOKEN).contains("***");
  }

  private Throwable failure() {
    Throwable failure = catchThrowable(bench::fetch);
    assertThat(failure).isNotNull();
    return failure;
  }

  private static boolean showsToken(Request request) {
    return request.headers().values().stream().anyMatch(value -> value.contains(FetchBench.TOKEN))
        || request.target().contains(FetchBench.TOKEN);
  }
}
