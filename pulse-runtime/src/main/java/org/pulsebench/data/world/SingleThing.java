package org.pulsebench.data.world;

import java.util.List;
import java.util.Optional;

/** One large thing, of which is asked what it is, what it is made of and what it is for. */
final class SingleThing {

  /** Colours for the main part of a thing. */
  static final List<Integer> PAINTS =
      List.of(0xE4605E, 0x3F88C5, 0x3FA37C, 0xE9963E, 0x8B62C0, 0x2F9CA3, 0xD96C9F, 0x4C6A92);

  private SingleThing() {}

  static DrawnScene draw(Goal goal, Dice dice) {
    Thing thing =
        switch (goal.ask()) {
          case THING -> Thing.of(goal.answer());
          case MATERIAL -> dice.pick(Thing.with(Thing::material, goal.answer()));
          default -> dice.pick(Thing.with(Thing::purpose, goal.answer()));
        };
    int paint = dice.pick(PAINTS);
    return new Specimen(goal)
        .know(Ask.THING, "the thing is", Optional.of(thing.word()))
        .know(Ask.MATERIAL, "made of", thing.material())
        .know(Ask.PURPOSE, "used for", thing.purpose())
        .scene(sketch -> thing.draw(sketch, paint), dice);
  }
}
