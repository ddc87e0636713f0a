package org.pulsebench.mini;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pulsebench.Checks;

/**
 * A byte-level BPE vocabulary: the 256 bytes and what merges make of them, so that any text can be
 * encoded.
 *
 * @param merges in the order in which they are applied; each joins tokens that exist by then
 */
public record BytePairVocabulary(List<Merge> merges) {

  /**
   * One merge of two neighbouring tokens.
   *
   * @param left the token on the left, spelt in GPT-2's characters for bytes
   * @param right the token on the right
   */
  public record Merge(String left, String right) {

    public Merge {
      Checks.require(!left.isEmpty(), "left", left, "a token");
      Checks.require(!right.isEmpty(), "right", right, "a token");
    }

    /** Returns the token that the two become. */
    public String merged() {
      return left + right;
    }
  }

  public BytePairVocabulary {
    merges = List.copyOf(merges);
    Set<String> known = new HashSet<>(ByteAlphabet.symbols());
    Set<Merge> seen = new HashSet<>();
    for (Merge merge : merges) {
      boolean joinsKnown = known.contains(merge.left()) && known.contains(merge.right());
      Checks.require(joinsKnown, "merge", merge, "of two tokens that exist before it");
      Checks.require(seen.add(merge), "merge", merge, "there once");
      known.add(merge.merged());
    }
  }

  /** Returns the tokens in order of their ids: the bytes 0 to 255, then what each merge adds. */
  public List<String> tokens() {
    Set<String> tokens = new LinkedHashSet<>(ByteAlphabet.symbols());
    merges.forEach(merge -> tokens.add(merge.merged())); // two merges may make the same token
    return List.copyOf(tokens);
  }
}
