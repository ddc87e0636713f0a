package org.pulsebench.plugin.gate;

import java.util.Comparator;
import java.util.Objects;
import org.pulsebench.results.CellGroup;

/**
 * Which number, in the names of results.
 *
 * @param requests after how many
 * @param metric such as {@code unlearn/text}, {@code exam/percent-kept} or {@code retain/area}
 */
public record MetricKey(
    String protocol, String method, String trainedParts, int requests, String scorer, String metric)
    implements Comparable<MetricKey> {

  private static final Comparator<MetricKey> ORDER =
      Comparator.comparing(MetricKey::protocol)
          .thenComparing(MetricKey::method)
          .thenComparing(MetricKey::trainedParts)
          .thenComparingInt(MetricKey::requests)
          .thenComparing(MetricKey::scorer)
          .thenComparing(MetricKey::metric);

  public MetricKey {
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(trainedParts, "trainedParts");
    Objects.requireNonNull(scorer, "scorer");
    Objects.requireNonNull(metric, "metric");
  }

  static MetricKey of(CellGroup group, int requests, String scorer, String metric) {
    return new MetricKey(
        group.protocol(), group.method(), group.trainedParts().id(), requests, scorer, metric);
  }

  /** Returns whether another is of the same protocol, method and trained parts. */
  boolean isOfSameCell(MetricKey other) {
    return protocol.equals(other.protocol)
        && method.equals(other.method)
        && trainedParts.equals(other.trainedParts);
  }

  @Override
  public int compareTo(MetricKey other) {
    return ORDER.compare(this, other);
  }
}
