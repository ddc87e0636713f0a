package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.pulsebench.Checks;
import org.pulsebench.RandomStream;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Modality;

/**
 * Draws the embedded exam: MMBench's six groups over pictures of its own.
 *
 * <p>Without the picture every option of every question is as likely as the others: the options are
 * drawn first, uniformly from all answers of their kind, then the right one among them, then the
 * scene. The right letters are dealt in equal numbers.
 */
public final class ExamGenerator {

  private static final String SPLIT = "dev";
  private static final String SOURCE = "pulse-world";

  private final RandomStream random;
  private final Function<Picture, byte[]> encoder;
  private final List<ExamQuestion> questions = new ArrayList<>();

  private ExamGenerator(RandomStream random, Function<Picture, byte[]> encoder) {
    this.random = random;
    this.encoder = encoder;
  }

  /**
   * Returns the exam's questions without rotated copies, numbered from 0 and with the groups mixed.
   *
   * <p>No picture occurs twice: every scene stands on a ground whose place and size are real
   * numbers, drawn anew. This is left to chance, and tested, rather than seen to by comparing
   * pictures, since these are painted only when they are asked for.
   *
   * @param random a stream of its own, so that training scenes are others
   * @param perGroup how many questions each of the six groups has, shared out evenly among its
   *     skills
   * @param encoder turns a picture into the bytes of an image file; called by the first who asks
   *     for them, on any thread
   */
  public static List<ExamQuestion> main(
      RandomStream random, int perGroup, Function<Picture, byte[]> encoder) {
    Checks.positive(perGroup, "perGroup");
    return new ExamGenerator(random, encoder).draw(perGroup);
  }

  private List<ExamQuestion> draw(int perGroup) {
    List<Skill> skills = random.shuffled(skills(perGroup));
    List<Integer> letters = new ArrayList<>();
    for (int i = 0; i < skills.size(); i++) {
      letters.add(i % SceneQuestion.OPTIONS);
    }
    letters = random.shuffled(letters);
    Map<Skill, Integer> asked = new LinkedHashMap<>();
    for (int i = 0; i < skills.size(); i++) {
      Skill skill = skills.get(i);
      List<Ask> asks = Ask.of(skill);
      // Taking turns: a skill's questions occur equally often.
      Ask ask = asks.get((asked.merge(skill, 1, Integer::sum) - 1) % asks.size());
      questions.add(question(i, ask, letters.get(i)));
    }
    return List.copyOf(questions);
  }

  /** Returns the skill of each question, group by group. */
  private static List<Skill> skills(int perGroup) {
    Map<String, List<Skill>> groups = new LinkedHashMap<>();
    for (Skill skill : Skill.values()) {
      groups.computeIfAbsent(skill.l2Category(), name -> new ArrayList<>()).add(skill);
    }
    List<Skill> skills = new ArrayList<>();
    for (List<Skill> group : groups.values()) {
      for (int i = 0; i < perGroup; i++) {
        skills.add(group.get(i % group.size()));
      }
    }
    return skills;
  }

  private ExamQuestion question(int index, Ask ask, int correct) {
    Goal goal = Goal.draw(ask, correct, random);
    DrawnScene scene = SceneGenerator.draw(goal, random);
    SceneQuestion asked = scene.facts().get(0).asked(goal.options(), correct, Wording.EXAM, random);
    String id = "exam/" + index;
    ChoiceQuestion question =
        new ChoiceQuestion(
            id,
            Modality.MULTIMODAL,
            asked.hint(),
            asked.text(),
            asked.options(),
            OptionalInt.of(correct));
    return new ExamQuestion(
        index,
        question,
        new PaintedImage(id + ".png", () -> encoder.apply(scene.paint())),
        ask.skill().category(),
        ask.skill().l2Category(),
        SPLIT,
        SOURCE,
        "");
  }
}
