package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.pulsebench.RandomStream;

/**
 * A scene with everything that was chosen for it.
 *
 * @param drawing paints the whole picture, without further choice
 * @param facts what can be asked, the fact that it was drawn for first
 */
record DrawnScene(Consumer<Sketch> drawing, String caption, List<Fact> facts) implements Scene {

  DrawnScene {
    facts = List.copyOf(facts);
  }

  /**
   * Returns a scene that fills the picture and may be mirrored.
   *
   * @param place paints it, with choices that come out the same however often it is painted
   */
  static DrawnScene landscape(
      Goal goal, Dice dice, String caption, BiConsumer<Sketch, Dice> place) {
    long seed = dice.seed();
    boolean mirrored = dice.chance(0.5);
    Consumer<Sketch> drawing = sketch -> place.accept(sketch, new Dice(new RandomStream(seed)));
    return new DrawnScene(
        mirrored ? sketch -> sketch.mirrored(Picture.SIDE, drawing) : drawing,
        caption,
        List.of(goal.fact()));
  }

  @Override
  public Picture paint() {
    return Picture.draw(graphics -> drawing.accept(new Sketch(graphics)));
  }

  @Override
  public List<SceneQuestion> questions(RandomStream random, Wording wording) {
    List<SceneQuestion> questions = new ArrayList<>();
    for (Fact fact : facts) {
      questions.add(fact.asked(wording, random));
    }
    return questions;
  }
}
