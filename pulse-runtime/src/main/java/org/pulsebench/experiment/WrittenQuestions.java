package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Question;
import org.pulsebench.data.Subject;
import org.pulsebench.evaluation.ClozePrediction;
import org.pulsebench.evaluation.ClozeScorer;
import org.pulsebench.evaluation.GenerationPrediction;
import org.pulsebench.evaluation.GenerationScorer;
import org.pulsebench.evaluation.WrittenItem;
import org.pulsebench.model.Checkpoint;

/** The questions about some subjects that are answered in words, as MLLMU-Bench asks them. */
final class WrittenQuestions {

  /** A question with whom it is about. */
  private record Asked<Q extends Question>(String subject, WrittenItem<Q> item) {}

  /** Sentences that are asked after the same examples. */
  private record Blanks(
      List<WrittenItem<ClozeQuestion>> examples, List<Asked<ClozeQuestion>> questions) {}

  private final List<Blanks> blanks = new ArrayList<>();
  private final List<Asked<GenerationQuestion>> sentences = new ArrayList<>();

  private WrittenQuestions() {}

  /**
   * Returns the questions about some subjects of a corpus.
   *
   * @param shown sets of subjects, some of whom fill blanks before the others are asked to, and are
   *     not asked themselves
   */
  static WrittenQuestions about(List<String> subjects, Corpus corpus, List<ShownPeople> shown) {
    WrittenQuestions questions = new WrittenQuestions();
    List<String> rest = new ArrayList<>(subjects);
    for (ShownPeople set : shown) {
      List<String> asked = new ArrayList<>(subjects);
      asked.retainAll(set.people());
      rest.removeAll(asked);
      asked.removeAll(set.inCloze());
      questions.blanks.add(new Blanks(set.blanks(corpus), blanks(asked, corpus)));
    }
    questions.blanks.add(new Blanks(List.of(), blanks(rest, corpus)));
    for (String id : subjects) {
      Subject subject = corpus.subject(id);
      for (Question question : subject.questions()) {
        if (question instanceof GenerationQuestion generation) {
          questions.sentences.add(asked(subject, generation));
        }
      }
    }
    return questions;
  }

  private static List<Asked<ClozeQuestion>> blanks(List<String> subjects, Corpus corpus) {
    List<Asked<ClozeQuestion>> blanks = new ArrayList<>();
    for (String id : subjects) {
      Subject subject = corpus.subject(id);
      for (Question question : subject.questions()) {
        if (question instanceof ClozeQuestion cloze) {
          blanks.add(asked(subject, cloze));
        }
      }
    }
    return blanks;
  }

  private static <Q extends Question> Asked<Q> asked(Subject subject, Q question) {
    return new Asked<>(
        subject.id(), new WrittenItem<>(question, ShownPeople.portrait(subject, question)));
  }

  int count() {
    return blanks.stream().mapToInt(some -> some.questions().size()).sum() + sentences.size();
  }

  /**
   * Asks all of them: the blanks, then the sentences.
   *
   * @param progress is told how many are answered, every now and then; what it throws ends the
   *     asking
   */
  List<Written> answers(Checkpoint checkpoint, IntConsumer progress) {
    List<Written> answers = new ArrayList<>();
    BiFunction<String, ClozePrediction, Written> filled = Written::of;
    BiFunction<String, GenerationPrediction, Written> said = Written::of;
    for (Blanks some : blanks) {
      ClozeScorer scorer = new ClozeScorer(some.examples());
      ask(some.questions(), items -> scorer.score(checkpoint, items), filled, answers, progress);
    }
    ask(
        sentences,
        items -> new GenerationScorer().score(checkpoint, items),
        said,
        answers,
        progress);
    return answers;
  }

  private static <Q extends Question, P> void ask(
      List<Asked<Q>> questions,
      Function<List<WrittenItem<Q>>, List<P>> scorer,
      BiFunction<String, P, Written> judged,
      List<Written> answers,
      IntConsumer progress) {
    for (int from = 0; from < questions.size(); from += EvaluateStep.CHUNK) {
      List<Asked<Q>> chunk =
          questions.subList(from, Math.min(questions.size(), from + EvaluateStep.CHUNK));
      List<P> predictions = scorer.apply(chunk.stream().map(Asked::item).toList());
      for (int i = 0; i < chunk.size(); i++) {
        answers.add(judged.apply(chunk.get(i).subject(), predictions.get(i)));
      }
      progress.accept(answers.size());
    }
  }
}
