package org.pulsebench.mini;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.pulsebench.RandomStream;
import org.pulsebench.data.world.Face;
import org.pulsebench.data.world.Face.Trait;
import org.pulsebench.data.world.Picture;
import org.pulsebench.data.world.PortraitPainter;
import org.pulsebench.data.world.PortraitStyle;
import org.pulsebench.data.world.Pose;

/** Lessons that teach to see faces: nobody's in particular, each met once. */
final class FaceLessons {

  private FaceLessons() {}

  /** Returns a portrait and every trait of its face, in a fixed order. */
  static Lesson caption(RandomStream random) {
    Face face = Face.draw(random);
    String words = face.traits().stream().map(Trait::word).collect(Collectors.joining(" "));
    return Lesson.about(portrait(face, random), List.of(new Turn("Describe this person.", words)));
  }

  /** Returns a portrait and four of its traits, asked for one by one. */
  static Lesson traits(RandomStream random) {
    Face face = Face.draw(random);
    List<Turn> turns =
        random.shuffled(face.traits()).subList(0, 4).stream()
            .map(trait -> new Turn("What is the " + trait.name() + " here?", trait.word()))
            .toList();
    return Lesson.about(portrait(face, random), turns);
  }

  private static Picture portrait(Face face, RandomStream random) {
    PortraitStyle[] styles = PortraitStyle.values();
    return PortraitPainter.paint(face, Pose.draw(random), styles[random.nextInt(styles.length)]);
  }

  /** Returns the texts of a face's lessons, without drawing it. */
  static List<String> texts(RandomStream random) {
    List<String> texts = new ArrayList<>(List.of("Describe this person."));
    for (Trait trait : Face.draw(random).traits()) {
      texts.add("What is the " + trait.name() + " here?");
      texts.add(" " + trait.word());
    }
    return texts;
  }
}
