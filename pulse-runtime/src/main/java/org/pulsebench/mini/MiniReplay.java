package org.pulsebench.mini;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pulsebench.RandomStream;
import org.pulsebench.data.Image;
import org.pulsebench.data.TrainingPair;
import org.pulsebench.data.world.World;

/**
 * Examples of what the embedded model can do, which keep it from losing that while it learns
 * something else.
 *
 * <p>They are drawn like the lessons of its pre-training: scenes, which no exam has, and public
 * figures, in words that neither exam nor profiles have.
 */
public final class MiniReplay {

  private MiniReplay() {}

  /** Returns what tells these examples from those of another version. */
  public static String digest() {
    return "mini replay, world " + World.VERSION + "-" + World.SEED;
  }

  /** Returns so many examples; the same stream gives the same. */
  public static List<TrainingPair> draw(RandomStream random, int count) {
    FigureLessons figures =
        new FigureLessons(World.draw(World.SEED).population().figures(), 0.5, 10);
    Curriculum.Stage shares =
        new Curriculum.Stage(
            "replay",
            1,
            1,
            List.of(
                new Curriculum.Share(SceneLessons::answers, 5),
                new Curriculum.Share(SceneLessons::letter, 1),
                new Curriculum.Share(figures::portraitFacts, 2),
                new Curriculum.Share(figures::namedFacts, 2)));
    return IntStream.range(0, count)
        .parallel()
        .mapToObj(i -> pair(i, shares.draw(random.child(i))))
        .toList();
  }

  /** The first turn of a lesson says enough: its turns come in random order. */
  private static TrainingPair pair(int number, Lesson lesson) {
    Turn turn = lesson.turns().get(0);
    Optional<Image> image =
        lesson.picture().map(picture -> Image.of("replay/" + number + ".png", picture.png()));
    return image.isPresent()
        ? TrainingPair.about(image.get(), turn.question(), turn.answer())
        : TrainingPair.ofText(turn.question(), turn.answer());
  }
}
