package org.pulsebench.experiment;

import java.util.List;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Subject;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.Splits;

/**
 * Tells whether a corpus can serve a protocol, without asking any model.
 *
 * <p>What is measured compares modalities fact by fact, so that every subject has to have as many
 * multiple-choice questions with its image as without.
 */
final class CorpusCheck {

  private CorpusCheck() {}

  /**
   * Requires a corpus that serves a protocol; one of published tasks asks for answers in words,
   * which any has.
   *
   * @throws BadInputException if it has too few people, or does not ask about somebody in both
   *     modalities alike
   */
  static void require(Protocol protocol, Corpus corpus) {
    if (protocol.isPublished()) {
      return;
    }
    List<Subject> subjects = corpus.subjects();
    Splits.requireEnough(protocol, subjects.size());
    for (Modality modality : Modality.values()) {
      if (subjects.stream().allMatch(subject -> questions(subject, modality) == 0)) {
        throw bad(
            "The corpus lacks a modality",
            corpus.name() + ", its " + subjects.size() + " subjects",
            "no multiple-choice " + word(modality) + " question");
      }
    }
    for (Subject subject : subjects) {
      long image = questions(subject, Modality.MULTIMODAL);
      long text = questions(subject, Modality.TEXT);
      if (image == 0 || image != text) {
        throw bad(
            "The modalities of a subject do not agree on its facts",
            corpus.name() + ", subject " + subject.id(),
            image + " image and " + text + " text questions with options");
      }
    }
  }

  private static long questions(Subject subject, Modality modality) {
    return subject.questions().stream()
        .filter(ChoiceQuestion.class::isInstance)
        .filter(question -> question.modality() == modality)
        .count();
  }

  private static String word(Modality modality) {
    return modality == Modality.TEXT ? "text" : "image";
  }

  private static BadInputException bad(String what, String where, String found) {
    return new BadInputException(
        new Problem(
            what,
            where,
            found,
            "as many image questions as text questions about everybody",
            "Use a corpus that asks for every fact in both modalities."));
  }
}
