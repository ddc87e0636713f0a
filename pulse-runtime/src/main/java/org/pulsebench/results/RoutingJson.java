package org.pulsebench.results;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pulsebench.json.JsonFields;
import org.pulsebench.method.lumoe.RoutingQuality;

/** The JSON form of how well questions were routed. */
public final class RoutingJson {

  private static final List<String> COUNTS =
      List.of("forget", "found", "missed", "retain", "refused", "matches", "right", "undecided");
  private static final String CONFUSION = "confusion";

  private RoutingJson() {}

  /** Returns the counts, and for each expert how many of its questions went where. */
  public static ObjectNode write(RoutingQuality quality) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("forget", quality.forget())
        .put("found", quality.found())
        .put("missed", quality.missed())
        .put("retain", quality.retain())
        .put("refused", quality.refused())
        .put("matches", quality.matches())
        .put("right", quality.right())
        .put("undecided", quality.undecided());
    ObjectNode confusion = node.putObject(CONFUSION);
    quality.confusion().forEach((owner, places) -> places.forEach(confusion.putObject(owner)::put));
    return node;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws org.pulsebench.BadInputException if a field is missing, unknown or of another kind
   * @throws IllegalArgumentException if the counts do not fit together
   */
  public static RoutingQuality read(JsonFields fields) {
    List<String> known = new ArrayList<>(COUNTS);
    known.add(CONFUSION);
    fields.requireOnly(known);
    JsonFields confusion = fields.requiredObject(CONFUSION);
    Map<String, Map<String, Integer>> rows = new TreeMap<>();
    for (String owner : confusion.names()) {
      JsonFields places = confusion.requiredObject(owner);
      Map<String, Integer> row = new TreeMap<>();
      places.names().forEach(place -> row.put(place, Scalars.count(places, place)));
      rows.put(owner, row);
    }
    return new RoutingQuality(
        Scalars.count(fields, "forget"),
        Scalars.count(fields, "found"),
        Scalars.count(fields, "missed"),
        Scalars.count(fields, "retain"),
        Scalars.count(fields, "refused"),
        Scalars.count(fields, "matches"),
        Scalars.count(fields, "right"),
        Scalars.count(fields, "undecided"),
        rows);
  }
}
