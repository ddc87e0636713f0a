package org.pulsebench.evaluation.judge;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a true answer tells beyond its question, as weighted stems.
 *
 * <p>Names, numbers, yes and no weigh {@value #KEY}, other words 1: "first aired in Japan in 1986"
 * is told by "Japan, 1986" and not by "first aired in".
 *
 * @param weights by stem; at least one
 */
record TrueAnswer(Map<String, Integer> weights) {

  /** Share of the weight from which a truth of keys consists of them. */
  private static final double OF_KEYS = 2.0 / 3;

  /** Share of a short truth, or of a long one of keys, that is as good as all. */
  private static final double MOST = 0.6;

  private static final double MOST_OF_LONG = 0.4;

  /** Weight of a long truth. */
  private static final int LONG = 15;

  /** Weight that is as good as all of a truth in prose, which has many wordings. */
  private static final int GIST = 5;

  /** Least weight, or share of a truth, that is part of it. */
  private static final int SOME = 2;

  private static final double SOME_OF_SHORT = 0.2;

  /** Least share of an answer in prose that has to come from the truth. */
  private static final double PRECISION = 0.15;

  /** Share of an answer from which it consists of a part of the truth. */
  private static final double MOSTLY = 0.5;

  /** Share of a truth from which another number than its own makes an answer wrong. */
  private static final double NUMERIC = 0.25;

  private static final int KEY = 2;
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern YEAR = Pattern.compile("1\\d{3}|20\\d{2}");
  private static final Pattern POLARITY = Pattern.compile("yes|no");

  TrueAnswer {
    weights = Map.copyOf(weights);
  }

  /** Weighs the stems of a truth, some of which are names. */
  static TrueAnswer of(Set<String> stems, Set<String> names) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    for (String stem : stems) {
      boolean key = names.contains(stem) || isNumeric(stem) || POLARITY.matcher(stem).matches();
      weights.put(stem, key ? KEY : 1);
    }
    return new TrueAnswer(weights);
  }

  /** Returns the years of a truth alone, or all of it if it has none. */
  TrueAnswer years() {
    Set<String> years = matching(weights.keySet(), YEAR);
    return years.isEmpty() ? this : of(years, Set.of());
  }

  /** Returns how much of this an answer tells. */
  Told in(AnswerWords said) {
    Set<String> shared = new LinkedHashSet<>(weights.keySet());
    shared.retainAll(said.stems());
    int told = weight(shared);
    if (told == 0 || isContradicted(said.stems(), shared)) {
      return Told.NOTHING;
    }
    int total = weight(weights.keySet());
    double share = (double) told / total;
    if (weight(keys(weights.keySet())) >= OF_KEYS * total) {
      return share >= (total < LONG ? MOST : MOST_OF_LONG) ? Told.ALL : Told.PART;
    }
    double precision = (double) told / said.carrying().size();
    if (share >= MOST || (told >= GIST && precision >= PRECISION)) {
      return Told.ALL;
    }
    boolean some = told >= SOME && precision >= PRECISION;
    return some || share >= SOME_OF_SHORT || precision >= MOSTLY ? Told.PART : Told.NOTHING;
  }

  /** Returns whether an answer shares a name or number. */
  boolean sharesKey(AnswerWords said) {
    return keys(weights.keySet()).stream().anyMatch(said.stems()::contains);
  }

  /**
   * Returns whether an answer has yes for no, or another number or year where numbers are much of
   * the truth. Several shared names outweigh that; one may be chance.
   */
  private boolean isContradicted(Set<String> said, Set<String> shared) {
    if (isOther(said, POLARITY)) {
      return true;
    }
    Set<String> numbers = matching(weights.keySet(), NUMBER);
    boolean numeric = weight(numbers) >= NUMERIC * weight(weights.keySet());
    long names = keys(shared).stream().filter(each -> !isNumeric(each)).count();
    return numeric && names < 2 && (isOther(said, NUMBER) || isOther(said, YEAR));
  }

  private boolean isOther(Set<String> said, Pattern kind) {
    Set<String> expected = matching(weights.keySet(), kind);
    Set<String> found = matching(said, kind);
    return !expected.isEmpty() && !found.isEmpty() && expected.stream().noneMatch(found::contains);
  }

  private Set<String> keys(Set<String> stems) {
    return stems.stream()
        .filter(stem -> weights.get(stem) == KEY)
        .collect(Collectors.toUnmodifiableSet());
  }

  private int weight(Set<String> stems) {
    return stems.stream().mapToInt(weights::get).sum();
  }

  private static boolean isNumeric(String stem) {
    return NUMBER.matcher(stem).matches();
  }

  private static Set<String> matching(Set<String> words, Pattern kind) {
    return words.stream()
        .filter(word -> kind.matcher(word).matches())
        .collect(Collectors.toUnmodifiableSet());
  }
}
