package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;
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

  private final List<Asked<ClozeQuestion>> blanks = new ArrayList<>();
  private final List<Asked<GenerationQuestion>> sentences = new ArrayList<>();

  private WrittenQuestions() {}

  /** Returns the questions about some subjects of a corpus. */
  static WrittenQuestions about(List<String> subjects, Corpus corpus) {
    WrittenQuestions questions = new WrittenQuestions();
    for (String id : subjects) {
      Subject subject = corpus.subject(id);
      Image portrait = subject.images().get(0);
      for (Question question : subject.questions()) {
        boolean shown = question.modality() == Modality.MULTIMODAL;
        Optional<Image> image = shown ? Optional.of(portrait) : Optional.empty();
        if (question instanceof ClozeQuestion cloze) {
          questions.blanks.add(new Asked<>(id, new WrittenItem<>(cloze, image)));
        } else if (question instanceof GenerationQuestion generation) {
          questions.sentences.add(new Asked<>(id, new WrittenItem<>(generation, image)));
        }
      }
    }
    return questions;
  }

  int count() {
    return blanks.size() + sentences.size();
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
    ask(blanks, items -> new ClozeScorer().score(checkpoint, items), filled, answers, progress);
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
