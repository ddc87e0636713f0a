package org.pulsebench.mini;

import java.util.ArrayList;
import java.util.List;
import org.pulsebench.RandomStream;
import org.pulsebench.data.world.FactKind;
import org.pulsebench.data.world.Person;
import org.pulsebench.data.world.Picture;
import org.pulsebench.data.world.PortraitPainter;
import org.pulsebench.data.world.PortraitStyle;
import org.pulsebench.data.world.Pose;
import org.pulsebench.data.world.Wording;

/**
 * Lessons about people whom the model is to know, some met often and some hardly ever.
 *
 * <p>The person of rank r is met in proportion to {@code (r + offset)^-exponent}, as names are in
 * any large collection of text.
 */
final class FigureLessons {

  private final List<Person> people;
  private final double[] upTo;

  FigureLessons(List<Person> people, double exponent, double offset) {
    this.people = List.copyOf(people);
    this.upTo = new double[people.size()];
    double sum = 0;
    for (int i = 0; i < upTo.length; i++) {
      sum += StrictMath.pow(i + 1 + offset, -exponent);
      upTo[i] = sum;
    }
  }

  /** Returns a person, by frequency. */
  private Person person(RandomStream random) {
    double at = random.nextDouble() * upTo[upTo.length - 1];
    int i = 0;
    while (upTo[i] < at) {
      i++;
    }
    return people.get(i);
  }

  private static Picture portrait(Person person, RandomStream random) {
    boolean frontal = random.nextInt(2) == 0;
    Pose pose = frontal ? Pose.frontal() : Pose.draw(random);
    PortraitStyle style =
        frontal
            ? PortraitStyle.PLAIN
            : PortraitStyle.values()[random.nextInt(PortraitStyle.values().length)];
    return PortraitPainter.paint(person.face(), pose, style);
  }

  /** Returns the standard portrait and all facts, in random order. */
  Lesson frontalFacts(RandomStream random) {
    Person person = person(random);
    Picture portrait = PortraitPainter.paint(person.face(), Pose.frontal(), PortraitStyle.PLAIN);
    return facts(person, portrait, random);
  }

  /** Returns a portrait and all facts, in random order. */
  Lesson portraitFacts(RandomStream random) {
    Person person = person(random);
    return facts(person, portrait(person, random), random);
  }

  private static Lesson facts(Person person, Picture portrait, RandomStream random) {
    List<Turn> turns = new ArrayList<>();
    for (FactKind kind : random.shuffled(List.of(FactKind.values()))) {
      turns.add(fact(person, kind, portrayed(random), random));
    }
    turns.add(
        random.nextInt(turns.size() + 1),
        new Turn("Who is this person?", person.name().toString()));
    return Lesson.about(portrait, turns);
  }

  /** Returns facts about several people, without pictures. */
  Lesson namedFacts(RandomStream random) {
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Person person = person(random);
      turns.add(fact(person, kind(random), person.name().toString(), random));
    }
    return Lesson.ofText(turns);
  }

  /** Returns a portrait and a lettered question. */
  Lesson portraitLetter(RandomStream random) {
    Person person = person(random);
    return Lesson.about(
        portrait(person, random), List.of(letter(person, portrayed(random), random)));
  }

  /** Returns a lettered question, without a picture. */
  Lesson namedLetter(RandomStream random) {
    Person person = person(random);
    return Lesson.ofText(List.of(letter(person, person.name().toString(), random)));
  }

  /** Returns a sentence to say and a blank to fill, about a portrait or a name. */
  Lesson sentences(RandomStream random) {
    Person person = person(random);
    boolean shown = random.nextInt(2) == 0;
    String subject = shown ? portrayed(random) : person.name().toString();
    String stated = shown ? "This person" : person.name().toString();
    FactKind said = kind(random);
    FactKind filled = kind(random);
    Turn sentence =
        new Turn(
            said.request(subject) + (shown ? Turn.SAY_OF_IMAGE : Turn.SAY_OF_TEXT),
            said.statement(stated, person.fact(said)));
    Turn blank =
        new Turn(filled.statement(stated, "[Blank][Blank]") + Turn.FILL_BLANK, person.fact(filled));
    List<Turn> turns = random.shuffled(List.of(sentence, blank));
    return shown ? Lesson.about(portrait(person, random), turns) : Lesson.ofText(turns);
  }

  private static String portrayed(RandomStream random) {
    List<String> words = Wording.TRAINING.portrayed();
    return words.get(random.nextInt(words.size()));
  }

  private static FactKind kind(RandomStream random) {
    return FactKind.values()[random.nextInt(FactKind.values().length)];
  }

  private static Turn fact(Person person, FactKind kind, String subject, RandomStream random) {
    return new Turn(kind.question(subject, Wording.TRAINING, random), person.fact(kind));
  }

  private static Turn letter(Person person, String subject, RandomStream random) {
    FactKind kind = kind(random);
    List<String> options = new ArrayList<>();
    for (String value : random.shuffled(kind.answers())) {
      if (options.size() < 3 && !value.equals(person.fact(kind))) {
        options.add(value);
      }
    }
    int correct = random.nextInt(4);
    options.add(correct, person.fact(kind));
    return Turn.mllmuLetter(kind.question(subject, Wording.TRAINING, random), options, correct);
  }
}
