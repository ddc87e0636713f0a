package org.pulsebench;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which known names somebody who wrote an unknown one may have meant. */
public final class NearMatches {

  private static final int AT_MOST = 3;

  private NearMatches() {}

  /**
   * Returns the known names that differ least, nearest first, at most three.
   *
   * <p>Near is a name that needs at most two changed, added or missing characters, of long names up
   * to a third of the characters; upper and lower case make no difference.
   */
  public static List<String> of(String unknown, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(unknown, name) <= Math.max(2, name.length() / 3))
        .filter(name -> distance(unknown, name) < name.length())
        .sorted(
            Comparator.<String>comparingInt(name -> distance(unknown, name))
                .thenComparing(Comparator.naturalOrder()))
        .limit(AT_MOST)
        .toList();
  }

  /**
   * Returns an unknown name as a message quotes it, with the near names behind it.
   *
   * @param unknown such as {@code batchsize}
   * @return such as {@code "batchsize" (did you mean batch-size?)}
   */
  public static String quoted(String unknown, Collection<String> known) {
    List<String> near = of(unknown, known);
    String quoted = "\"" + unknown + "\"";
    return near.isEmpty() ? quoted : quoted + " (did you mean " + String.join(", ", near) + "?)";
  }

  /** The number of changed, added or missing characters (Levenshtein). */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
