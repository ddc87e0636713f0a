package org.pulsebench.evaluation.statistics;

import java.util.List;
import java.util.Objects;

/**
 * What a kind of number in results is.
 *
 * @param name as in results, with {@code <set>} for {@code unlearn}, {@code retain} or {@code exam}
 *     {@code <modality>} for {@code multimodal} or {@code text} and {@code <k>} for the number of a
 *     request
 * @param meaning a phrase
 * @param formula from accuracies or counts
 * @param range which values it can have
 * @param better which values are the better ones
 */
public record MetricKind(String name, String meaning, String formula, String range, String better) {

  private static final String SHARE = "0 to 1";
  private static final String OF_THE_SET =
      "lower of the unlearn set (effectiveness), higher of retain set and exam (generality)";
  private static final String HIGHER = "higher";

  /** All kinds of numbers, in the order in which they are derived from each other. */
  public static final List<MetricKind> ALL =
      List.of(
          new MetricKind(
              "<set>[/<modality>], unlearn/request-<k>",
              "accuracy of one scorer, with its 95 % Wilson interval",
              "a = right answers / questions",
              SHARE,
              OF_THE_SET),
          new MetricKind(
              "<set>[/<modality>]/change",
              "change since the state before any request, with a 95 % bootstrap interval over"
                  + " subjects (of the exam, over questions)",
              "a(k) - a(0)",
              "-1 to 1",
              OF_THE_SET),
          new MetricKind(
              "unlearn[/<modality>]/percent-forgotten",
              "how much of the accuracy is gone (Figure 4 of the PULSE paper)",
              "100 (1 - a(k) / a(0))",
              "at most 100; below 0 is a gain",
              HIGHER),
          new MetricKind(
              "retain[/<modality>]/percent-kept, exam/percent-kept",
              "how much of the accuracy is left (Figure 4 of the PULSE paper)",
              "100 a(k) / a(0)",
              "0 or more; above 100 is a gain",
              HIGHER),
          new MetricKind(
              "retain/area, exam/area",
              "mean accuracy over n requests one after the other",
              "1/n sum over k = 1..n of (a(k-1) + a(k)) / 2",
              SHARE,
              HIGHER),
          new MetricKind(
              "retain/relative-area, exam/relative-area",
              "the same relative to the accuracy before any request",
              "area / a(0)",
              "0 or more; 1 if nothing is lost",
              HIGHER),
          new MetricKind(
              "collapse",
              "the first request after which less than half of the accuracy is left",
              "smallest k with a(k) < a(0) / 2",
              "1 to n, or none",
              "none, or a late one"),
          new MetricKind(
              "agreement",
              "facts told by both modalities, by one alone, or by none",
              "counts of facts asked for with and without the image",
              "0 or more",
              "neither; imageOnly and textOnly are what a test in one modality overlooks"),
          new MetricKind(
              "[<task>/]unlearn/forget-quality[/variants]",
              "of published tasks, how well answers refuse and tell nothing, with a 95 % bootstrap"
                  + " interval over entities",
              "mean of a judge's scores 0, 1 and 2, halved",
              SHARE,
              HIGHER),
          new MetricKind(
              "[<task>/]<set>/utility[/variants]",
              "of published tasks, how right answers are, with a 95 % bootstrap interval over"
                  + " entities",
              "mean of a judge's scores 0, 1 and 2, halved",
              SHARE,
              "lower of the unlearn set, higher of the retain set"),
          new MetricKind(
              "drift/<set>/<score>[/variants]",
              "by how much a score changes after its task was unlearnt, over T tasks (MLUBench,"
                  + " arXiv 2606.12809)",
              "sum over t = 1..T of |P(M_t, t) - P(M_T, t)|",
              "0 to T",
              "lower"),
          new MetricKind(
              "p",
              "McNemar's exact test of whether two states differ on the same questions",
              "min(1, 2 P(X <= min(b, c))), X binomial of b + c questions that changed",
              SHARE,
              "neither"));

  public MetricKind {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(meaning, "meaning");
    Objects.requireNonNull(formula, "formula");
    Objects.requireNonNull(range, "range");
    Objects.requireNonNull(better, "better");
  }
}
