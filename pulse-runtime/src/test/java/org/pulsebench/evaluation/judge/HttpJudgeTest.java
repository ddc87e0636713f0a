package org.pulsebench.evaluation.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pulsebench.evaluation.judge.ChatServer.cutOff;
import static org.pulsebench.evaluation.judge.ChatServer.dripping;
import static org.pulsebench.evaluation.judge.ChatServer.later;
import static org.pulsebench.evaluation.judge.ChatServer.says;
import static org.pulsebench.evaluation.judge.ChatServer.saysOf;
import static org.pulsebench.evaluation.judge.ChatServer.slow;
import static org.pulsebench.evaluation.judge.ChatServer.status;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.Cancellation;
import org.pulsebench.CancelledException;
import org.pulsebench.data.Image;
import org.pulsebench.evaluation.judge.HttpJudgeOptions.Retries;
import org.pulsebench.evaluation.judge.Verdict.Cause;
import org.pulsebench.evaluation.judge.Verdict.Failure;
import org.pulsebench.evaluation.judge.Verdict.Judgement;

class HttpJudgeTest {

  private static final List<Rubric> RUBRICS = List.of(Rubric.FORGET, Rubric.UTILITY);
  private static final Retries QUICK =
      new Retries(Duration.ofSeconds(20), 3, Duration.ofMillis(1), Duration.ofMillis(20));
  private static final Retries IMPATIENT =
      new Retries(Duration.ofMillis(300), 2, Duration.ofMillis(1), Duration.ofMillis(20));

  @TempDir private Path directory;

  private ChatServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new ChatServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void answers_are_judged_by_the_rubric_of_their_criterion() {
    server.always(
        saysOf(request -> "Because.\nRating: [[" + (request.contains("True answer") ? 2 : 1) + "]]"));

    List<Verdict> verdicts =
        judge(
            Answers.of(Criterion.FORGET_QUALITY, "I do not know."),
            Answers.of(Criterion.MODEL_UTILITY, "A dog."));

    assertThat(verdicts)
        .containsExactly(new Judgement(2, "Because."), new Judgement(1, "Because."));
    assertThat(server.requests)
        .allMatch(request -> request.contains("\"temperature\":0"))
        .allMatch(request -> request.contains("\"model\":\"judge-model\""))
        .filteredOn(request -> request.contains(Answers.TRUTH))
        .hasSize(1);
  }

  @Test
  void verdicts_stand_in_the_order_of_the_answers_and_few_requests_are_made_at_once() {
    server.always(slow(30, saysOf(HttpJudgeTest::ratingByAnswer)));

    List<Verdict> verdicts = judge(answers(12));

    assertThat(verdicts)
        .extracting(verdict -> ((Judgement) verdict).score())
        .containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2);
    assertThat(server.mostAtOnce.get()).isBetween(1, 4);
  }

  @Test
  void a_picture_is_sent_only_where_it_is_to_be_shown() {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G'};
    JudgedAnswer answer =
        new JudgedAnswer(
            "1",
            "Dog",
            "Who?",
            "Dog",
            "A dog.",
            Optional.of(Image.of("dog", png)),
            Criterion.MODEL_UTILITY);

    judge(answer);
    new HttpJudge(options().withPictures(), RUBRICS, directory)
        .judge(List.of(answer), new Cancellation());

    assertThat(server.requests).hasSize(2);
    assertThat(server.requests.poll()).doesNotContain("image_url");
    assertThat(server.requests.poll()).contains("data:image/png;base64,iVBORw==");
  }

  @Nested
  class Kept {

    @Test
    void judgements_are_not_asked_for_twice_from_whichever_endpoint() throws Exception {
      List<Verdict> before = judge(answers(3));
      try (ChatServer other = new ChatServer()) {
        HttpJudgeOptions elsewhere = HttpJudgeOptions.of(other.endpoint(), "judge-model");
        HttpJudge judge = new HttpJudge(elsewhere, RUBRICS, directory);

        assertThat(judge.judge(List.of(answers(3)), new Cancellation())).isEqualTo(before);
        assertThat(other.requests).isEmpty();
      }
    }

    @Test
    void failures_are_asked_for_again() {
      server.first(says("no idea"));

      assertThat(judge(answers(1)).get(0)).isInstanceOf(Failure.class);
      assertThat(judge(answers(1)).get(0)).isEqualTo(new Judgement(2, "Good."));
    }

    @Test
    void another_model_or_answer_is_another_judgement() {
      judge(answers(1));
      HttpJudgeOptions other = HttpJudgeOptions.of(server.endpoint(), "other-model");
      new HttpJudge(other, RUBRICS, directory).judge(List.of(answers(1)), new Cancellation());
      judge(Answers.of(Criterion.FORGET_QUALITY, "another answer"));

      assertThat(server.requests).hasSize(3);
    }

    @Test
    void a_damaged_judgement_is_told_with_its_file() throws Exception {
      judge(answers(1));
      Path file;
      try (Stream<Path> files = Files.walk(directory)) {
        file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      }
      Files.writeString(file, "{\"score\": 7, \"reason\": \"\"}");

      assertThatThrownBy(() -> judge(answers(1)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContainingAll(file.toString(), "score", "a whole number from 0 to 2");
    }
  }

  @Nested
  class Faults {

    @Test
    void a_judge_that_is_slow_is_a_counted_failure() {
      server.always(slow(2_000, says("Rating: [[2]]")));

      assertFailed(judge(IMPATIENT, answers(1)), Cause.TIMED_OUT, "no whole reply within 300 ms");
      assertThat(server.requests).hasSize(2);
    }

    @Test
    void a_judge_that_is_slow_in_the_middle_of_its_reply_is_no_different() {
      server.always(dripping(2_000));

      assertFailed(judge(IMPATIENT, answers(1)), Cause.TIMED_OUT, "no whole reply");
    }

    @Test
    void a_judge_that_is_down_is_a_counted_failure_and_soon_given_up() throws Exception {
      URI nobody;
      try (ServerSocket socket = new ServerSocket(0)) {
        nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
      }
      HttpJudgeOptions options =
          new HttpJudgeOptions(nobody, "m", Optional.empty(), QUICK, 1, 10, false);

      List<Verdict> verdicts =
          new HttpJudge(options, RUBRICS, directory)
              .judge(List.of(answers(15)), new Cancellation());

      assertThat(verdicts)
          .extracting(verdict -> ((Failure) verdict).cause())
          .containsOnly(Cause.UNREACHABLE, Cause.GIVEN_UP)
          .filteredOn(cause -> cause == Cause.UNREACHABLE)
          .hasSize(10);
    }

    @Test
    void a_rate_limit_is_waited_for() {
      server.first(later("0"), later("1"), says("Rating: [[1]]"));

      assertThat(judge(answers(1))).containsExactly(new Judgement(1, ""));
      assertThat(server.requests).hasSize(3);
    }

    @Test
    void a_rate_limit_that_never_ends_is_a_counted_failure() {
      server.always(later("Wed, 21 Oct 2015 07:28:00 GMT"));

      assertFailed(judge(answers(1)), Cause.RATE_LIMITED, "status 429: {\"error\":\"too many\"}");
      assertThat(server.requests).hasSize(3);
    }

    @Test
    void the_judge_decides_how_long_it_is_left_alone() {
      server.first(later("1"));
      Retries patient =
          new Retries(Duration.ofSeconds(20), 3, Duration.ofMillis(1), Duration.ofSeconds(5));
      long start = System.nanoTime();

      judge(patient, answers(1));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(990));
    }

    @Test
    void an_error_of_the_server_is_tried_again_and_then_counted() {
      server.first(status(503, "busy"), status(500, ""));
      assertThat(judge(answers(1))).containsExactly(new Judgement(2, "Good."));

      server.always(status(500, "broken"));
      assertFailed(judge(answers(2)).subList(1, 2), Cause.SERVER_ERROR, "status 500: broken");
    }

    @Test
    void a_reply_that_was_cut_off_is_tried_again_and_then_counted() {
      server.first(cutOff());
      assertThat(judge(answers(1))).containsExactly(new Judgement(2, "Good."));

      server.always(cutOff());
      assertFailed(judge(answers(2)).subList(1, 2), Cause.UNREACHABLE, "");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"choices\":[{\"message\":{\"cont",
          "{\"choices\":[]}",
          "{\"choices\":[{\"message\":{\"content\":null}}]}",
          "<html>Rating: [[2]]</html>"
        })
    void a_reply_that_is_not_of_the_protocol_is_a_counted_failure(String reply) {
      server.always(status(200, reply));

      assertFailed(judge(answers(1)), Cause.BROKEN_REPLY, "status 200: ");
      assertThat(server.requests).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "I like dogs.|no score in: I like dogs.",
          "2|no score in: 2",
          "Rating: 2|no score",
          "Rating: [[3]]|[[3]]",
          "Rating: [[2.5]]|[[2.5]]",
          "Rating: [[-1]]|[[-1]]",
          "Rating: [[]]|[[]]",
          "Either [[1]] or Rating: [[2]]|[[1]] [[2]]",
          "Rating: [[2]] I think|[[2]]",
          "''|no score"
        })
    void nonsense_is_a_counted_failure_and_not_asked_for_again(String reply, String found) {
      server.always(says(reply));

      assertFailed(judge(answers(1)), Cause.NO_SCORE, found);
      assertThat(server.requests).hasSize(1);
    }

    @Test
    void a_refused_request_is_a_counted_failure_and_not_made_again() {
      server.first(status(400, "content filter"));

      List<Verdict> verdicts = List.of(judge(answers(1)).get(0), judge(answers(2)).get(1));

      assertFailed(verdicts.subList(0, 1), Cause.REFUSED, "status 400: content filter");
      assertThat(verdicts.get(1)).isEqualTo(new Judgement(2, "Good."));
    }

    @Test
    void faults_of_some_answers_leave_the_others_their_scores() {
      server.always(
          (exchange, request) -> {
            (request.contains("answer 1") ? status(500, "") : says("Rating: [[2]]"))
                .reply(exchange, request);
          });

      JudgedScore score = JudgedScore.of(judge(answers(4)));

      assertThat(score.summary()).isEqualTo("1.000 of 3 answers; 1 not judged (1 server error)");
    }
  }

  @Nested
  class Tokens {

    private static final String SECRET = "sk-very-secret";

    @Test
    void come_from_the_environment_and_stand_in_the_request_alone() throws Exception {
      server.first(status(400, "bad token " + SECRET));
      HttpJudge judge = judgeWith(SECRET);

      Verdict verdict = judge.judge(List.of(answers(1)), new Cancellation()).get(0);
      judge.judge(List.of(answers(1)), new Cancellation());

      assertThat(server.tokens).containsOnly("Bearer " + SECRET);
      assertThat(((Failure) verdict).detail()).isEqualTo("status 400: bad token ***");
      assertThat(judge.identity().toString() + options()).doesNotContain(SECRET);
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(Files.readString(file)).doesNotContain(SECRET);
        }
      }
    }

    @Test
    void that_are_missing_are_told_before_anything_is_sent() {
      assertThatThrownBy(() -> judgeWith(null))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("The judge's token is missing: environment variable JUDGE_TOKEN")
          .hasMessageContaining("found not set");
      assertThatThrownBy(() -> judgeWith(" ")).hasMessageContaining("found empty");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void that_are_refused_end_the_run(int status) {
      server.always(status(status, "who are you, " + SECRET + "?"));

      assertThatThrownBy(() -> judgeWith(SECRET).judge(List.of(answers(5)), new Cancellation()))
          .isInstanceOf(BadInputException.class)
          .hasMessageContainingAll("The judge takes no request", "status " + status, "JUDGE_TOKEN")
          .hasMessageNotContaining(SECRET);
    }

    private HttpJudge judgeWith(String token) {
      return new HttpJudge(
          options().withToken("JUDGE_TOKEN").with(QUICK), RUBRICS, directory, variable -> token);
    }
  }

  @Nested
  class Estimates {

    @Test
    void count_what_is_still_to_be_asked() {
      judge(answers(2));
      int before = server.requests.size();
      HttpJudge judge = new HttpJudge(options(), RUBRICS, directory);

      CostEstimate estimate =
          judge.estimate(List.of(answers(5)), Optional.of(new TokenPrices(2.5, 10)));

      assertThat(server.requests).hasSize(before);
      assertThat(estimate.calls()).isEqualTo(3);
      assertThat(estimate.cached()).isEqualTo(2);
      assertThat(estimate.tokensOut()).isEqualTo(3 * 256);
      int characters = Rubric.FORGET.instructions().length() + 150;
      assertThat(estimate.tokensIn()).isBetween(3L * characters / 5, 3L * characters / 3);
      assertThat(estimate.cost().orElseThrow())
          .isEqualTo((2.5 * estimate.tokensIn() + 10.0 * 768) / 1e6);
      assertThat(estimate.summary()).startsWith("3 calls (2 answers judged before), about ");
    }

    @Test
    void have_no_cost_without_prices() {
      HttpJudge judge = new HttpJudge(options(), RUBRICS, directory);

      assertThat(judge.estimate(List.of(answers(5)), Optional.empty()).cost()).isEmpty();
    }
  }

  @Test
  void the_identity_is_that_of_model_rubrics_and_options_and_not_of_the_endpoint() {
    HttpJudge judge = new HttpJudge(options(), RUBRICS, directory);
    URI other = URI.create("https://host.example/v1");

    assertThat(judge.identity().name()).isEqualTo("judge-model");
    assertThat(judge.identity().version()).isEqualTo("pulse-forget-1+pulse-utility-1");
    assertThat(new HttpJudge(HttpJudgeOptions.of(other, "judge-model"), RUBRICS, directory).identity())
        .isEqualTo(judge.identity());
    assertThat(
            new HttpJudge(options(), List.of(Rubric.FORGET, Rubric.UTILITY_WITH_TRUTH), directory)
                .identity()
                .digest())
        .isNotEqualTo(judge.identity().digest());
  }

  @Test
  void a_criterion_without_a_rubric_is_told_before_anything_is_sent() {
    HttpJudge judge = new HttpJudge(options(), List.of(Rubric.UTILITY), directory);

    assertThatThrownBy(() -> judge.judge(List.of(answers(1)), new Cancellation()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("The judge has no rubric");
    assertThat(server.requests).isEmpty();
  }

  @Test
  void a_cancelled_run_ends_soon_and_keeps_what_was_judged() {
    Cancellation cancellation = new Cancellation();
    server.first(says("Rating: [[1]]"));
    server.always(
        (exchange, request) -> {
          cancellation.request();
          slow(3_000, says("Rating: [[1]]")).reply(exchange, request);
        });
    HttpJudgeOptions one =
        new HttpJudgeOptions(
            server.endpoint(), "judge-model", Optional.empty(), QUICK, 1, 256, false);

    assertThatThrownBy(
            () -> new HttpJudge(one, RUBRICS, directory).judge(List.of(answers(5)), cancellation))
        .isInstanceOf(CancelledException.class);
    assertThat(
            new HttpJudge(one, RUBRICS, directory)
                .estimate(List.of(answers(5)), Optional.empty())
                .cached())
        .isEqualTo(1);
  }

  private static String ratingByAnswer(String request) {
    int index = Integer.parseInt(request.replaceAll("(?s).*answer ([0-9]+).*", "$1"));
    return "Rating: [[" + index % 3 + "]]";
  }

  private static JudgedAnswer[] answers(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Answers.of(Criterion.FORGET_QUALITY, "answer " + i))
        .toArray(JudgedAnswer[]::new);
  }

  private HttpJudgeOptions options() {
    return HttpJudgeOptions.of(server.endpoint(), "judge-model").with(QUICK);
  }

  private List<Verdict> judge(JudgedAnswer... answers) {
    return judge(QUICK, answers);
  }

  private List<Verdict> judge(Retries retries, JudgedAnswer... answers) {
    return new HttpJudge(options().with(retries), RUBRICS, directory)
        .judge(List.of(answers), new Cancellation());
  }

  private static void assertFailed(List<Verdict> verdicts, Cause cause, String detail) {
    assertThat(verdicts).singleElement().isInstanceOf(Failure.class);
    Failure failure = (Failure) verdicts.get(0);
    assertThat(failure.cause()).isEqualTo(cause);
    assertThat(failure.detail()).contains(detail);
  }
}
