package org.pulsebench.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.json.JsonFields;

/**
 * Which subjects a protocol falls on, by their ids in the corpus.
 *
 * @param learned whom the model is taught, all others of the split among them; empty if nobody is
 *     taught, because the knowledge is pre-trained
 * @param requests whom each unlearning operation is to forget, in the order of the operations
 * @param retain who is to be kept
 * @param retainSets whom of them each request is given to keep; empty if each is given all
 */
public record Split(
    List<String> learned,
    List<List<String>> requests,
    List<String> retain,
    List<List<String>> retainSets) {

  private static final String LEARNED = "learned";
  private static final String REQUESTS = "requests";
  private static final String RETAIN = "retain";
  private static final String RETAIN_SETS = "retainSets";

  /**
   * Checks that nobody has two roles.
   *
   * @throws BadInputException if there is no request or an empty one, nobody is retained, somebody
   *     is in two requests or in a request and retained, or somebody is to be forgotten or retained
   *     who was not learned while others were, or the sets to keep are not one for each request or
   *     do not make up who is retained
   */
  public Split {
    learned = List.copyOf(learned);
    requests = requests.stream().map(List::copyOf).toList();
    retain = List.copyOf(retain);
    retainSets = retainSets.stream().map(List::copyOf).toList();
    if (requests.isEmpty() || requests.stream().anyMatch(List::isEmpty)) {
      throw bad(REQUESTS, requests.toString(), "one request or more, each of somebody");
    }
    if (retain.isEmpty()) {
      throw bad(RETAIN, "nobody", "one subject or more");
    }
    requireDistinct(LEARNED, learned);
    List<String> both = new ArrayList<>(flat(requests));
    requireDistinct(REQUESTS, both);
    both.addAll(retain);
    requireDistinct(REQUESTS + " and " + RETAIN, both);
    Set<String> taught = new HashSet<>(learned);
    Optional<String> untaught = both.stream().filter(id -> !taught.contains(id)).findFirst();
    if (!learned.isEmpty() && untaught.isPresent()) {
      throw bad(LEARNED, "not the id " + untaught.get(), "everybody of the split");
    }
    if (!retainSets.isEmpty()
        && (retainSets.size() != requests.size() || !flat(retainSets).equals(retain))) {
      throw bad(
          RETAIN_SETS,
          retainSets.size() + " sets of " + flat(retainSets).size() + " subjects",
          "a set for each of " + requests.size() + " requests, together " + RETAIN);
    }
  }

  /** Creates a split whose requests are given everybody to keep. */
  public Split(List<String> learned, List<List<String>> requests, List<String> retain) {
    this(learned, requests, retain, List.of());
  }

  /** Returns whom a request, counted from 1, is given to keep. */
  public List<String> retainOf(int request) {
    return retainSets.isEmpty() ? retain : retainSets.get(request - 1);
  }

  /** Returns the unlearn set: everybody of all requests, in their order. */
  public List<String> unlearn() {
    return flat(requests);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param source what messages call the place that the object is from
   * @throws BadInputException if a field is unknown, missing or of another kind, or if somebody has
   *     two roles
   */
  public static Split fromJson(JsonNode content, String source) {
    JsonFields fields = JsonFields.root(content, source);
    fields.requireOnly(List.of(LEARNED, REQUESTS, RETAIN, RETAIN_SETS));
    return new Split(
        ids(fields, LEARNED),
        sets(fields, REQUESTS, source),
        ids(fields, RETAIN),
        fields.has(RETAIN_SETS) ? sets(fields, RETAIN_SETS, source) : List.of());
  }

  private static List<List<String>> sets(JsonFields fields, String field, String source) {
    List<List<String>> sets = new ArrayList<>();
    JsonNode list = fields.get(field);
    if (!list.isArray()) {
      throw fields.bad(field, list, "a list of lists of ids");
    }
    for (int i = 0; i < list.size(); i++) {
      String name = field + "[" + i + "]";
      ObjectNode one = JsonNodeFactory.instance.objectNode().set(name, list.get(i));
      sets.add(ids(JsonFields.root(one, source), name));
    }
    return sets;
  }

  /** Returns the ids of all roles in their order. */
  public ObjectNode toJson() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    ArrayNode taught = object.putArray(LEARNED);
    learned.forEach(taught::add);
    ArrayNode list = object.putArray(REQUESTS);
    requests.forEach(request -> request.forEach(list.addArray()::add));
    ArrayNode kept = object.putArray(RETAIN);
    retain.forEach(kept::add);
    if (!retainSets.isEmpty()) {
      ArrayNode sets = object.putArray(RETAIN_SETS);
      retainSets.forEach(set -> set.forEach(sets.addArray()::add));
    }
    return object;
  }

  private static List<String> ids(JsonFields fields, String name) {
    return fields.texts(name).orElseThrow(() -> fields.bad(name, "no such field", "a list of ids"));
  }

  private static List<String> flat(List<List<String>> requests) {
    return requests.stream().flatMap(List::stream).toList();
  }

  private static void requireDistinct(String where, List<String> ids) {
    Set<String> seen = new HashSet<>();
    for (String id : ids) {
      if (!seen.add(id)) {
        throw bad(where, "the id " + id + " twice", "every id once");
      }
    }
  }

  private static BadInputException bad(String where, String found, String expected) {
    return new BadInputException(
        new Problem(
            "Split gives a subject no role or two",
            where,
            found,
            expected,
            "Draw the split again, or correct the file that it was written to."));
  }
}
