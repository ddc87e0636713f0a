package org.pulsebench.data.world;

import java.util.List;

/**
 * Two things at two places of a scene, one of which is asked about.
 *
 * @param facts where the things are, the fact that is asked about first
 */
record ThingPair(Thing first, Thing second, List<Fact> facts) {

  ThingPair {
    facts = List.copyOf(facts);
  }

  /**
   * Puts the thing that a goal asks about where the goal has it, and another at the other place.
   *
   * @param atFirst asks what is at the first place
   * @param atSecond asks what is at the second place
   */
  static ThingPair of(Goal goal, Ask atFirst, Ask atSecond, Dice dice) {
    Thing asked = Thing.of(goal.answer());
    Thing other = dice.pickOutside(Thing.PORTABLE, List.of(asked));
    boolean isFirst = goal.ask() == atFirst;
    Thing first = isFirst ? asked : other;
    Thing second = isFirst ? other : asked;
    Fact ofFirst = Fact.of(atFirst, first.word());
    Fact ofSecond = Fact.of(atSecond, second.word());
    return new ThingPair(
        first, second, isFirst ? List.of(ofFirst, ofSecond) : List.of(ofSecond, ofFirst));
  }

  /**
   * Returns what is to be seen.
   *
   * @param format with the words of the first and the second thing
   */
  String caption(String format) {
    return String.format(format, first.word(), second.word());
  }
}
