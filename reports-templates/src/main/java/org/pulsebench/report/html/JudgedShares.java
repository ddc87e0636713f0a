package org.pulsebench.report.html;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.StateResult;
import org.pulsebench.results.details.AskedSubject;
import org.pulsebench.results.details.ResultsDetails;
import org.pulsebench.results.details.WrittenAnswer;

/** The mean utility of the answers about an entity, of base questions and of their variants. */
final class JudgedShares implements SubjectShares {

  /** Scores of a subject in a state: utility of base questions and variants, forget quality. */
  private record Means(
      DoubleSummaryStatistics base,
      DoubleSummaryStatistics variants,
      DoubleSummaryStatistics forgetQuality) {

    Means() {
      this(
          new DoubleSummaryStatistics(),
          new DoubleSummaryStatistics(),
          new DoubleSummaryStatistics());
    }

    void add(JudgedScores scores) {
      scores.utility().ifPresent(scores.variant() ? variants::accept : base::accept);
      scores.forgetQuality().ifPresent(forgetQuality::accept);
    }
  }

  private final Map<String, String> titles = new HashMap<>();
  private final List<Map<String, Means>> states = new ArrayList<>();

  JudgedShares(ResultsDetails details, CellResult cell) {
    for (StateResult state : cell.states()) {
      Map<String, Means> means = new HashMap<>();
      for (WrittenAnswer answer : details.evaluation(state).written()) {
        AskedSubject subject = answer.question().subject().orElseThrow();
        titles.put(subject.id(), subject.title());
        means.computeIfAbsent(subject.id(), id -> new Means()).add(JudgedScores.of(answer));
      }
      states.add(means);
    }
  }

  @Override
  public List<String> blocks() {
    return List.of("base", "variants");
  }

  @Override
  public String title(String subject) {
    return titles.getOrDefault(subject, subject);
  }

  @Override
  public OptionalDouble share(String subject, int state, int block) {
    Means means = of(subject, state);
    return mean(block == 0 ? means.base() : means.variants());
  }

  @Override
  public String words(String subject, boolean unlearned) {
    Means before = of(subject, 0);
    Means after = of(subject, states.size() - 1);
    String words =
        "%s, %s: utility %s → %s"
            .formatted(
                title(subject),
                unlearned ? "to be unlearned" : "to be kept",
                shown(mean(before.base())),
                shown(mean(after.base())));
    return unlearned
        ? words
            + ", forget quality %s → %s"
                .formatted(shown(mean(before.forgetQuality())), shown(mean(after.forgetQuality())))
        : words;
  }

  @Override
  public String words(List<String> unlearned) {
    List<OptionalDouble> last =
        unlearned.stream().map(id -> mean(of(id, states.size() - 1).base())).toList();
    long told = last.stream().filter(mean -> mean.orElse(0) > 0).count();
    long unjudged = last.stream().filter(OptionalDouble::isEmpty).count();
    return ("Of %d entities to be unlearned, %d still have an answer that is right at least in"
            + " part%s.")
        .formatted(
            unlearned.size(), told, unjudged == 0 ? "" : ", and " + unjudged + " were not judged");
  }

  private Means of(String subject, int state) {
    Means found = states.get(state).get(subject);
    return found == null ? new Means() : found;
  }

  private static OptionalDouble mean(DoubleSummaryStatistics scores) {
    return scores.getCount() == 0 ? OptionalDouble.empty() : OptionalDouble.of(scores.getAverage());
  }

  private static String shown(OptionalDouble mean) {
    return mean.isEmpty() ? "not judged" : String.format(Locale.ROOT, "%.2f", mean.getAsDouble());
  }
}
