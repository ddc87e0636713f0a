package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pulsebench.BadInputException;
import org.pulsebench.NearNames;
import org.pulsebench.Problem;
import org.pulsebench.Sha256;
import org.pulsebench.data.Corpus;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.JsonFile;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.Selection;

/**
 * Whom a model knows best of a corpus, in a file for version control: a protocol that names it asks
 * about those subjects and measures nothing.
 *
 * @param protocol the name of the protocol that they were selected for
 * @param scorer whose judgement counted
 * @param model the digest of the model that was asked
 * @param corpus the digest of the corpus that was asked about
 * @param selections by seed; a single one serves every seed
 */
record SelectionFile(
    String protocol,
    String scorer,
    String model,
    String corpus,
    SortedMap<Long, Selection> selections) {

  private static final String NAME = "pulse-selection";
  private static final int VERSION = 1;

  private static final String FORMAT = "format";
  private static final String VERSION_FIELD = "version";
  private static final String PROTOCOL = "protocol";
  private static final String SCORER = "scorer";
  private static final String MODEL = "model";
  private static final String CORPUS = "corpus";
  private static final String SELECTIONS = "selections";
  private static final String SEED = "seed";

  private static final String MEASURE =
      "Leave the protocol's field selection out to select anew, and pin the file that this writes.";

  SelectionFile {
    Sha256.require(model, MODEL);
    Sha256.require(corpus, CORPUS);
    selections = Collections.unmodifiableSortedMap(new TreeMap<>(selections));
  }

  /** Returns where the selection of a protocol is written, beside the results. */
  static Path of(Path results, String protocol) {
    String plain =
        protocol.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-").replaceAll("^-|-$", "");
    // Names that differ in what a file cannot be called must not share a file.
    String name =
        plain.equals(protocol) ? plain : plain + "-" + Sha256.of(protocol).substring(0, 8);
    return results.resolveSibling("selection-" + name + ".json");
  }

  /**
   * Reads a file.
   *
   * @throws BadInputException if it is none of this format, or a field is unknown, missing or
   *     without a usable value
   * @throws org.pulsebench.EnvironmentException if it cannot be read
   */
  static SelectionFile read(Path file) {
    JsonFields fields = JsonFields.read(file);
    fields.requireOnly(List.of(FORMAT, VERSION_FIELD, PROTOCOL, SCORER, MODEL, CORPUS, SELECTIONS));
    fields.choice(FORMAT, List.of(NAME), name -> name);
    fields.wholeNumber(VERSION_FIELD, VERSION, VERSION);
    SortedMap<Long, Selection> selections = new TreeMap<>();
    for (JsonFields one : fields.objects(SELECTIONS)) {
      JsonNode seed = one.get(SEED);
      if (!seed.isIntegralNumber() || !seed.canConvertToLong()) {
        throw one.bad(SEED, seed, "a whole number");
      }
      ObjectNode selection = JsonNodeFactory.instance.objectNode();
      one.names().stream()
          .filter(name -> !name.equals(SEED))
          .forEach(name -> selection.set(name, one.get(name)));
      String place = "%s, %s of seed %s".formatted(file, SELECTIONS, seed);
      if (selections.put(seed.longValue(), Selection.fromJson(selection, place)) != null) {
        throw one.bad(SEED, seed + " twice", "each seed once");
      }
    }
    if (selections.isEmpty()) {
      throw fields.bad(SELECTIONS, fields.get(SELECTIONS), "at least one");
    }
    return new SelectionFile(
        fields.requiredText(PROTOCOL),
        fields.requiredText(SCORER),
        digest(fields, MODEL),
        digest(fields, CORPUS),
        selections);
  }

  private static String digest(JsonFields fields, String name) {
    String digest = fields.requiredText(name);
    if (!Sha256.isDigest(digest)) {
      throw fields.bad(name, digest, "a SHA-256 in hexadecimal");
    }
    return digest;
  }

  /**
   * Writes the file whole; the same selections give the same bytes.
   *
   * @throws org.pulsebench.EnvironmentException if it cannot be written
   */
  void write(Path file) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put(FORMAT, NAME)
        .put(VERSION_FIELD, VERSION)
        .put(PROTOCOL, protocol)
        .put(SCORER, scorer)
        .put(MODEL, model)
        .put(CORPUS, corpus);
    ArrayNode list = root.putArray(SELECTIONS);
    selections.forEach(
        (seed, selection) -> list.addObject().put(SEED, seed).setAll(selection.toJson()));
    JsonFile.write(root, file);
  }

  /**
   * Returns the selection of a seed.
   *
   * @throws BadInputException if there is none
   */
  Selection of(long seed, Path file) {
    Selection selection = selections.get(selections.size() == 1 ? selections.firstKey() : seed);
    if (selection == null) {
      throw bad(
          "The pinned selection lacks a seed",
          file,
          "selections of the seeds "
              + selections.keySet().stream().map(String::valueOf).collect(Collectors.joining(", ")),
          "one of seed " + seed + ", or a single one for every seed",
          "Run those seeds, or leave one selection in the file.");
    }
    return selection;
  }

  /**
   * Requires that a protocol can use the file.
   *
   * @param file that it was read from
   * @param seeds of the experiment
   * @throws BadInputException if it is of another model or corpus, lacks a seed, or has another
   *     number of subjects than the protocol
   */
  void require(Protocol wanted, List<Long> seeds, State base, Corpus people, Path file) {
    if (!corpus.equals(people.digest())) {
      throw bad(
          "The pinned selection is of another corpus",
          file,
          "corpus " + corpus,
          people.name() + " " + people.version() + ", " + people.digest(),
          "Use the corpus that it was made with. " + MEASURE);
    }
    if (!model.equals(base.identity())) {
      throw bad(
          "The pinned selection is of another model",
          file,
          "model " + model,
          base.identity(),
          "Another model knows others best. " + MEASURE);
    }
    for (long seed : seeds) {
      List<String> ids = of(seed, file).ids();
      int count = wanted.counts().people();
      if (ids.size() != count) {
        throw bad(
            "The pinned selection has another number of people",
            file,
            ids.size() + " of seed " + seed,
            count + ", as protocol " + wanted.name() + " has it",
            "Correct the protocol's people. " + MEASURE);
      }
      requireKnown(ids, people, file);
    }
  }

  private static void requireKnown(List<String> ids, Corpus people, Path file) {
    List<String> known = people.ids();
    if (ids.stream().distinct().count() < ids.size() || !known.containsAll(ids)) {
      String wrong =
          ids.stream()
              .filter(id -> !known.contains(id) || Collections.frequency(ids, id) > 1)
              .findFirst()
              .orElseThrow();
      throw bad(
          "The pinned selection has somebody who cannot be asked about",
          file,
          known.contains(wrong) ? wrong + " twice" : wrong,
          known.contains(wrong) ? "each person once" : NearNames.expected(wrong, known),
          MEASURE);
    }
  }

  private static BadInputException bad(
      String what, Path file, String found, String expected, String remedy) {
    return new BadInputException(new Problem(what, file.toString(), found, expected, remedy));
  }
}
