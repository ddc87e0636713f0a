package org.pulsebench.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.pulsebench.Checks;
import org.pulsebench.json.JsonFields;

/**
 * How far selections of the best known subjects agree that differ in one thing only.
 *
 * <p>A model's accuracy on five questions is a coarse measure of what it knows; a choice that
 * changes with the wording of the questions is of the wording as much as of the subjects.
 *
 * @param over what the selections differ in
 * @param variants their names, two or more
 * @param wanted how many each was to select
 * @param candidates how many subjects each chose from
 * @param overlaps of every two variants
 * @param always number of subjects that every variant selected
 */
public record SelectionStability(
    Over over,
    List<String> variants,
    int wanted,
    int candidates,
    List<Overlap> overlaps,
    int always) {

  private static final String OVER = "over";
  private static final String VARIANTS = "variants";
  private static final String WANTED = "wanted";
  private static final String CANDIDATES = "candidates";
  private static final String OVERLAPS = "overlaps";
  private static final String ALWAYS = "always";
  private static final String ONE = "one";
  private static final String OTHER = "other";
  private static final String SHARED = "shared";
  private static final String EITHER = "either";
  private static final String JACCARD = "jaccard";

  /** What selections differ in. */
  public enum Over {
    /** The wording of the questions and the order of their options. */
    PROMPTS("prompts"),

    /** The seed, which decides between subjects that are known equally well. */
    SEEDS("seeds");

    private final String id;

    Over(String id) {
      this.id = id;
    }

    /** Returns the name in files and texts. */
    public String id() {
      return id;
    }
  }

  /**
   * What two selections have in common.
   *
   * @param shared number of subjects in both
   * @param either number of subjects in one or both
   */
  public record Overlap(String one, String other, int shared, int either) {

    public Overlap {
      Objects.requireNonNull(one, ONE);
      Objects.requireNonNull(other, OTHER);
      Checks.require(shared >= 0 && shared <= either, SHARED, shared, "from 0 to " + either);
    }

    /** Returns the Jaccard index, from 0 to 1: 1 where both are equal. */
    public double jaccard() {
      return either == 0 ? 1 : (double) shared / either;
    }
  }

  public SelectionStability {
    Objects.requireNonNull(over, OVER);
    variants = List.copyOf(variants);
    overlaps = List.copyOf(overlaps);
    int count = variants.size();
    Checks.require(count >= 2, VARIANTS, count, "2 or more");
    Checks.require(
        overlaps.size() == count * (count - 1) / 2,
        OVERLAPS,
        overlaps.size(),
        "one for every two of " + count);
    Checks.positive(wanted, WANTED);
    Checks.require(candidates >= wanted, CANDIDATES, candidates, wanted + " or more");
    Checks.require(always >= 0 && always <= wanted, ALWAYS, always, "from 0 to " + wanted);
  }

  /**
   * Compares selections.
   *
   * @param chosen the ids that each variant selected, by its name, in the order of the variants;
   *     {@code wanted} of them, or fewer where fewer are known
   */
  public static SelectionStability of(
      Over over, int wanted, int candidates, Map<String, List<String>> chosen) {
    List<String> variants = List.copyOf(chosen.keySet());
    List<Overlap> overlaps = new ArrayList<>();
    for (int i = 0; i < variants.size(); i++) {
      for (int j = i + 1; j < variants.size(); j++) {
        overlaps.add(overlap(variants.get(i), variants.get(j), chosen));
      }
    }
    Set<String> always = new HashSet<>(chosen.get(variants.get(0)));
    chosen.values().forEach(always::retainAll);
    return new SelectionStability(over, variants, wanted, candidates, overlaps, always.size());
  }

  private static Overlap overlap(String one, String other, Map<String, List<String>> chosen) {
    Set<String> shared = new HashSet<>(chosen.get(one));
    Set<String> either = new HashSet<>(shared);
    shared.retainAll(chosen.get(other));
    either.addAll(chosen.get(other));
    return new Overlap(one, other, shared.size(), either.size());
  }

  /** Returns the share of what was wanted that every variant selected, from 0 to 1. */
  public double share() {
    return (double) always / wanted;
  }

  /** Returns the mean Jaccard index of all pairs of variants. */
  public double meanJaccard() {
    return overlaps.stream().mapToDouble(Overlap::jaccard).average().orElseThrow();
  }

  /**
   * Returns about what the Jaccard index of two random selections would be: of {@code wanted} out
   * of {@code candidates} they share {@code wanted^2 / candidates} in the mean.
   */
  public double jaccardByChance() {
    return wanted / (2.0 * candidates - wanted);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws org.pulsebench.BadInputException if a field is unknown, missing or of another kind
   */
  public static SelectionStability fromJson(JsonFields fields) {
    fields.requireOnly(List.of(OVER, VARIANTS, WANTED, CANDIDATES, OVERLAPS, ALWAYS));
    int wanted = fields.wholeNumber(WANTED, 1, Integer.MAX_VALUE);
    return new SelectionStability(
        fields.choice(OVER, List.of(Over.values()), Over::id),
        fields
            .texts(VARIANTS)
            .orElseThrow(() -> fields.bad(VARIANTS, fields.get(VARIANTS), "a list of names")),
        wanted,
        fields.wholeNumber(CANDIDATES, wanted, Integer.MAX_VALUE),
        fields.objects(OVERLAPS).stream().map(SelectionStability::overlap).toList(),
        fields.wholeNumber(ALWAYS, 0, wanted));
  }

  private static Overlap overlap(JsonFields fields) {
    fields.requireOnly(List.of(ONE, OTHER, SHARED, EITHER, JACCARD));
    int either = fields.wholeNumber(EITHER, 0, Integer.MAX_VALUE);
    return new Overlap(
        fields.requiredText(ONE),
        fields.requiredText(OTHER),
        fields.wholeNumber(SHARED, 0, either),
        either);
  }

  /** Returns every field, and the Jaccard index once more for other readers. */
  public ObjectNode toJson() {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put(OVER, over.id());
    ArrayNode names = object.putArray(VARIANTS);
    variants.forEach(names::add);
    object.put(WANTED, wanted).put(CANDIDATES, candidates);
    ArrayNode pairs = object.putArray(OVERLAPS);
    for (Overlap overlap : overlaps) {
      pairs
          .addObject()
          .put(ONE, overlap.one())
          .put(OTHER, overlap.other())
          .put(SHARED, overlap.shared())
          .put(EITHER, overlap.either())
          .put(JACCARD, overlap.jaccard());
    }
    return object.put(ALWAYS, always);
  }
}
