package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
    List<Fact> facts = new ArrayList<>();
    facts.add(goal.fact());
    StringBuilder caption = new StringBuilder("the thing is ").append(thing.word());
    addFact(goal, facts, Ask.THING, Optional.of(thing.word()));
    addFact(goal, facts, Ask.MATERIAL, thing.material());
    addFact(goal, facts, Ask.PURPOSE, thing.purpose());
    thing.material().ifPresent(word -> caption.append(" , made of ").append(word));
    thing.purpose().ifPresent(word -> caption.append(" , used for ").append(word));
    return new DrawnScene(drawing(thing, dice), caption.toString(), facts);
  }

  private static void addFact(Goal goal, List<Fact> facts, Ask ask, Optional<String> answer) {
    if (ask != goal.ask()) {
      answer.ifPresent(word -> facts.add(Fact.of(ask, word)));
    }
  }

  private static Consumer<Sketch> drawing(Thing thing, Dice dice) {
    int paint = dice.pick(PAINTS);
    double side = dice.between(78.0, 96.0);
    double x = 64 + dice.jitter(10);
    double y = 64 + dice.jitter(8);
    boolean mirrored = dice.chance(0.5);
    Consumer<Sketch> ground = Ground.draw(dice);
    return sketch -> {
      ground.accept(sketch);
      sketch.within(
          x,
          y,
          side,
          inside -> {
            if (mirrored) {
              inside.mirrored(100, turned -> thing.draw(turned, paint));
            } else {
              thing.draw(inside, paint);
            }
          });
    };
  }
}
