package org.pulsebench.mini;

import java.util.ArrayList;
import java.util.List;
import org.pulsebench.RandomStream;
import org.pulsebench.data.world.Scene;
import org.pulsebench.data.world.SceneGenerator;
import org.pulsebench.data.world.SceneQuestion;
import org.pulsebench.data.world.Wording;

/** Lessons about drawn scenes, in words that the exam does not use. */
final class SceneLessons {

  private static final int TURNS = 4;

  private SceneLessons() {}

  /** Returns a scene and all that is in it. */
  static Lesson caption(RandomStream random) {
    Scene scene = SceneGenerator.draw(random);
    return Lesson.about(
        scene.paint(), List.of(new Turn("Describe this picture.", scene.caption())));
  }

  /** Returns a scene and the answers to some questions about it. */
  static Lesson answers(RandomStream random) {
    Scene scene = SceneGenerator.draw(random);
    List<Turn> turns =
        random.shuffled(scene.questions(random, Wording.TRAINING)).stream()
            .limit(TURNS)
            .map(question -> new Turn(asked(question), question.answer()))
            .toList();
    return Lesson.about(scene.paint(), turns);
  }

  /** Returns a scene and a lettered question about it. */
  static Lesson letter(RandomStream random) {
    Scene scene = SceneGenerator.draw(random);
    SceneQuestion question = random.shuffled(scene.questions(random, Wording.TRAINING)).get(0);
    return Lesson.conversation(
        scene.paint(), Turn.mmbenchLetter(asked(question), question.options(), question.correct()));
  }

  private static String asked(SceneQuestion question) {
    return question.hint().map(hint -> hint + "\n").orElse("") + question.text();
  }

  /** Returns the texts of a scene's lessons, with its exam questions, without drawing it. */
  static List<String> texts(RandomStream random) {
    Scene scene = SceneGenerator.draw(random);
    List<String> texts = new ArrayList<>(List.of("Describe this picture.", " " + scene.caption()));
    for (Wording wording : Wording.values()) {
      for (SceneQuestion question : scene.questions(random, wording)) {
        texts.add(asked(question));
        question.options().forEach(option -> texts.add(" " + option));
      }
    }
    return texts;
  }
}
