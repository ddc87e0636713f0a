package org.pulsebench.method.lumoe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/**
 * Names with their owners, to be found in texts in a time that hardly depends on how many they are:
 * a trie of tokens for exact names, and lists of names by runs of three characters for others.
 */
final class NameIndex {

  private static final int RUN = 3;
  private static final int[] NO_ENTRY = {};
  private static final Pattern OTHER_THAN_DIGITS = Pattern.compile("\\P{N}+");

  /**
   * A name.
   *
   * @param compact its tokens without anything between
   * @param digits its digits, a blank for whatever is between
   * @param owners the experts of its entities, sorted; none if the base model answers
   */
  record Entry(
      int id, List<String> tokens, String compact, String digits, Set<String> owners) {}

  /** A node of the trie: what may follow, and the name that ends here. */
  private static final class Node {
    private final Map<String, Node> next = new HashMap<>();
    private Entry entry;
  }

  private final Node root = new Node();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, int[]> byRun = new HashMap<>();
  private final int[] runs;

  /**
   * Creates an index.
   *
   * @throws BadInputException if a name has neither letter nor digit, or is that of an entity to be
   *     forgotten and of one to be kept
   */
  NameIndex(List<NamedEntity> entities) {
    // Sorted, so that ids do not depend on the order in which entities are given.
    Map<String, List<NamedEntity>> named = new TreeMap<>();
    for (NamedEntity entity : entities) {
      entity
          .names()
          .forEach(
              name ->
                  named
                      .computeIfAbsent(key(name, entity), unknown -> new ArrayList<>())
                      .add(entity));
    }
    named.forEach(this::add);
    this.runs = new int[entries.size()];
    entries.forEach(this::addRuns);
  }

  /** Returns the names that stand in a text as whole words, without those inside longer ones. */
  List<Entry> exact(List<String> text) {
    List<Entry> found = new ArrayList<>();
    int covered = 0;
    for (int start = 0; start < text.size(); start++) {
      Entry longest = null;
      Node node = root;
      for (int i = start; i < text.size() && node != null; i++) {
        node = node.next.get(text.get(i));
        longest = node != null && node.entry != null ? node.entry : longest;
      }
      if (longest != null && start + longest.tokens().size() > covered) {
        covered = start + longest.tokens().size();
        found.add(longest);
      }
    }
    return found;
  }

  /**
   * Returns names that share so many runs of three characters with a text that they may stand in it
   * with some characters wrong: each wrong one spoils three runs at most.
   */
  List<Entry> candidates(List<String> text, double threshold) {
    int[] shared = new int[entries.size()];
    List<Entry> found = new ArrayList<>();
    for (String run : runsOf(String.join("", text))) {
      for (int id : byRun.getOrDefault(run, NO_ENTRY)) {
        shared[id]++;
        Entry entry = entries.get(id);
        int wrong = wrong(entry.compact(), threshold);
        if (wrong > 0 && shared[id] == Math.max(1, runs[id] - RUN * wrong)) {
          found.add(entry);
        }
      }
    }
    return found;
  }

  /** Returns how many characters of a name may be wrong. */
  static int wrong(String compact, double threshold) {
    // The sum is for 0.85 of 20 characters to leave 3 whatever the rounding.
    return (int) ((1 - threshold) * compact.length() + 1e-9);
  }

  static String digitsOf(String text) {
    return OTHER_THAN_DIGITS.matcher(text).replaceAll(" ").strip();
  }

  private static String key(String name, NamedEntity entity) {
    List<String> tokens = NameTokens.of(name);
    if (tokens.isEmpty()) {
      throw new BadInputException(
          new Problem(
              "Name of an entity cannot be found in any question",
              "entity " + entity.name() + entity.expert().map(e -> " of expert " + e).orElse(""),
              "\"" + name + "\"",
              "a name with a letter or a digit",
              "Give the entity another name, or leave the alias out."));
    }
    return String.join(" ", tokens);
  }

  private void add(String key, List<NamedEntity> entities) {
    Set<String> owners = new TreeSet<>();
    entities.forEach(entity -> entity.expert().ifPresent(owners::add));
    if (!owners.isEmpty() && entities.stream().anyMatch(entity -> entity.expert().isEmpty())) {
      throw new BadInputException(
          new Problem(
              "Name stands for what is forgotten and for what is kept",
              "the name " + entities.get(0).name(),
              "an entity of expert " + owners.iterator().next() + " and a kept one",
              "names by which a question can be told to be about one of them",
              "Give one of the two another name, or keep or forget both."));
    }
    List<String> tokens = List.of(key.split(" "));
    String compact = String.join("", tokens);
    Entry entry = new Entry(entries.size(), tokens, compact, digitsOf(compact), owners);
    entries.add(entry);
    Node node = root;
    for (String token : tokens) {
      node = node.next.computeIfAbsent(token, unknown -> new Node());
    }
    node.entry = entry;
  }

  private void addRuns(Entry entry) {
    Set<String> distinct = runsOf(entry.compact());
    runs[entry.id()] = distinct.size();
    for (String run : distinct) {
      int[] before = byRun.getOrDefault(run, NO_ENTRY);
      int[] after = Arrays.copyOf(before, before.length + 1);
      after[before.length] = entry.id();
      byRun.put(run, after);
    }
  }

  private static Set<String> runsOf(String compact) {
    Set<String> distinct = new HashSet<>();
    for (int end = RUN; end <= compact.length(); end++) {
      distinct.add(compact.substring(end - RUN, end));
    }
    return distinct;
  }
}
