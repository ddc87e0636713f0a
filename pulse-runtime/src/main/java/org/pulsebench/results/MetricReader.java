package org.pulsebench.results;

import java.util.List;
import java.util.OptionalDouble;
import org.pulsebench.evaluation.statistics.Agreement;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.McNemar;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.evaluation.statistics.Spread;
import org.pulsebench.json.JsonFields;

/** Reads the numbers of results. */
final class MetricReader {

  private MetricReader() {}

  static Metric metric(JsonFields fields) {
    fields.requireOnly(List.of("name", "direction", "value", "low", "high", "count"));
    double value = Scalars.number(fields, "value");
    boolean interval = !(fields.get("low").isMissingNode() && fields.get("high").isMissingNode());
    double low = interval ? Scalars.number(fields, "low") : value;
    if (low > value) {
      throw fields.bad("low", fields.get("low"), "at most the value, " + value);
    }
    return new Metric(
        Scalars.visible(fields, "name"),
        direction(fields),
        value,
        low,
        interval ? fields.number("high", value, "at least the value, " + value) : value,
        Scalars.positive(fields, "count"));
  }

  /** Reads an accuracy, which is a share and no per cent. */
  static Metric accuracy(JsonFields fields) {
    Metric metric = metric(fields);
    if (metric.low() < 0 || metric.high() > 1) {
      throw fields.bad("value", fields.get("value"), "an accuracy from 0 to 1, with its interval");
    }
    return metric;
  }

  static Figure figure(JsonFields fields) {
    if (fields.get("undefined").isMissingNode()) {
      return new Figure.Known(metric(fields));
    }
    fields.requireOnly(List.of("name", "direction", "undefined"));
    return new Figure.Undefined(
        Scalars.visible(fields, "name"), direction(fields), Scalars.visible(fields, "undefined"));
  }

  static Agreement agreement(JsonFields fields) {
    fields.requireOnly(List.of("both", "imageOnly", "textOnly", "none"));
    return new Agreement(
        Scalars.count(fields, "both"),
        Scalars.count(fields, "imageOnly"),
        Scalars.count(fields, "textOnly"),
        Scalars.count(fields, "none"));
  }

  /** Reads the counts of a test; its p-value follows from them. */
  static McNemar test(JsonFields fields) {
    fields.requireOnly(List.of("rightBeforeOnly", "rightAfterOnly", "p"));
    if (fields.number("p", 0, "a probability") > 1) {
      throw fields.bad("p", fields.get("p"), "a probability");
    }
    return new McNemar(
        Scalars.count(fields, "rightBeforeOnly"), Scalars.count(fields, "rightAfterOnly"));
  }

  static Spread spread(JsonFields fields) {
    int seeds = Scalars.positive(fields, "seeds");
    double mean = Scalars.number(fields, "mean");
    double min = Scalars.number(fields, "min");
    if (min > mean) {
      throw fields.bad("min", fields.get("min"), "at most the mean, " + mean);
    }
    if (fields.has("standardDeviation") != seeds > 1) {
      throw fields.bad(
          "standardDeviation",
          fields.get("standardDeviation"),
          seeds > 1 ? "a number of at least 0" : "none, of one seed");
    }
    return new Spread(
        mean,
        seeds > 1
            ? OptionalDouble.of(fields.number("standardDeviation", 0, "a number of at least 0"))
            : OptionalDouble.empty(),
        min,
        fields.number("max", mean, "at least the mean, " + mean),
        seeds);
  }

  private static Direction direction(JsonFields fields) {
    return fields.choice("direction", List.of(Direction.values()), Direction::name);
  }
}
