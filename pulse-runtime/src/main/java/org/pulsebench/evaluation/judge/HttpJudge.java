package org.pulsebench.evaluation.judge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.pulsebench.BadInputException;
import org.pulsebench.Cancellation;
import org.pulsebench.Problem;
import org.pulsebench.Sha256;
import org.pulsebench.evaluation.judge.ChatClient.Outcome;
import org.pulsebench.evaluation.judge.Verdict.Cause;
import org.pulsebench.evaluation.judge.Verdict.Failure;
import org.pulsebench.evaluation.judge.Verdict.Judgement;

/**
 * Has a language model judge by {@link Rubric}s, through an endpoint for OpenAI-compatible chat
 * completions, at temperature 0.
 *
 * <p>Every judgement is kept in a directory under the digest of its request and never asked for
 * twice, from whichever endpoint it came. A judge that is slow, away, too busy or broken is asked
 * again after growing pauses; an answer that gets no judgement so is a counted failure and never a
 * 0, as it is in the paper's code. After {@value #AWAY} answers in a row without any reply the rest
 * is not asked for.
 *
 * <p>Safe for several threads; a request holds one picture at most in memory.
 */
public final class HttpJudge implements Judge {

  private static final int AWAY = 10;
  private static final int SHORT = 12;

  private final HttpJudgeOptions options;
  private final Map<Criterion, Rubric> rubrics = new EnumMap<>(Criterion.class);
  private final ChatMessages messages;
  private final ChatClient client;
  private final JudgementFiles kept;

  /**
   * Creates a judge; nothing is sent yet.
   *
   * @param rubrics one for each criterion that will be judged for
   * @param directory where judgements are kept; made when the first one is
   * @throws BadInputException if the environment variable of the token is not set
   */
  public HttpJudge(HttpJudgeOptions options, List<Rubric> rubrics, Path directory) {
    this(options, rubrics, directory, System::getenv);
  }

  HttpJudge(
      HttpJudgeOptions options,
      List<Rubric> rubrics,
      Path directory,
      UnaryOperator<String> environment) {
    this.options = options;
    rubrics.forEach(rubric -> this.rubrics.put(rubric.criterion(), rubric));
    this.messages = new ChatMessages(options.model(), options.maxTokens(), options.showPicture());
    this.client = new ChatClient(options, options.tokenVariable().map(name -> token(name, environment)));
    this.kept = new JudgementFiles(directory);
  }

  /** Returns the model, the rubrics and what else decides a score; not the endpoint. */
  @Override
  public JudgeIdentity identity() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("temperature", "0");
    settings.put("max-tokens", String.valueOf(options.maxTokens()));
    settings.put("picture", options.showPicture() ? "shown" : "not shown");
    rubrics
        .values()
        .forEach(
            rubric -> settings.put(rubric.version(), Sha256.of(text(rubric)).substring(0, SHORT)));
    String version =
        rubrics.values().stream().map(Rubric::version).collect(Collectors.joining("+"));
    return new JudgeIdentity(options.model(), version, settings);
  }

  /**
   * Returns what judging some answers will take; nothing is sent.
   *
   * @param prices where they are known
   */
  public CostEstimate estimate(List<JudgedAnswer> answers, Optional<TokenPrices> prices) {
    int cached = 0;
    long tokensIn = 0;
    for (JudgedAnswer answer : answers) {
      Rubric rubric = rubric(answer);
      if (kept.has(messages.request(rubric, answer))) {
        cached++;
      } else {
        tokensIn += messages.tokens(rubric, answer);
      }
    }
    int calls = answers.size() - cached;
    long tokensOut = (long) calls * options.maxTokens();
    OptionalDouble cost =
        prices.isPresent()
            ? OptionalDouble.of(prices.get().of(tokensIn, tokensOut))
            : OptionalDouble.empty();
    return new CostEstimate(calls, cached, tokensIn, tokensOut, cost);
  }

  /**
   * Returns a verdict for each answer, in their order.
   *
   * @throws BadInputException if there is no rubric for a criterion, the judge takes no request of
   *     this user's, or a kept judgement is damaged
   * @throws org.pulsebench.EnvironmentException if a judgement cannot be kept
   */
  @Override
  public List<Verdict> judge(List<JudgedAnswer> answers, Cancellation cancellation) {
    answers.forEach(this::rubric);
    AtomicInteger away = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(options.parallel());
    try {
      List<Future<Verdict>> pending = new ArrayList<>();
      for (JudgedAnswer answer : answers) {
        pending.add(threads.submit(() -> judge(answer, away, cancellation)));
      }
      List<Verdict> verdicts = new ArrayList<>();
      for (Future<Verdict> each : pending) {
        verdicts.add(result(each, cancellation));
      }
      return List.copyOf(verdicts);
    } finally {
      threads.shutdownNow();
    }
  }

  private Verdict judge(JudgedAnswer answer, AtomicInteger away, Cancellation cancellation) {
    cancellation.throwIfRequested();
    String request = messages.request(rubric(answer), answer);
    Optional<Judgement> before = kept.find(request);
    if (before.isPresent()) {
      return before.get();
    }
    if (away.get() >= AWAY) {
      return new Failure(Cause.GIVEN_UP, "no reply to " + AWAY + " answers before");
    }
    Outcome outcome = client.ask(request, cancellation);
    if (outcome instanceof Outcome.NoReply none) {
      if (none.again()) {
        away.incrementAndGet();
      }
      return none.failure();
    }
    away.set(0);
    Verdict verdict = ChatMessages.verdict(((Outcome.Reply) outcome).content());
    if (verdict instanceof Judgement judgement) {
      kept.keep(request, identity(), judgement);
    }
    return verdict;
  }

  private static Verdict result(Future<Verdict> pending, Cancellation cancellation) {
    try {
      return pending.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancellation.request();
      cancellation.throwIfRequested();
      throw new IllegalStateException("a requested cancellation throws", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("judging failed", e);
    }
  }

  private Rubric rubric(JudgedAnswer answer) {
    Rubric rubric = rubrics.get(answer.criterion());
    if (rubric == null) {
      throw new BadInputException(
          new Problem(
              "The judge has no rubric",
              "question " + answer.id(),
              "the criterion " + answer.criterion(),
              "one of " + rubrics.keySet(),
              "Give the judge a rubric for every criterion."));
    }
    return rubric;
  }

  private static String text(Rubric rubric) {
    return rubric.showsTruth() + "\n" + rubric.instructions();
  }

  private static String token(String variable, UnaryOperator<String> environment) {
    String token = environment.apply(variable);
    if (token == null || token.isBlank()) {
      throw new BadInputException(
          new Problem(
              "The judge's token is missing",
              "environment variable " + variable,
              token == null ? "not set" : "empty",
              "the token of the judge",
              "Set the variable for the process that runs the experiment."));
    }
    return token.strip();
  }
}
