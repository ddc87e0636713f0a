package org.pulsebench.data.world;

import java.util.List;
import java.util.function.Consumer;

/** A table with one thing on it and one under it. */
final class TableScene {

  private static final double TOP = 60;
  private static final double FLOOR = 119;

  private TableScene() {}

  static DrawnScene draw(Goal goal, Dice dice) {
    ThingPair things = ThingPair.of(goal, Ask.ON_TABLE, Ask.UNDER_TABLE, dice);
    return new DrawnScene(
        drawing(things.first(), things.second(), dice),
        things.caption("a %s on the table , a %s under the table"),
        things.facts());
  }

  private static Consumer<Sketch> drawing(Thing above, Thing below, Dice dice) {
    List<Integer> paints = dice.sample(SingleThing.PAINTS, 2);
    double sideAbove = dice.between(44.0, 49.0);
    double sideBelow = dice.between(44.0, 49.0);
    double xAbove = 64 + dice.jitter(22);
    double xBelow = 64 + dice.jitter(10);
    double top = TOP + dice.jitter(2);
    int wood = dice.pick(List.of(0xB5835A, 0xA47148, 0x8D99AE, 0xC69C6D));
    Consumer<Sketch> ground = Ground.draw(dice);
    return sketch -> {
      ground.accept(sketch);
      sketch.glaze(0x4A4E69, 0.10).box(0, 114, Picture.SIDE, 14);
      sketch.ink(wood).rounded(6, top, 116, 8, 3).rounded(13, top, 8, 60, 3);
      sketch.rounded(107, top, 8, 60, 3);
      above.stand(sketch, xAbove, top, sideAbove, paints.get(0));
      below.stand(sketch, xBelow, FLOOR, sideBelow, paints.get(1));
    };
  }
}
