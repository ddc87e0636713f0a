package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.pulsebench.Checks;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.Exam;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Question;
import org.pulsebench.data.Subject;
import org.pulsebench.protocol.Knowledge;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.QuestionSet;

/** All that the cells of an experiment were asked, each subject, question and picture once. */
final class AskedQuestions {

  /**
   * Somebody who was asked about.
   *
   * @param portrait the number of the picture that image questions show
   */
  record Person(Knowledge knowledge, Subject subject, OptionalInt portrait) {}

  /**
   * A question.
   *
   * @param person the index of whom it is about; empty in an exam
   * @param row the exam's row that it is; empty if it is about a person
   * @param picture the number of the picture that a row of the exam shows
   */
  record Entry(
      OptionalInt person, Question question, Optional<ExamQuestion> row, OptionalInt picture) {}

  /**
   * A picture with where it is from.
   *
   * @param source the digest of the corpus or the exam, which pins what its names stand for
   */
  record Shown(String source, Image image) {}

  private final List<Person> people = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private final List<Shown> pictures = new ArrayList<>();
  private final Map<String, Map<String, Integer>> pictureNumbers = new HashMap<>();
  private final Map<String, Map<String, Integer>> numbers = new HashMap<>();

  private AskedQuestions() {}

  static AskedQuestions of(Results results) {
    AskedQuestions asked = new AskedQuestions();
    boolean written =
        results.cells().stream()
            .flatMap(cell -> cell.states().stream())
            .anyMatch(state -> !state.written().isEmpty());
    subjects(results)
        .forEach(
            (knowledge, ids) -> {
              Corpus corpus = results.sources().corpora().get(knowledge);
              Map<String, List<Question>> published = published(results, knowledge);
              for (Subject subject : corpus.subjects()) {
                if (ids.contains(subject.id())) {
                  asked.add(
                      knowledge,
                      corpus,
                      subject,
                      published.getOrDefault(subject.id(), drawn(subject, written)));
                }
              }
            });
    if (results.cells().stream().anyMatch(Cell::hasExam)) {
      asked.add(results.sources().exam().orElseThrow());
    }
    return asked;
  }

  private static List<Question> drawn(Subject subject, boolean written) {
    return subject.questions().stream()
        .filter(question -> written || question instanceof ChoiceQuestion)
        .toList();
  }

  /** Returns the questions of published tasks by their subjects. */
  private static Map<String, List<Question>> published(Results results, Knowledge knowledge) {
    Map<String, Map<String, Question>> questions = new HashMap<>();
    results.cells().stream()
        .map(Cell::protocol)
        .distinct()
        .filter(protocol -> protocol.isPublished() && protocol.knowledge() == knowledge)
        .map(protocol -> tasks(results, protocol))
        .forEach(
            tasks ->
                tasks
                    .all()
                    .forEach(
                        asked ->
                            questions
                                .computeIfAbsent(asked.subject(), id -> new LinkedHashMap<>())
                                .put(asked.question().key(), asked.question().generation())));
    Map<String, List<Question>> lists = new HashMap<>();
    questions.forEach((subject, own) -> lists.put(subject, List.copyOf(own.values())));
    return lists;
  }

  private static TaskQuestions tasks(Results results, Protocol protocol) {
    return TaskQuestions.of(
        protocol, results.sources().benchmark().orElseThrow(), results.experiment().judging());
  }

  private static Map<Knowledge, Set<String>> subjects(Results results) {
    Map<Knowledge, Set<String>> subjects = new LinkedHashMap<>();
    for (Knowledge knowledge : results.sources().corpora().keySet()) {
      subjects.put(knowledge, new HashSet<>());
    }
    for (Cell cell : results.cells()) {
      Set<String> ids = subjects.get(cell.protocol().knowledge());
      ids.addAll(cell.split().unlearn());
      ids.addAll(cell.split().retain());
    }
    return subjects;
  }

  private void add(Knowledge knowledge, Corpus corpus, Subject subject, List<Question> questions) {
    OptionalInt person = OptionalInt.of(people.size());
    people.add(
        new Person(
            knowledge,
            subject,
            subject.images().stream()
                .limit(1)
                .mapToInt(portrait -> picture(corpus.digest(), portrait))
                .findFirst()));
    for (Question question : questions) {
      add(knowledge.id(), new Entry(person, question, Optional.empty(), OptionalInt.empty()));
    }
  }

  private void add(Exam exam) {
    for (ExamQuestion row : exam.mainRows()) {
      OptionalInt picture = OptionalInt.of(picture(exam.digest(), row.image()));
      add(
          QuestionSet.EXAM.id(),
          new Entry(OptionalInt.empty(), row.question(), Optional.of(row), picture));
    }
  }

  private void add(String source, Entry entry) {
    numbers
        .computeIfAbsent(source, first -> new HashMap<>())
        .put(entry.question().id(), entries.size());
    entries.add(entry);
  }

  /** Returns the number of a picture: the same for one that several questions show. */
  private int picture(String source, Image image) {
    return pictureNumbers
        .computeIfAbsent(source, first -> new HashMap<>())
        .computeIfAbsent(
            image.name(),
            added -> {
              pictures.add(new Shown(source, image));
              return pictures.size() - 1;
            });
  }

  /** Returns the people, by the kind of knowledge and then in the order of their corpus. */
  List<Person> people() {
    return people;
  }

  /** Returns the questions at their numbers: about people, then those of the exam. */
  List<Entry> entries() {
    return entries;
  }

  /** Returns the pictures at their numbers. */
  List<Shown> pictures() {
    return pictures;
  }

  /** Returns the number of the question that an answer is to. */
  int number(Knowledge knowledge, Answered answer) {
    return number(
        answer.subject().isPresent() ? knowledge.id() : QuestionSet.EXAM.id(), answer.question());
  }

  /** Returns the number of the question that a written answer is to. */
  int number(Knowledge knowledge, Written answer) {
    return number(knowledge.id(), answer.question());
  }

  private int number(String source, String id) {
    Integer number = numbers.getOrDefault(source, Map.of()).get(id);
    Checks.require(number != null, "question", id, "one that is there to be asked");
    return number;
  }
}
