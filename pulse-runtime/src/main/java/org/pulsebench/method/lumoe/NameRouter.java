package org.pulsebench.method.lumoe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pulsebench.Checks;
import org.pulsebench.method.lumoe.NameIndex.Entry;
import org.pulsebench.method.lumoe.Routing.Match;

/**
 * Routes by the names of entities in a question's text.
 *
 * <p>Names that stand there as whole words decide, all of them, with a score of 1: case, accents and
 * punctuation do not count, and a name inside a longer one does not either. Only if there is none,
 * the name counts that comes nearest: with a similarity (1 minus the edit distance over the name's
 * length, blanks left out) of the threshold or more, and nearer by the margin than any name of
 * another expert or of a kept entity; digits have to be right. Kept entities take part, and route to
 * none.
 *
 * <p>The paper's code matches a model's reply by {@code fuzzywuzzy}'s best score without a threshold,
 * so that something always matches.
 */
public final class NameRouter implements Router {

  /**
   * How near a name has to come.
   *
   * @param threshold least similarity, over 0 and at most 1; 1 leaves whole words alone
   * @param margin least lead over names of others, 0 to 1
   */
  public record Fuzziness(double threshold, double margin) {

    /** At most 15 in 100 characters wrong, and 5 in 100 fewer than of any other name. */
    public static final Fuzziness DEFAULT = new Fuzziness(0.85, 0.05);

    /** Whole words only. */
    public static final Fuzziness NONE = new Fuzziness(1, 0);

    public Fuzziness {
      Checks.require(threshold > 0 && threshold <= 1, "threshold", threshold, "over 0, at most 1");
      Checks.require(margin >= 0 && margin <= 1, "margin", margin, "from 0 to 1");
    }
  }

  private final NameIndex index;
  private final Fuzziness fuzziness;

  /** Creates a router with the default threshold and margin. */
  public NameRouter(List<NamedEntity> entities) {
    this(entities, Fuzziness.DEFAULT);
  }

  /**
   * Creates a router.
   *
   * @param entities of all experts, and kept ones; a name that several experts share routes to all
   * @throws org.pulsebench.BadInputException if a name has neither letter nor digit, or is shared by
   *     an expert's and a kept entity
   */
  public NameRouter(List<NamedEntity> entities, Fuzziness fuzziness) {
    this.index = new NameIndex(entities);
    this.fuzziness = fuzziness;
  }

  @Override
  public Routing route(RoutingQuestion question) {
    List<String> text = NameTokens.of(question.text());
    List<Entry> exact = index.exact(text);
    return exact.isEmpty() ? nearest(text) : to(exact);
  }

  private static Routing to(List<Entry> found) {
    List<Match> matches = new ArrayList<>();
    found.forEach(entry -> matches.addAll(matches(entry.owners(), 1)));
    return Routing.to(matches);
  }

  private Routing nearest(List<String> text) {
    Map<Set<String>, Double> best = new HashMap<>();
    for (Entry entry : index.candidates(text, fuzziness.threshold())) {
      double similarity = similarity(entry, text);
      if (similarity >= fuzziness.threshold()) {
        best.merge(entry.owners(), similarity, Math::max);
      }
    }
    double highest = best.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    List<Set<String>> nearest =
        best.entrySet().stream()
            .filter(each -> isNear(each.getValue(), highest))
            .map(Map.Entry::getKey)
            .toList();
    if (nearest.size() > 1) {
      return Routing.undecided("several names are as near");
    }
    return nearest.isEmpty() ? Routing.none() : Routing.to(matches(nearest.get(0), highest));
  }

  private boolean isNear(double similarity, double highest) {
    return similarity == highest || similarity > highest - fuzziness.margin();
  }

  private static Collection<Match> matches(Set<String> owners, double score) {
    return owners.stream().map(owner -> new Match(owner, score)).toList();
  }

  /** Returns how near a name comes to the part of a text that is nearest to it. */
  private double similarity(Entry entry, List<String> text) {
    String name = entry.compact();
    int most = NameIndex.wrong(name, fuzziness.threshold());
    int least = most + 1;
    for (int start = 0; start < text.size(); start++) {
      StringBuilder window = new StringBuilder();
      for (int end = start; end < text.size(); end++) {
        window.append(text.get(end));
        if (window.length() > name.length() + most) {
          break;
        }
        if (window.length() >= name.length() - most) {
          int distance = distance(name, window);
          if (distance < least && NameIndex.digitsOf(window.toString()).equals(entry.digits())) {
            least = distance;
          }
        }
      }
    }
    return 1 - (double) least / name.length();
  }

  /** Returns the edit distance (Levenshtein 1966). */
  private static int distance(String a, CharSequence b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j < above.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[above.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
