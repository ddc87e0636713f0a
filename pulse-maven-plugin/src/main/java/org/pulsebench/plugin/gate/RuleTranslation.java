package org.pulsebench.plugin.gate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.NearNames;
import org.pulsebench.Problem;
import org.pulsebench.data.Modality;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.TrainedParts;
import org.pulsebench.results.QuestionSet;

/** Makes a rule of what a POM says, and names the element in whatever it refuses. */
final class RuleTranslation {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final Pattern FRACTION = Pattern.compile("0\\.0*[1-9]\\d*");
  private static final String LEAVE_OUT = "Leave the element out.";

  private final RuleConfiguration from;
  private final int number;

  /**
   * Creates a translation.
   *
   * @param number of the rule in its list, from 1
   */
  RuleTranslation(RuleConfiguration from, int number) {
    this.from = from;
    this.number = number;
  }

  GateRule rule() {
    QuestionSet set =
        choice("set", from.set, List.of(QuestionSet.values()), QuestionSet::id)
            .orElseThrow(() -> needed("set", "unlearn"));
    Optional<Modality> modality =
        choice("modality", from.modality, List.of(Modality.values()), QuestionSet::word);
    RuleMetric metric =
        choice("metric", from.metric, List.of(RuleMetric.values()), RuleMetric::id)
            .orElse(RuleMetric.ACCURACY);
    OptionalInt requests = requests();
    requireSense(set, modality, metric, requests);
    TaskQuestions tasks = tasks(set, modality, metric, requests);
    if (metric.isJudged()) {
      requirePerCent(from.minimum);
    }
    return new GateRule(
        text(from.name),
        text(from.protocol).orElseThrow(() -> needed("protocol", "fine-tuned")),
        text(from.method),
        trainedParts(),
        set,
        modality,
        metric,
        tasks,
        requests,
        choice("scorer", from.scorer, Protocol.SCORERS, scorer -> scorer),
        bounds(requests),
        choice("require", from.require, List.of(Requirement.values()), Requirement::id)
            .orElse(Requirement.MEAN));
  }

  private void requireSense(
      QuestionSet set, Optional<Modality> modality, RuleMetric metric, OptionalInt requests) {
    if (set == QuestionSet.EXAM && modality.isPresent()) {
      throw bad(
          "modality", from.modality, "none: the exam is asked in no modality apart", LEAVE_OUT);
    }
    if (metric == RuleMetric.DERIVED && requests.equals(OptionalInt.of(0))) {
      throw bad(
          "requests", "0", "1 or more: derived figures are of what unlearning changed", LEAVE_OUT);
    }
    if (metric != RuleMetric.AREA) {
      return;
    }
    if (set == QuestionSet.UNLEARN) {
      throw bad(
          "set",
          from.set,
          "retain or exam: an area says how long something was kept",
          "Write <set>retain</set>, or another <metric>.");
    }
    if (modality.isPresent()) {
      throw bad("modality", from.modality, "none: an area is of both together", LEAVE_OUT);
    }
    if (requests.isPresent()) {
      throw bad("requests", from.requests, "none: an area is over all requests", LEAVE_OUT);
    }
  }

  /** Looks at what only published tasks have, and at what they do not have. */
  private TaskQuestions tasks(
      QuestionSet set, Optional<Modality> modality, RuleMetric metric, OptionalInt requests) {
    Optional<String> task = text(from.task);
    boolean variants =
        choice(
                "questions",
                from.questions,
                List.of(TaskQuestions.BASE, TaskQuestions.VARIANTS),
                word -> word)
            .map(TaskQuestions.VARIANTS::equals)
            .orElse(false);
    if (metric.isJudged()) {
      requireTaskSense(set, modality, metric, requests);
    } else if (task.isPresent() || text(from.questions).isPresent()) {
      String element = task.isPresent() ? "task" : "questions";
      throw bad(
          element,
          task.orElse(from.questions),
          "none: it is for forget-quality, utility and drift",
          LEAVE_OUT);
    }
    return new TaskQuestions(task, variants);
  }

  private void requireTaskSense(
      QuestionSet set, Optional<Modality> modality, RuleMetric metric, OptionalInt requests) {
    boolean unlearn = set == QuestionSet.UNLEARN;
    if (set == QuestionSet.EXAM || (metric == RuleMetric.FORGET_QUALITY && !unlearn)) {
      throw bad(
          "set",
          from.set,
          metric == RuleMetric.FORGET_QUALITY ? "unlearn" : "unlearn or retain",
          "Write <set>unlearn</set>, or another <metric>.");
    }
    if (modality.isPresent()) {
      throw bad("modality", from.modality, "none: published tasks ask in one", LEAVE_OUT);
    }
    if (text(from.scorer).isPresent()) {
      throw bad("scorer", from.scorer, "none: the experiment's judge scores", LEAVE_OUT);
    }
    if (metric == RuleMetric.DRIFT && requests.isPresent()) {
      throw bad("requests", from.requests, "none: a drift is over all requests", LEAVE_OUT);
    }
    if (metric == RuleMetric.DRIFT && text(from.task).isPresent()) {
      throw bad("task", from.task, "none: a drift is over all tasks", LEAVE_OUT);
    }
  }

  /** Reports show scores from 0 to 1: a minimum taken from there would hold next to anything. */
  private void requirePerCent(String minimum) {
    Optional<String> fraction = text(minimum).filter(text -> FRACTION.matcher(text).matches());
    if (fraction.isPresent()) {
      String hundredfold = new BigDecimal(fraction.get()).movePointRight(2).toPlainString();
      throw bad(
          "minimum",
          minimum,
          "per cent from 1 to 100, a hundred times the score in reports",
          "Write <minimum>%s</minimum>.".formatted(hundredfold));
    }
  }

  private List<Bound> bounds(OptionalInt requests) {
    Optional<Amount> minimum = amount("minimum", from.minimum, "62.5");
    Optional<Amount> maximum = amount("maximum", from.maximum, "40");
    Optional<Amount> within = amount("within", from.within, "5");
    Optional<Amount> published = amount("published", from.published, "71");
    Optional<Bound> loss = loss(requests);
    if (minimum.isPresent()
        && maximum.isPresent()
        && minimum.get().value() > maximum.get().value()) {
      throw bad(
          "minimum",
          from.minimum,
          "at most the maximum, " + maximum.get().text(),
          "Exchange <minimum> and <maximum>, or leave one of them out.");
    }
    if (published.isPresent() && within.isEmpty()) {
      throw bad(
          "published",
          from.published,
          "<within> beside it",
          "Write <within>5</within> beside it: how many points from there are allowed.");
    }
    List<Bound> bounds = new ArrayList<>();
    minimum.ifPresent(amount -> bounds.add(new Bound.Minimum(amount)));
    maximum.ifPresent(amount -> bounds.add(new Bound.Maximum(amount)));
    loss.ifPresent(bounds::add);
    within.ifPresent(points -> bounds.add(new Bound.Within(points, published)));
    if (bounds.isEmpty()) {
      throw new BadInputException(
          new Problem(
              "A rule of the gate has no bound",
              place(),
              "none",
              "at least one of <minimum>, <maximum>, <maximumLoss> and <within>",
              "Write <maximum>40</maximum> in it, for instance."));
    }
    return bounds;
  }

  private Optional<Bound> loss(OptionalInt requests) {
    Optional<String> text = text(from.maximumLoss);
    if (text.isPresent() && requests.equals(OptionalInt.of(0))) {
      throw bad("requests", "0", "1 or more: a baseline is of what unlearning left", LEAVE_OUT);
    }
    return text.map(
        given -> {
          boolean relative = given.endsWith("%");
          String bare = relative ? given.substring(0, given.length() - 1).strip() : given;
          return new Bound.MaximumLoss(
              amount("maximumLoss", bare, "3")
                  .orElseThrow(() -> noNumber("maximumLoss", given, "3")),
              relative);
        });
  }

  private Optional<Amount> amount(String element, String given, String example) {
    return text(given)
        .map(
            text -> {
              if (!NUMBER.matcher(text).matches() || Amount.of(text).value() > 100) {
                throw noNumber(element, given, example);
              }
              return Amount.of(text);
            });
  }

  /** Suggests the number that was meant, where it can be seen, instead of any. */
  private BadInputException noNumber(String element, String given, String example) {
    String meant = given.strip().replace(',', '.').replaceAll("\\s*(%|percent|points?)$", "");
    boolean seen = NUMBER.matcher(meant).matches() && Amount.of(meant).value() <= 100;
    String expected =
        switch (element) {
          case "within" -> "points from 0 to 100, such as 5 or 2.5";
          case "maximumLoss" -> "points, such as 3, or per cent of the baseline, such as 5 %";
          default -> "per cent from 0 to 100, such as 40 or 62.5, without a sign";
        };
    return bad(
        element,
        given,
        expected,
        "Write <%s>%s</%s>.".formatted(element, seen ? meant : example, element));
  }

  private OptionalInt requests() {
    Optional<String> text = text(from.requests);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!text.get().matches("\\d{1,6}")) {
      throw bad(
          "requests",
          from.requests,
          "a whole number, 0 for the state before unlearning",
          "Write <requests>1</requests>, or leave it out for the last.");
    }
    return OptionalInt.of(Integer.parseInt(text.get()));
  }

  private Optional<TrainedParts> trainedParts() {
    try {
      return text(from.trainedParts).map(TrainedParts::of);
    } catch (BadInputException e) {
      throw bad(
          "trainedParts",
          from.trainedParts,
          e.problem().expected(),
          "Write <trainedParts>projector+llm</trainedParts>, or leave it out for every choice.");
    }
  }

  private <T> Optional<T> choice(
      String element, String given, List<T> values, Function<T, String> word) {
    Optional<String> text = text(given);
    List<String> words = values.stream().map(word).toList();
    Optional<T> found =
        text.flatMap(
            one -> values.stream().filter(value -> word.apply(value).equals(one)).findFirst());
    if (text.isPresent() && found.isEmpty()) {
      String meant = NearNames.of(text.get(), words).stream().findFirst().orElse(words.get(0));
      throw bad(
          element,
          given,
          NearNames.expected(text.get(), words),
          "Write <%s>%s</%s>.".formatted(element, meant, element));
    }
    return found;
  }

  private BadInputException needed(String element, String example) {
    return new BadInputException(
        new Problem(
            "A rule of the gate lacks an element",
            place() + ", <" + element + ">",
            "none",
            "one",
            "Write <%s>%s</%s> in it, for instance.".formatted(element, example, element)));
  }

  private BadInputException bad(String element, String found, String expected, String remedy) {
    return new BadInputException(
        new Problem(
            "A rule of the gate cannot be used",
            place() + ", <" + element + ">",
            "\"" + found + "\"",
            expected,
            remedy));
  }

  private String place() {
    return "<gate><rules><rule> number "
        + number
        + text(from.name).map(name -> " (" + name + ")").orElse("");
  }

  private static Optional<String> text(String given) {
    return Stream.ofNullable(given).map(String::strip).filter(one -> !one.isEmpty()).findFirst();
  }
}
