package org.pulsebench.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Question;
import org.pulsebench.data.Subject;
import org.pulsebench.evaluation.ChoiceItem;
import org.pulsebench.evaluation.Prediction;
import org.pulsebench.experiment.store.StepKey;
import org.pulsebench.method.lumoe.RoutingQuestion;
import org.pulsebench.model.Checkpoint;

/**
 * Asks a state of the model every multiple-choice question about some subjects and, where there is
 * one, every question of an exam.
 *
 * @param subjects their ids
 * @param exam which is asked too, and how; empty to ask about subjects only
 * @param scorers each asks everything
 * @param written whether the questions without options are asked too, as MLLMU-Bench asks them
 * @param tasks what is asked about the subjects where tasks are published, and judged by the
 *     built-in rules
 * @param shown sets of subjects, some of whom are shown to the model and not asked about; empty to
 *     show nothing
 */
record EvaluateStep(
    MachineClass machine,
    State state,
    String label,
    Corpus corpus,
    List<String> subjects,
    Optional<ExamSitting> exam,
    List<Scorer> scorers,
    boolean written,
    Optional<TaskQuestions> tasks,
    List<ShownPeople> shown)
    implements Step {

  static final String KIND = "evaluate";

  /** Questions that are scored between two looks at progress. */
  static final int CHUNK = 256;

  /** A question with whom or what it is about. */
  private record Asked(ChoiceItem item, Optional<String> subject, Optional<ExamQuestion> row) {

    RoutingQuestion seen() {
      return new RoutingQuestion(item.question().text(), item.image(), Optional.empty());
    }
  }

  EvaluateStep {
    subjects = List.copyOf(subjects);
    scorers = List.copyOf(scorers);
    shown = List.copyOf(shown);
  }

  @Override
  public StepKey key() {
    StepInputs inputs = new StepInputs(machine);
    tasks.ifPresent(
        asked ->
            inputs
                .put("tasks", asked.all().stream().map(each -> each.question().key()).toList())
                .put("answerTokens", asked.answerTokens())
                .put("judge", TaskAnswers.RULES.identity().digest()));
    inputs
        .put("state", state.identity())
        .put("corpus", corpus.digest())
        .put("subjects", subjects)
        .put("exam", exam.map(sitting -> sitting.exam().digest()).orElse("none"))
        .put("examMode", exam.map(sitting -> sitting.mode().id()).orElse("none"))
        .put("scorers", scorers.stream().map(Scorer::name).toList())
        .put("written", "" + written);
    // Without examples nothing is added, so that a protocol that shows none shares its steps.
    for (int i = 0; i < shown.size(); i++) {
      ShownPeople set = shown.get(i);
      inputs
          .put("shown/" + i + "/people", set.people())
          .put("shown/" + i + "/choice", set.inChoice())
          .put("shown/" + i + "/cloze", set.inCloze());
    }
    return inputs.key(KIND);
  }

  @Override
  public void compute(Path directory, Laboratory laboratory, StepProgress progress)
      throws IOException {
    List<Asked> questions = questions();
    Optional<WrittenQuestions> others = written ? Optional.of(others()) : Optional.empty();
    long choices = (long) questions.size() * scorers.size();
    long total = choices + others.map(WrittenQuestions::count).orElse(0) + taskQuestions();
    AnswerFile.write(
        laboratory.asking(
            state,
            answering ->
                answers(answering, questions, done -> progress.done(done, total, "questions"))),
        directory.resolve(AnswerFile.NAME));
    if (taskQuestions() > 0) {
      TaskAnswers.of(
              laboratory,
              state,
              tasks.orElseThrow(),
              done -> progress.done(choices + done, total, "questions"))
          .write(directory);
    }
    if (others.isPresent()) {
      WrittenFile.write(
          laboratory.with(
              state,
              checkpoint ->
                  others
                      .get()
                      .answers(
                          checkpoint, done -> progress.done(choices + done, total, "questions"))),
          directory.resolve(WrittenFile.NAME));
    }
  }

  /** Returns how often something is asked about the subjects. */
  long questionsOfSubjects() {
    long choices =
        questions().stream().filter(asked -> asked.subject().isPresent()).count() * scorers.size();
    return taskQuestions() + (written ? choices + others().count() : choices);
  }

  private int taskQuestions() {
    return tasks.map(asked -> asked.all().size()).orElse(0);
  }

  private WrittenQuestions others() {
    return WrittenQuestions.about(subjects, corpus, shown);
  }

  /** Returns how often something of the exam is asked. */
  long questionsOfExam() {
    return exam.map(sitting -> (long) sitting.rows().size() * scorers.size()).orElse(0L);
  }

  /** Returns the same evaluation of other subjects, and of another exam or none. */
  EvaluateStep of(State other, List<String> others, Optional<ExamSitting> sitting) {
    return new EvaluateStep(
        machine,
        other,
        label,
        corpus,
        others,
        sitting,
        scorers,
        written,
        tasks.map(asked -> asked.about(others)),
        shown);
  }

  private List<Answered> answers(Answering answering, List<Asked> questions, IntConsumer progress) {
    List<Answered> answers = new ArrayList<>();
    for (Scorer scorer : scorers) {
      List<Asked> rest = questions;
      for (ShownPeople set : shown) {
        Predicate<Asked> ofSet =
            asked -> asked.subject().filter(set.people()::contains).isPresent();
        List<Asked> asked = rest.stream().filter(ofSet).toList();
        rest = rest.stream().filter(ofSet.negate()).toList();
        ask(answering, scorer.with(set.choices(corpus)), asked, answers, progress);
      }
      ask(answering, scorer, rest, answers, progress);
    }
    return answers;
  }

  private static void ask(
      Answering answering,
      Scorer scorer,
      List<Asked> questions,
      List<Answered> answers,
      IntConsumer progress) {
    for (int from = 0; from < questions.size(); from += CHUNK) {
      List<Asked> chunk = questions.subList(from, Math.min(questions.size(), from + CHUNK));
      answers.addAll(
          answering.answers(
              chunk, Asked::seen, (checkpoint, part) -> score(checkpoint, scorer, part)));
      progress.accept(answers.size());
    }
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
      if (shown.stream().anyMatch(set -> set.inChoice().contains(id))) {
        continue;
      }
      Subject subject = corpus.subject(id);
      for (Question question : subject.questions()) {
        if (question instanceof ChoiceQuestion choice) {
          ChoiceItem item = new ChoiceItem(choice, ShownPeople.portrait(subject, choice));
          questions.add(new Asked(item, Optional.of(id), Optional.empty()));
        }
      }
    }
    for (ExamQuestion row : exam.map(ExamSitting::rows).orElse(List.of())) {
      questions.add(new Asked(ChoiceItem.of(row), Optional.empty(), Optional.of(row)));
    }
    return questions;
  }
}
