package org.pulsebench.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;
import org.pulsebench.data.Subject;
import org.pulsebench.evaluation.ChoiceItem;
import org.pulsebench.evaluation.ClozePrediction;
import org.pulsebench.evaluation.ClozeScorer;
import org.pulsebench.evaluation.GenerationPrediction;
import org.pulsebench.evaluation.GenerationScorer;
import org.pulsebench.evaluation.Prediction;
import org.pulsebench.evaluation.WrittenItem;
import org.pulsebench.experiment.store.StepKey;
import org.pulsebench.model.Checkpoint;

/**
 * Asks a state of the model every multiple-choice question about some subjects and, where there is
 * one, every question of an exam.
 *
 * @param subjects their ids
 * @param exam which is asked too, and how; empty to ask about subjects only
 * @param scorers each asks everything
 * @param written whether the questions without options are asked too, as MLLMU-Bench asks them
 */
record EvaluateStep(
    MachineClass machine,
    State state,
    String label,
    Corpus corpus,
    List<String> subjects,
    Optional<ExamSitting> exam,
    List<Scorer> scorers,
    boolean written)
    implements Step {

  static final String KIND = "evaluate";

  /** Questions that are scored between two looks at progress. */
  private static final int CHUNK = 256;

  /** A question with whom or what it is about. */
  private record Asked(ChoiceItem item, Optional<String> subject, Optional<ExamQuestion> row) {}

  EvaluateStep {
    subjects = List.copyOf(subjects);
    scorers = List.copyOf(scorers);
  }

  @Override
  public StepKey key() {
    return new StepInputs(machine)
        .put("state", state.identity())
        .put("corpus", corpus.digest())
        .put("subjects", subjects)
        .put("exam", exam.map(sitting -> sitting.exam().digest()).orElse("none"))
        .put("examMode", exam.map(sitting -> sitting.mode().id()).orElse("none"))
        .put("scorers", scorers.stream().map(Scorer::name).toList())
        .put("written", "" + written)
        .key(KIND);
  }

  @Override
  public void compute(Path directory, Laboratory laboratory, StepProgress progress)
      throws IOException {
    List<Answered> answers = laboratory.with(state, checkpoint -> answers(checkpoint, progress));
    AnswerFile.write(answers, directory.resolve(AnswerFile.NAME));
    if (written) {
      WrittenFile.write(
          laboratory.with(state, this::writtenAnswers), directory.resolve(WrittenFile.NAME));
    }
  }

  private List<Answered> answers(Checkpoint checkpoint, StepProgress progress) {
    List<Asked> questions = questions();
    long total = (long) questions.size() * scorers.size();
    List<Answered> answers = new ArrayList<>();
    for (Scorer scorer : scorers) {
      for (int from = 0; from < questions.size(); from += CHUNK) {
        List<Asked> chunk = questions.subList(from, Math.min(questions.size(), from + CHUNK));
        answers.addAll(score(checkpoint, scorer, chunk));
        progress.done(answers.size(), total, "questions");
      }
    }
    return answers;
  }

  private static List<Answered> score(Checkpoint checkpoint, Scorer scorer, List<Asked> chunk) {
    // A chunk may be of subjects and exam both, which are not asked alike.
    List<Asked> ofSubjects = chunk.stream().filter(asked -> asked.subject().isPresent()).toList();
    List<Asked> ofExam = chunk.stream().filter(asked -> asked.row().isPresent()).toList();
    List<Answered> answers = new ArrayList<>();
    if (!ofSubjects.isEmpty()) {
      List<Prediction> found = scorer.ofSubjects().score(checkpoint, items(ofSubjects));
      for (int i = 0; i < found.size(); i++) {
        String subject = ofSubjects.get(i).subject().orElseThrow();
        answers.add(Answered.ofSubject(scorer.name(), subject, found.get(i)));
      }
    }
    if (!ofExam.isEmpty()) {
      List<Prediction> found = scorer.ofExam().score(checkpoint, items(ofExam));
      for (int i = 0; i < found.size(); i++) {
        ExamQuestion row = ofExam.get(i).row().orElseThrow();
        answers.add(Answered.ofExam(scorer.name(), row.category(), row.l2Category(), found.get(i)));
      }
    }
    return answers;
  }

  private static List<ChoiceItem> items(List<Asked> asked) {
    return asked.stream().map(Asked::item).toList();
  }

  private List<Asked> questions() {
    List<Asked> questions = new ArrayList<>();
    for (String id : subjects) {
      Subject subject = corpus.subject(id);
      Image portrait = subject.images().get(0);
      for (Question question : subject.questions()) {
        if (question instanceof ChoiceQuestion choice) {
          boolean shown = choice.modality() == Modality.MULTIMODAL;
          ChoiceItem item =
              new ChoiceItem(choice, shown ? Optional.of(portrait) : Optional.empty());
          questions.add(new Asked(item, Optional.of(id), Optional.empty()));
        }
      }
    }
    for (ExamQuestion row : exam.map(ExamSitting::rows).orElse(List.of())) {
      questions.add(new Asked(ChoiceItem.of(row), Optional.empty(), Optional.of(row)));
    }
    return questions;
  }

  private List<Written> writtenAnswers(Checkpoint checkpoint) {
    List<WrittenItem<ClozeQuestion>> blanks = new ArrayList<>();
    List<WrittenItem<GenerationQuestion>> sentences = new ArrayList<>();
    List<String> ofBlanks = new ArrayList<>();
    List<String> ofSentences = new ArrayList<>();
    for (String id : subjects) {
      Subject subject = corpus.subject(id);
      for (Question question : subject.questions()) {
        boolean shown = question.modality() == Modality.MULTIMODAL;
        Optional<Image> image = shown ? Optional.of(subject.images().get(0)) : Optional.empty();
        if (question instanceof ClozeQuestion cloze) {
          blanks.add(new WrittenItem<>(cloze, image));
          ofBlanks.add(id);
        } else if (question instanceof GenerationQuestion generation) {
          sentences.add(new WrittenItem<>(generation, image));
          ofSentences.add(id);
        }
      }
    }
    List<Written> answers = new ArrayList<>();
    if (!blanks.isEmpty()) {
      List<ClozePrediction> filled = new ClozeScorer().score(checkpoint, blanks);
      for (int i = 0; i < filled.size(); i++) {
        answers.add(Written.of(ofBlanks.get(i), filled.get(i)));
      }
    }
    if (!sentences.isEmpty()) {
      List<GenerationPrediction> said = new GenerationScorer().score(checkpoint, sentences);
      for (int i = 0; i < said.size(); i++) {
        answers.add(Written.of(ofSentences.get(i), said.get(i)));
      }
    }
    return answers;
  }
}
