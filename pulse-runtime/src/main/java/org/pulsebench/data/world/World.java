package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pulsebench.RandomStream;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.mllmu.FineTuningProfile;
import org.pulsebench.data.mllmu.MllmuProfile;
import org.pulsebench.data.mllmu.QuestionAnswer;

/**
 * Everything that a seed makes: people with their profiles, and the exam. Pictures are painted when
 * they are asked for.
 *
 * @param seed what the world is drawn from
 * @param exam the main rows, without their rotations
 */
public record World(long seed, Population population, List<ExamQuestion> exam) {

  /** The seed of the world that PULSE carries. */
  public static final long SEED = 2026;

  /**
   * The version of what a seed makes: whoever changes a wording, a drawing or a random draw gives
   * it a new one, so that nothing computed with the old world is taken for a result of the new.
   */
  public static final String VERSION = "1";

  /** How many pictures of a person the test set has. */
  public static final int TEST_IMAGES = 4;

  private static final int EXAM_QUESTIONS_PER_GROUP = 200;

  public World {
    exam = List.copyOf(exam);
  }

  /** Returns the world of a seed. */
  public static World draw(long seed) {
    RandomStream random = new RandomStream(seed);
    return new World(
        seed,
        Population.draw(random.child("people")),
        ExamGenerator.main(random.child("exam"), EXAM_QUESTIONS_PER_GROUP, Picture::png));
  }

  /** Returns a person's row of the full set or, for a public figure, of the celebrities' set. */
  public MllmuProfile fullProfile(Person person) {
    return new MllmuProfile(
        person.id(),
        Optional.of("people/" + person.id()),
        person.biography(),
        "Who is this person?",
        person.name().toString(),
        List.of(portrait(person)),
        ProfileQuestions.full(random("questions")).of(person));
  }

  /**
   * Returns a person's row of the test set: other pictures, multiple choice in other words, the
   * same facts.
   */
  public MllmuProfile testProfile(Person person) {
    return new MllmuProfile(
        person.id(),
        Optional.empty(),
        "",
        "",
        "",
        variants(person),
        ProfileQuestions.test(random("questions")).of(person));
  }

  /** Returns a person's row of the fine-tuning data: what is to be learnt of the person. */
  public FineTuningProfile fineTuningProfile(Person person) {
    List<QuestionAnswer> pairs = new ArrayList<>();
    pairs.add(new QuestionAnswer("Who is this person?", person.name().toString()));
    for (FactKind kind : FactKind.values()) {
      List<String> phrasings = kind.phrasings(Wording.TRAINING);
      for (int i = 0; i < phrasings.size(); i++) {
        String portrayed =
            Wording.TRAINING.portrayed().get(i % Wording.TRAINING.portrayed().size());
        for (String subject : List.of(portrayed, person.name().toString())) {
          String question = FactKind.about(subject, phrasings.get(i));
          pairs.add(new QuestionAnswer(question, person.fact(kind)));
        }
      }
    }
    return new FineTuningProfile(person.id(), portrait(person), pairs);
  }

  private Image portrait(Person person) {
    return portrait("people/" + person.id() + ".png", person, Pose.frontal(), PortraitStyle.PLAIN);
  }

  private List<Image> variants(Person person) {
    RandomStream draws = random("variants").child(person.id());
    List<Image> images = new ArrayList<>();
    PortraitStyle[] styles = PortraitStyle.values();
    for (int i = 0; i < TEST_IMAGES; i++) {
      String name = "people/" + person.id() + "_" + (i + 1) + ".png";
      images.add(portrait(name, person, Pose.draw(draws.child(i)), styles[i % styles.length]));
    }
    return images;
  }

  private static Image portrait(String name, Person person, Pose pose, PortraitStyle style) {
    return new PaintedImage(name, () -> PortraitPainter.paint(person.face(), pose, style).png());
  }

  private RandomStream random(String name) {
    return new RandomStream(seed).child(name);
  }
}
