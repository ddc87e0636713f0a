package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.List;
import org.pulsebench.Checks;
import org.pulsebench.RandomStream;

/** A set of faces none of which can be taken for another. */
public final class FaceCast {

  /** Draws in a row that may come too close to an earlier face before the cast counts as full. */
  private static final int PATIENCE = 20_000;

  private FaceCast() {}

  /**
   * Returns random faces that differ pairwise in at least the given number of traits.
   *
   * @param count how many
   * @param minimumDistance 1..{@link Face#TRAITS}
   * @throws IllegalArgumentException if no more face at that distance was found
   */
  public static List<Face> draw(RandomStream random, int count, int minimumDistance) {
    Checks.positive(count, "count");
    Checks.require(
        minimumDistance >= 1 && minimumDistance <= Face.TRAITS,
        "minimumDistance",
        minimumDistance,
        "in 1.." + Face.TRAITS);
    List<Face> cast = new ArrayList<>(count);
    int failures = 0;
    while (cast.size() < count) {
      Face face = Face.draw(random);
      if (cast.stream().allMatch(other -> face.distance(other) >= minimumDistance)) {
        cast.add(face);
        failures = 0;
      } else {
        failures++;
        Checks.require(
            failures < PATIENCE,
            "minimumDistance",
            minimumDistance,
            "lower: only " + cast.size() + " of " + count + " faces were found");
      }
    }
    return List.copyOf(cast);
  }
}
