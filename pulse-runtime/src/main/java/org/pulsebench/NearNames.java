package org.pulsebench;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The known names that a mistyped one may have meant, for messages. */
public final class NearNames {

  private static final int MOST_NEAR = 3;
  private static final int MOST_LISTED = 20;

  /** Fewer letters than these stand in too many names to say anything. */
  private static final int LEAST_SHARED = 3;

  private NearNames() {}

  /**
   * Returns up to three names that a wrong one may have meant, the nearest first.
   *
   * <p>A name is near if it holds the wrong one or begins it, with three letters or more, or if few
   * letters have to be typed otherwise (inserted, left out, replaced, or exchanged with their
   * neighbour): one, or a third of the wrong name where that is more, but not all of them. Case
   * does not count.
   */
  public static List<String> of(String wrong, Collection<String> known) {
    String typed = wrong.toLowerCase(Locale.ROOT);
    int most = Math.max(1, typed.length() / 3);
    return known.stream()
        .map(name -> new Candidate(name, distance(typed, name.toLowerCase(Locale.ROOT))))
        .filter(name -> name.isWithin(most) || name.shares(typed))
        .sorted(Comparator.comparingInt(Candidate::distance))
        .limit(MOST_NEAR)
        .map(Candidate::name)
        .toList();
  }

  /**
   * Returns what a message expects in place of a wrong name: {@code one of a, b, c (near: b)}.
   *
   * @param known at least one; when they are many, their number stands for them
   */
  public static String expected(String wrong, Collection<String> known) {
    String listed =
        known.size() <= MOST_LISTED
            ? "one of " + String.join(", ", known)
            : "one of " + known.size() + " known names";
    List<String> near = of(wrong, known);
    return near.isEmpty() ? listed : listed + " (near: " + String.join(", ", near) + ")";
  }

  private record Candidate(String name, int distance) {

    boolean isWithin(int most) {
      return distance <= most && distance < name.length();
    }

    boolean shares(String typed) {
      String lower = name.toLowerCase(Locale.ROOT);
      return Math.min(lower.length(), typed.length()) >= LEAST_SHARED
          && (lower.contains(typed) || typed.startsWith(lower));
    }
  }

  /** Returns the optimal string alignment distance (Damerau 1964). */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean exchanged =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (exchanged) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
