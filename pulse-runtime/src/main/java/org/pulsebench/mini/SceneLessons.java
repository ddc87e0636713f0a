package org.pulsebench.mini;

import java.util.ArrayList;
import java.util.List;
import org.pulsebench.RandomStream;
import org.pulsebench.data.world.Scene;
import org.pulsebench.data.world.SceneGenerator;
import org.pulsebench.data.world.SceneQuestion;
import org.pulsebench.data.world.Skill;
import org.pulsebench.data.world.Wording;

/** Lessons about drawn scenes, in words that the exam does not use. */
final class SceneLessons {

  private static final int TURNS = 4;

  /** What depends on where and how large things are, or how many. */
  private static final List<Skill> DETAILED =
      List.of(
          Skill.ATTRIBUTE_RECOGNITION,
          Skill.OBJECT_LOCALIZATION,
          Skill.OCR,
          Skill.SPATIAL_RELATIONSHIP,
          Skill.ATTRIBUTE_COMPARISON,
          Skill.OBJECT_COUNTING,
          Skill.FUTURE_PREDICTION,
          Skill.STRUCTURALIZED_IMAGETEXT_UNDERSTANDING,
          Skill.ODD_ONE_OUT,
          Skill.PHYSICAL_RELATION);

  private SceneLessons() {}

  /** Returns a scene and all that is in it. */
  static Lesson caption(RandomStream random) {
    return caption(SceneGenerator.draw(random));
  }

  /** Returns a scene of those that a glance does not tell, and all that is in it. */
  static Lesson detailedCaption(RandomStream random) {
    return caption(SceneGenerator.draw(DETAILED.get(random.nextInt(DETAILED.size())), random));
  }

  private static Lesson caption(Scene scene) {
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
    SceneQuestion question = question(scene, random);
    return Lesson.conversation(
        scene.paint(), Turn.mmbenchLetter(asked(question), question.options(), question.correct()));
  }

  /** Returns a question about a scene that is not shown. */
  static SceneQuestion question(RandomStream random) {
    return question(SceneGenerator.draw(random), random);
  }

  private static SceneQuestion question(Scene scene, RandomStream random) {
    return random.shuffled(scene.questions(random, Wording.TRAINING)).get(0);
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
