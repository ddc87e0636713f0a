package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pulsebench.RandomStream;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;

/**
 * The eighteen questions of a person's profile: five of multiple choice, two to be answered in a
 * sentence and two with a blank, each with the portrait and as text.
 *
 * <p>The letters of right answers are balanced: of the four people of a group, one is right with
 * each letter.
 */
final class ProfileQuestions {

  private static final int LETTERS = 4;

  private final RandomStream random;
  private final int variant;

  private ProfileQuestions(RandomStream random, int variant) {
    this.random = random;
    this.variant = variant;
  }

  /** Returns the maker of a full profile's questions. */
  static ProfileQuestions full(RandomStream random) {
    return new ProfileQuestions(random.child("full"), 0);
  }

  /**
   * Returns the maker of the test set's questions: multiple choice in other words, sentences and
   * blanks about a name as in the full profile.
   */
  static ProfileQuestions test(RandomStream random) {
    return new ProfileQuestions(random.child("test"), 1);
  }

  /** Returns the questions in the order in which MLLMU-Bench has them. */
  List<Question> of(Person person) {
    List<FactKind> all = List.of(FactKind.values());
    List<FactKind> shuffled = random.child(person.id()).child("kinds").shuffled(all);
    List<Question> questions = new ArrayList<>();
    for (Modality modality : Modality.values()) {
      for (FactKind kind : all) {
        questions.add(choice(person, kind, modality));
      }
    }
    // Sentences and blanks ask for four of the five facts, so that each modality has its own two.
    for (Modality modality : Modality.values()) {
      int from = modality == Modality.MULTIMODAL ? 0 : 2;
      for (int i = 0; i < 2; i++) {
        questions.add(generation(person, shuffled.get(from + i), modality, i + 1));
      }
    }
    for (Modality modality : Modality.values()) {
      int from = modality == Modality.MULTIMODAL ? 1 : 3;
      for (int i = 0; i < 2; i++) {
        questions.add(cloze(person, shuffled.get(from + i), modality, i + 1));
      }
    }
    return questions;
  }

  private ChoiceQuestion choice(Person person, FactKind kind, Modality modality) {
    String key = kind + "/" + modality;
    List<Integer> letters =
        random.child("letters").child(person.group()).child(key).shuffled(List.of(0, 1, 2, 3));
    int correct = letters.get(person.seat() % LETTERS);
    String answer = person.fact(kind);
    List<String> wrong = new ArrayList<>(person.alternatives().get(kind));
    wrong.remove(answer);
    List<String> options =
        new ArrayList<>(random.child("options").child(person.id()).child(key).shuffled(wrong));
    options.add(correct, answer);
    String phrasing = kind.phrasings(Wording.EXAM).get(variant);
    return new ChoiceQuestion(
        id(person, "choice", modality, kind.ordinal() + 1),
        modality,
        Optional.empty(),
        FactKind.about(subject(person, modality), phrasing),
        options,
        OptionalInt.of(correct));
  }

  private GenerationQuestion generation(
      Person person, FactKind kind, Modality modality, int number) {
    return new GenerationQuestion(
        id(person, "generation", modality, number),
        modality,
        kind.request(subject(person, modality)),
        sentence(person, kind, modality, person.fact(kind)));
  }

  private ClozeQuestion cloze(Person person, FactKind kind, Modality modality, int number) {
    return new ClozeQuestion(
        id(person, "cloze", modality, number),
        modality,
        sentence(person, kind, modality, "____"),
        person.fact(kind));
  }

  private static String sentence(Person person, FactKind kind, Modality modality, String value) {
    return kind.statement(
        modality == Modality.TEXT ? person.name().toString() : "This person", value);
  }

  private String subject(Person person, Modality modality) {
    return modality == Modality.TEXT
        ? person.name().toString()
        : Wording.EXAM.portrayed().get(variant);
  }

  private static String id(Person person, String task, Modality modality, int number) {
    String asked = modality == Modality.TEXT ? "text" : "image";
    return person.id() + "/" + task + "/" + asked + "/" + number;
  }
}
