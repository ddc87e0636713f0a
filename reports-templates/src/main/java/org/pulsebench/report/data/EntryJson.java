package org.pulsebench.report.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.pulsebench.report.Entry;

/** What stands where a row and a column meet, as JSON. */
final class EntryJson {

  private EntryJson() {}

  static void put(Entry entry, ObjectNode json) {
    json.put("text", entry.text());
    if (entry instanceof Entry.Value value) {
      value(value, json);
    } else if (entry instanceof Entry.Absent absent) {
      json.put("absent", JsonReport.word(absent.reason()));
      json.put("explanation", absent.explanation());
    }
    entry
        .published()
        .ifPresent(
            paper ->
                json.putObject("published")
                    .put("value", paper.value())
                    .put("error", paper.error())
                    .put("reading", paper.reading().word())
                    .put("item", paper.item()));
  }

  private static void value(Entry.Value value, ObjectNode json) {
    json.put("value", value.value()).put("unit", JsonReport.word(value.unit()));
    value.interval().ifPresent(interval -> interval(interval, json.putObject("interval")));
    if (value.count() > 0) {
      json.put("count", value.count()).put("counted", value.counted());
    }
    if (value.mark() != Entry.Mark.NONE) {
      json.put("mark", JsonReport.word(value.mark()));
    }
    ArrayNode seeds = json.putArray("seeds");
    for (Entry.SeedValue seed : value.seeds()) {
      ObjectNode one = seeds.addObject().put("seed", seed.seed()).put("value", seed.value());
      seed.interval().ifPresent(interval -> interval(interval, one.putObject("interval")));
    }
    for (Entry.Gap gap : value.gaps()) {
      seeds
          .addObject()
          .put("seed", gap.seed())
          .put("absent", JsonReport.word(gap.reason()))
          .put("explanation", gap.explanation());
    }
  }

  private static void interval(Entry.Interval interval, ObjectNode json) {
    json.put("low", interval.low()).put("high", interval.high()).put("method", interval.method());
  }
}
