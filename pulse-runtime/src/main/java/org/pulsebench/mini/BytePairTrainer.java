package org.pulsebench.mini;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pulsebench.Checks;
import org.pulsebench.mini.BytePairVocabulary.Merge;

/**
 * Learns a byte-level BPE vocabulary from texts (Sennrich, Haddow and Birch, 2016, over bytes as in
 * GPT-2).
 *
 * <p>Again and again the most frequent pair of neighbouring tokens becomes a token. Pairs never
 * reach across the pieces into which GPT-2 cuts a text: a word with the space before it, a number,
 * a run of signs, a run of white space. Of equally frequent pairs the first in lexicographic order
 * wins, so that the same texts in any order give the same vocabulary; Hugging Face's trainer
 * decides by token ids instead.
 */
public final class BytePairTrainer {

  /**
   * Where texts are cut, by GPT-2's rule, which Hugging Face's {@code ByteLevel} pre-tokenizer
   * follows too.
   */
  private static final Pattern PIECE =
      Pattern.compile(
          String.join(
              "|",
              "'(?:s|t|re|ve|m|ll|d)",
              " ?\\p{L}+",
              " ?\\p{N}+",
              " ?[^\\s\\p{L}\\p{N}]+",
              "\\s+(?!\\S)",
              "\\s+"),
          Pattern.UNICODE_CHARACTER_CLASS);

  /** A pair seen once is no pattern: its token would save nothing elsewhere. */
  private static final int MIN_COUNT = 2;

  private static final Comparator<Merge> LEXICOGRAPHIC =
      Comparator.comparing(Merge::left).thenComparing(Merge::right);

  private static final Comparator<Map.Entry<Merge, Long>> BEST =
      Map.Entry.<Merge, Long>comparingByValue()
          .thenComparing(Map.Entry.comparingByKey(LEXICOGRAPHIC.reversed()));

  private final List<Word> words = new ArrayList<>();
  private final Map<Merge, Long> counts = new HashMap<>();
  private final Map<Merge, Set<Integer>> places = new HashMap<>();

  /** A piece of text as the tokens it consists of by now, and how often it was seen. */
  private record Word(List<String> tokens, long count) {

    List<Merge> pairs() {
      List<Merge> pairs = new ArrayList<>();
      for (int i = 1; i < tokens.size(); i++) {
        pairs.add(new Merge(tokens.get(i - 1), tokens.get(i)));
      }
      return pairs;
    }

    /** Merges from left to right, as the encoder does. */
    Word apply(Merge merge) {
      List<String> merged = new ArrayList<>();
      for (int i = 0; i < tokens.size(); i++) {
        boolean here =
            i + 1 < tokens.size()
                && tokens.get(i).equals(merge.left())
                && tokens.get(i + 1).equals(merge.right());
        merged.add(here ? merge.merged() : tokens.get(i));
        i += here ? 1 : 0;
      }
      return new Word(merged, count);
    }
  }

  private BytePairTrainer(Map<String, Long> pieces) {
    pieces.forEach(
        (piece, count) -> {
          words.add(new Word(ByteAlphabet.spell(piece), count));
          add(words.size() - 1, 1);
        });
  }

  /**
   * Learns from texts that count once each.
   *
   * @param texts in any order
   * @param merges how many merges to learn; fewer are learnt if no pair is left that occurs twice
   * @throws IllegalArgumentException if a text is not valid Unicode
   */
  public static BytePairVocabulary train(Iterable<String> texts, int merges) {
    Map<String, Long> counted = new HashMap<>();
    texts.forEach(text -> counted.merge(text, 1L, Long::sum));
    return train(counted, merges);
  }

  /**
   * Learns from texts that count as often as is said.
   *
   * @param texts each with its count, at least 1
   * @param merges as in {@link #train(Iterable, int)}
   * @throws IllegalArgumentException if a text is not valid Unicode, or a count is not positive
   */
  public static BytePairVocabulary train(Map<String, Long> texts, int merges) {
    Checks.require(merges >= 0, "merges", merges, "at least 0");
    Map<String, Long> pieces = new HashMap<>();
    texts.forEach(
        (text, count) -> {
          Checks.require(count >= 1, "count", count, "at least 1");
          Matcher piece = PIECE.matcher(text);
          while (piece.find()) {
            pieces.merge(piece.group(), count, Math::addExact);
          }
        });
    return new BytePairVocabulary(new BytePairTrainer(pieces).learn(merges));
  }

  private List<Merge> learn(int wanted) {
    List<Merge> learnt = new ArrayList<>();
    while (learnt.size() < wanted) {
      Optional<Merge> best =
          counts.entrySet().stream()
              .filter(pair -> pair.getValue() >= MIN_COUNT)
              .max(BEST)
              .map(Map.Entry::getKey);
      if (best.isEmpty()) {
        break;
      }
      learnt.add(best.get());
      apply(best.get());
    }
    return learnt;
  }

  private void apply(Merge merge) {
    for (int place : Set.copyOf(places.get(merge))) {
      add(place, -1);
      words.set(place, words.get(place).apply(merge));
      add(place, 1);
    }
  }

  /** Counts the pairs of a word, or with sign -1 takes them back. */
  private void add(int place, int sign) {
    Word word = words.get(place);
    for (Merge pair : word.pairs()) {
      if (counts.merge(pair, sign * word.count(), Math::addExact) == 0) {
        counts.remove(pair);
      }
      Set<Integer> known = places.computeIfAbsent(pair, absent -> new HashSet<>());
      if (sign > 0) {
        known.add(place);
      } else {
        known.remove(place);
      }
    }
  }
}
