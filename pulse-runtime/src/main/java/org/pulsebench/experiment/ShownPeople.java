package org.pulsebench.experiment;

import java.util.List;
import java.util.Optional;
import org.pulsebench.Checks;
import org.pulsebench.RandomStream;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;
import org.pulsebench.data.Subject;
import org.pulsebench.evaluation.ChoiceItem;
import org.pulsebench.evaluation.FewShot;
import org.pulsebench.evaluation.WrittenItem;

/**
 * The people of a set, and those among them whose questions are shown with their answers before the
 * others are asked about, as MLLMU-Bench's {@code eval.py} does ({@link EvaluationMode#PUBLISHED}).
 *
 * <p>Its code draws anew for each set and each task without a seed; here the draw is the
 * experiment's, the same for every state that is compared.
 *
 * @param people the ids of the whole set
 * @param inChoice whose multiple-choice questions are shown, {@value #IN_CHOICE} of them
 * @param inCloze whose sentences with blanks are shown, {@value #IN_CLOZE} of them, as for LLaVA
 */
record ShownPeople(List<String> people, List<String> inChoice, List<String> inCloze) {

  static final int IN_CHOICE = 1;
  static final int IN_CLOZE = 2;

  ShownPeople {
    people = List.copyOf(people);
    inChoice = List.copyOf(inChoice);
    inCloze = List.copyOf(inCloze);
    Checks.require(
        people.containsAll(inChoice) && people.containsAll(inCloze), "shown", "others", "people");
  }

  /**
   * Draws who is shown.
   *
   * @param random a stream of its own
   */
  static ShownPeople draw(List<String> people, RandomStream random) {
    return new ShownPeople(
        people,
        random.child("choice").shuffled(people).subList(0, IN_CHOICE),
        random.child("cloze").shuffled(people).subList(0, IN_CLOZE));
  }

  /** Returns the multiple-choice questions that are shown. */
  FewShot choices(Corpus corpus) {
    return new FewShot(
        inChoice.stream()
            .map(corpus::subject)
            .flatMap(
                subject ->
                    subject.questions().stream()
                        .filter(ChoiceQuestion.class::isInstance)
                        .map(ChoiceQuestion.class::cast)
                        .map(question -> new ChoiceItem(question, portrait(subject, question))))
            .toList());
  }

  /** Returns the sentences with blanks that are shown. */
  List<WrittenItem<ClozeQuestion>> blanks(Corpus corpus) {
    return inCloze.stream()
        .map(corpus::subject)
        .flatMap(
            subject ->
                subject.questions().stream()
                    .filter(ClozeQuestion.class::isInstance)
                    .map(ClozeQuestion.class::cast)
                    .map(question -> new WrittenItem<>(question, portrait(subject, question))))
        .toList();
  }

  /** Returns the picture that a question about a subject is asked with. */
  static Optional<Image> portrait(Subject subject, Question question) {
    return question.modality() == Modality.MULTIMODAL
        ? Optional.of(subject.images().get(0))
        : Optional.empty();
  }
}
