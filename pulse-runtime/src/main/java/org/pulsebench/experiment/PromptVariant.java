package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.Question;
import org.pulsebench.data.Subject;

/** A way to put the same multiple-choice questions, to see what a selection owes to their words. */
enum PromptVariant {
  /** As the benchmark puts them: the selection is made by these. */
  AS_WRITTEN("as-written"),

  /** The question after a request that asks for nothing else. */
  REWORDED("reworded"),

  /**
   * The options in another order, each one letter further; says something only of scorers that show
   * them.
   */
  OPTIONS_ROTATED("options-rotated");

  private static final String REQUEST = "Please answer the following question. ";

  private final String id;

  PromptVariant(String id) {
    this.id = id;
  }

  /** Returns the name in files and reports. */
  String id() {
    return id;
  }

  /** Returns the variants that can make a difference to a scorer. */
  static List<PromptVariant> of(Scorer scorer) {
    return scorer.showsOptions()
        ? List.of(AS_WRITTEN, REWORDED, OPTIONS_ROTATED)
        : List.of(AS_WRITTEN, REWORDED);
  }

  /** Returns a corpus whose questions are put so, under the ids that they had. */
  Corpus of(Corpus corpus) {
    if (this == AS_WRITTEN) {
      return corpus;
    }
    List<Corpus.Member> members =
        corpus.subjects().stream()
            .map(
                subject ->
                    new Corpus.Member(of(subject), corpus.pairs(subject.id()), Optional.empty()))
            .toList();
    return new Corpus(corpus.name(), corpus.version(), corpus.digest(), members, List.of());
  }

  private Subject of(Subject subject) {
    List<Question> questions =
        subject.questions().stream()
            .map(question -> question instanceof ChoiceQuestion choice ? of(choice) : question)
            .toList();
    return new Subject(
        subject.id(), subject.name(), subject.biography(), subject.images(), questions);
  }

  ChoiceQuestion of(ChoiceQuestion question) {
    return switch (this) {
      case AS_WRITTEN -> question;
      case REWORDED -> changed(question, REQUEST + question.text(), 0);
      case OPTIONS_ROTATED -> changed(question, question.text(), 1);
    };
  }

  private static ChoiceQuestion changed(ChoiceQuestion question, String text, int further) {
    List<String> options = new ArrayList<>(question.options());
    Collections.rotate(options, further);
    OptionalInt correct =
        question.correct().isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of((question.correct().getAsInt() + further) % options.size());
    return new ChoiceQuestion(
        question.id(), question.modality(), question.hint(), text, options, correct);
  }
}
