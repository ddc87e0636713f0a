package org.pulsebench.data.world;

import java.util.List;
import java.util.stream.Stream;
import org.pulsebench.RandomStream;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.Question;

/** The world that PULSE carries, drawn once for all tests. */
final class EmbeddedWorld {

  static final World WORLD = World.draw(World.SEED);

  static final Population POPULATION = WORLD.population();

  /** Figures and fictitious people. */
  static final List<Person> EVERYBODY =
      Stream.concat(POPULATION.figures().stream(), POPULATION.fictitious().stream()).toList();

  static final ProfileQuestions FULL =
      ProfileQuestions.full(new RandomStream(World.SEED).child("questions"));

  static final ProfileQuestions TEST =
      ProfileQuestions.test(new RandomStream(World.SEED).child("questions"));

  private EmbeddedWorld() {}

  /** Returns the people's multiple-choice questions. */
  static List<ChoiceQuestion> choices(List<Person> people, ProfileQuestions questions) {
    return people.stream().flatMap(person -> choices(questions.of(person)).stream()).toList();
  }

  static List<ChoiceQuestion> choices(List<Question> questions) {
    return questions.stream()
        .filter(ChoiceQuestion.class::isInstance)
        .map(ChoiceQuestion.class::cast)
        .toList();
  }
}
