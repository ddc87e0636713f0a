package org.pulsebench.data.world;

import java.util.List;
import java.util.function.Consumer;

/** A box, open to the viewer, with one thing in it and one beside it. */
final class BoxScene {

  private BoxScene() {}

  static DrawnScene draw(Goal goal, Dice dice) {
    ThingPair things = ThingPair.of(goal, Ask.IN_BOX, Ask.BESIDE_BOX, dice);
    return new DrawnScene(
        drawing(things.first(), things.second(), dice),
        things.caption("a %s in the box , a %s beside the box"),
        things.facts());
  }

  private static Consumer<Sketch> drawing(Thing boxed, Thing free, Dice dice) {
    List<Integer> paints = dice.sample(SingleThing.PAINTS, 2);
    double sideBoxed = dice.between(43.0, 46.0);
    double sideFree = dice.between(43.0, 46.0);
    double floor = 96 + dice.jitter(8);
    boolean boxAtLeft = dice.chance(0.5);
    double boxX = boxAtLeft ? 35 : 93;
    double freeX = boxAtLeft ? 97 : 31;
    Consumer<Sketch> ground = Ground.draw(dice);
    return sketch -> {
      ground.accept(sketch);
      sketch.glaze(0x4A4E69, 0.10).box(0, floor - 2, Picture.SIDE, Picture.SIDE);
      sketch.ink(0xC08A57).rounded(boxX - 32, floor - 60, 64, 62, 4);
      sketch.ink(0xF3E3CC).box(boxX - 26, floor - 54, 52, 50);
      double rim = floor - 58;
      sketch.ink(0xA8754A);
      sketch.polygon(boxX - 32, rim, boxX + 32, rim, boxX + 26, rim - 12, boxX - 26, rim - 12);
      boxed.stand(sketch, boxX, floor - 4, sideBoxed, paints.get(0));
      free.stand(sketch, freeX, floor + 3, sideFree, paints.get(1));
    };
  }
}
