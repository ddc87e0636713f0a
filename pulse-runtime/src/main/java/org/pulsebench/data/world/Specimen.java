package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A single large thing or animal, of which the one fact asked for and others are known. */
final class Specimen {

  private final Goal goal;
  private final List<String> phrases = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();

  Specimen(Goal goal) {
    this.goal = goal;
    facts.add(goal.fact());
  }

  /** Adds what is known, if it is, to the caption and to the facts. */
  Specimen know(Ask ask, String captionStart, Optional<String> answer) {
    answer.ifPresent(
        word -> {
          phrases.add(captionStart + " " + word);
          if (ask != goal.ask()) {
            facts.add(Fact.of(ask, word));
          }
        });
    return this;
  }

  /**
   * Returns the scene.
   *
   * @param drawing in 100 x 100 units; placed, sized and sometimes mirrored here
   */
  DrawnScene scene(Consumer<Sketch> drawing, Dice dice) {
    double side = dice.between(78.0, 96.0);
    double x = 64 + dice.jitter(10);
    double y = 64 + dice.jitter(8);
    Consumer<Sketch> turned = dice.chance(0.5) ? inside -> inside.mirrored(100, drawing) : drawing;
    Consumer<Sketch> ground = Ground.draw(dice);
    return new DrawnScene(
        sketch -> {
          ground.accept(sketch);
          sketch.within(x, y, side, turned);
        },
        String.join(" , ", phrases),
        facts);
  }
}
