package org.pulsebench.data.mlubench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;
import org.pulsebench.Sha256;
import org.pulsebench.data.ContentDigest;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.Image;
import org.pulsebench.data.Question;
import org.pulsebench.data.SkippedRow;
import org.pulsebench.data.Subject;
import org.pulsebench.data.TrainingPair;

/**
 * MLUBench: its entities as a corpus and, beside it, its tasks.
 *
 * <p>In the corpus an entity is a subject whose id is that of {@link Entity#id()}. Its questions
 * are the base questions, each once; it is learnt from those about every picture; its variants are
 * the paraphrases, each once. Which picture a question is asked about is told by the tasks alone,
 * whose order, too, is that of the archive. Immutable, and safe for several threads.
 */
public final class Mlubench {

  private final Corpus corpus;
  private final List<TaskSets> tasks;
  private final Map<String, Image> images;
  private final MlubenchReport report;

  private Mlubench(
      Corpus corpus, List<TaskSets> tasks, Map<String, Image> images, MlubenchReport report) {
    this.corpus = corpus;
    this.tasks = tasks;
    this.images = Map.copyOf(images);
    this.report = report;
  }

  /**
   * Reads the benchmark.
   *
   * <p>The corpus's digest is that of the eight task files, of the options, and of the pictures.
   *
   * @param archive {@code MLUBench.zip} as published, or the directory it was unpacked to
   * @throws BadInputException if the archive is missing, damaged or not of the format, or a picture
   *     is missing that may not be, or a set is empty without the records that are skipped; it
   *     names file, record and id
   * @throws org.pulsebench.EnvironmentException if a file cannot be read
   */
  public static Mlubench read(Path archive, MlubenchOptions options) {
    ArchiveFiles files = ArchiveFiles.read(archive);
    List<TaskSets> published = TaskReader.read(files);
    ImageFiles pictures = ImageFiles.find(all(published), options);
    MlubenchReport report = MlubenchReport.of(published, pictures.missing(), pictures.skipped());
    Choice choice = new Choice(options, pictures.skipped());
    List<TaskSets> tasks = published.stream().map(choice::from).toList();
    List<SkippedRow> leftOut = published.stream().flatMap(choice::leftOut).toList();
    Map<String, Image> images = pictures.images();
    String digest = digest(files, options, pictures);
    Corpus corpus =
        new Corpus(
            "MLUBench", ContentDigest.version(digest), digest, members(tasks, images), leftOut);
    return new Mlubench(corpus, tasks, images, report);
  }

  /** Returns the entities as subjects, in the order of the tasks. */
  public Corpus corpus() {
    return corpus;
  }

  /** Returns the four tasks in their order, A to D. */
  public List<TaskSets> tasks() {
    return tasks;
  }

  /** Returns a task. */
  public TaskSets task(MlubenchTask task) {
    return tasks.stream().filter(each -> each.task() == task).findFirst().orElseThrow();
  }

  /** Returns what was found in the archive. */
  public MlubenchReport report() {
    return report;
  }

  /**
   * Returns the picture that a question is asked about.
   *
   * @throws IllegalArgumentException if the question is not of this benchmark
   */
  public Image image(MlubenchQuestion question) {
    Image image = images.get(question.image());
    Checks.require(image != null, "question " + question.key(), "foreign", "of this benchmark");
    return image;
  }

  /** Returns a question with its picture and its answer, to be learnt from or unlearnt by. */
  public TrainingPair pair(MlubenchQuestion question) {
    return TrainingPair.about(image(question), question.text(), question.answer());
  }

  static List<MlubenchQuestion> all(List<TaskSets> tasks) {
    List<MlubenchQuestion> all = new ArrayList<>();
    for (TaskSets task : tasks) {
      all.addAll(task.forget());
      all.addAll(task.retain());
    }
    return all;
  }

  private static String digest(ArchiveFiles files, MlubenchOptions options, ImageFiles pictures) {
    List<String> remarks = new ArrayList<>();
    remarks.add("text " + options.text() + ", size " + options.size());
    options.longestAnswer().ifPresent(most -> remarks.add("longest answer " + most));
    remarks.addAll(pictures.remarks());
    List<Path> paths = files.below("Tasks/").stream().map(Path::of).toList();
    return ContentDigest.ofFiles(
        Path.of(""), paths, remarks, path -> Sha256.of(files.content(slashed(path))));
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }

  private static List<Corpus.Member> members(List<TaskSets> tasks, Map<String, Image> images) {
    Map<Entity, List<MlubenchQuestion>> byEntity =
        all(tasks).stream()
            .collect(
                Collectors.groupingBy(
                    MlubenchQuestion::entity, LinkedHashMap::new, Collectors.toList()));
    List<Corpus.Member> members = new ArrayList<>();
    byEntity.forEach((entity, questions) -> members.add(member(entity, questions, images)));
    return members;
  }

  private static Corpus.Member member(
      Entity entity, List<MlubenchQuestion> questions, Map<String, Image> images) {
    List<MlubenchQuestion> base = questions.stream().filter(MlubenchQuestion::isBase).toList();
    List<MlubenchQuestion> more = questions.stream().filter(each -> !each.isBase()).toList();
    List<TrainingPair> pairs =
        base.stream()
            .map(each -> TrainingPair.about(images.get(each.image()), each.text(), each.answer()))
            .toList();
    List<Image> pictures =
        questions.stream().map(MlubenchQuestion::image).distinct().map(images::get).toList();
    Optional<Subject> variants =
        more.isEmpty() ? Optional.empty() : Optional.of(subject(entity, pictures, more));
    return new Corpus.Member(subject(entity, pictures, base), pairs, variants);
  }

  private static Subject subject(
      Entity entity, List<Image> pictures, List<MlubenchQuestion> questions) {
    Set<String> asked = new HashSet<>();
    List<Question> once =
        questions.stream()
            .filter(each -> asked.add(each.text()))
            .<Question>map(MlubenchQuestion::generation)
            .toList();
    return new Subject(entity.id(), Optional.of(entity.displayName()), "", pictures, once);
  }

  /** What of the published records is given, and in which form. */
  private record Choice(MlubenchOptions options, Set<String> skipped) {

    private Choice {
      Objects.requireNonNull(options, "options");
    }

    TaskSets from(TaskSets task) {
      return new TaskSets(task.task(), of(task, MlubenchSet.FORGET), of(task, MlubenchSet.RETAIN));
    }

    /** Returns the base questions for whose answers there is no room, each once. */
    Stream<SkippedRow> leftOut(TaskSets task) {
      Set<List<String>> told = new HashSet<>();
      return Arrays.stream(MlubenchSet.values())
          .flatMap(set -> there(task, set).stream())
          .filter(each -> each.isBase() && withRoom(inForm(each)).findAny().isEmpty())
          .filter(each -> told.add(List.of(each.entity().id(), each.text())))
          .map(each -> new SkippedRow(task.task().toString(), each.key(), tooLong(each)));
    }

    private Problem tooLong(MlubenchQuestion question) {
      return new Problem(
          "Answer is too long",
          question.key(),
          "a first sentence beyond the limit",
          "at most " + options.longestAnswer().orElseThrow() + " characters",
          "Allow longer answers.");
    }

    private List<MlubenchQuestion> there(TaskSets task, MlubenchSet set) {
      return task.questions(set).stream().filter(each -> !skipped.contains(each.image())).toList();
    }

    private List<MlubenchQuestion> of(TaskSets task, MlubenchSet set) {
      List<MlubenchQuestion> there = there(task, set);
      if (there.isEmpty()) {
        throw new BadInputException(
            new Problem(
                "Nothing is left of a set",
                task.task().file(set),
                task.questions(set).size() + " records, none with its picture",
                "one or more",
                "Fetch the pictures, or have signs drawn instead of skipping."));
      }
      List<MlubenchQuestion> given =
          sized(there).stream().map(this::inForm).flatMap(this::withRoom).toList();
      if (given.isEmpty()) {
        throw new BadInputException(
            new Problem(
                "Nothing is left of a set",
                task.task().file(set),
                there.size() + " records, every first sentence of an answer too long",
                "an answer of at most " + options.longestAnswer().orElseThrow() + " characters",
                "Allow longer answers."));
      }
      return given;
    }

    private List<MlubenchQuestion> sized(List<MlubenchQuestion> questions) {
      if (options.size() == MlubenchSize.FULL) {
        return questions;
      }
      Set<List<String>> asked = new HashSet<>();
      Set<String> chosen = new HashSet<>();
      for (MlubenchQuestion each : questions) {
        if (each.isBase() && asked.add(List.of(each.entity().id(), each.text()))) {
          chosen.add(each.key());
        }
      }
      return questions.stream()
          .filter(each -> chosen.contains(each.entity().id() + "/" + each.baseNumber()))
          .toList();
    }

    private Stream<MlubenchQuestion> withRoom(MlubenchQuestion each) {
      if (options.longestAnswer().isEmpty()) {
        return Stream.of(each);
      }
      return ShortAnswer.of(each.answer(), options.longestAnswer().getAsInt()).stream()
          .map(
              answer ->
                  new MlubenchQuestion(
                      each.entity(), each.number(), each.image(), each.text(), answer));
    }

    private MlubenchQuestion inForm(MlubenchQuestion each) {
      if (options.text() == TextForm.PUBLISHED) {
        return each;
      }
      return new MlubenchQuestion(
          each.entity(),
          each.number(),
          each.image(),
          TextRepair.repaired(each.text()),
          TextRepair.repaired(each.answer()));
    }
  }
}
