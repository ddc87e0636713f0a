package org.pulsebench.data.mlubench;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the archive holds, counted before anything is left out.
 *
 * @param records number of questions about pictures
 * @param classes number of entities of each class
 * @param baseQuestions number of base questions, each counted once for an entity, however many
 *     pictures it is asked about
 * @param withVariants how many of those have paraphrases
 * @param images number of pictures that the records name
 * @param missingImages how many of those are not at hand
 * @param skippedRecords how many records were left out for that
 * @param sets for each task its set to forget and its set to keep
 */
public record MlubenchReport(
    int records,
    Map<String, Integer> classes,
    int baseQuestions,
    int withVariants,
    int images,
    int missingImages,
    int skippedRecords,
    List<SetCounts> sets,
    Irregularities irregularities) {

  /**
   * The counts of a set.
   *
   * @param duplicateIds how many records have an id that an earlier one of the set has
   */
  public record SetCounts(
      MlubenchTask task, MlubenchSet set, int records, int entities, int images, int duplicateIds) {

    static SetCounts of(TaskSets task, MlubenchSet set) {
      List<MlubenchQuestion> questions = task.questions(set);
      int images = distinct(questions.stream().map(MlubenchQuestion::image).toList());
      int ids = distinct(questions.stream().map(MlubenchQuestion::number).toList());
      return new SetCounts(
          task.task(),
          set,
          questions.size(),
          task.entities(set).size(),
          images,
          questions.size() - ids);
    }
  }

  public MlubenchReport {
    classes = Collections.unmodifiableMap(new TreeMap<>(classes));
    sets = List.copyOf(sets);
    Objects.requireNonNull(irregularities, "irregularities");
  }

  static MlubenchReport of(List<TaskSets> tasks, Set<String> missing, Set<String> skippedImages) {
    List<MlubenchQuestion> all = Mlubench.all(tasks);
    Map<String, Integer> classes =
        all.stream()
            .map(MlubenchQuestion::entity)
            .distinct()
            .collect(Collectors.toMap(Entity::className, entity -> 1, Integer::sum));
    List<SetCounts> sets =
        tasks.stream()
            .flatMap(
                task -> Arrays.stream(MlubenchSet.values()).map(set -> SetCounts.of(task, set)))
            .toList();
    int skipped = (int) all.stream().filter(each -> skippedImages.contains(each.image())).count();
    return new MlubenchReport(
        all.size(),
        classes,
        baseTexts(all, key -> true),
        baseTexts(all, paraphrased(all)::contains),
        distinct(all.stream().map(MlubenchQuestion::image).toList()),
        missing.size(),
        skipped,
        sets,
        Irregularities.in(all));
  }

  /** Returns the number of entities. */
  public int entities() {
    return classes.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns one line: {@code 15414 records, 127 entities of 9 classes, 549 base questions ...}. */
  public String summary() {
    return String.format(
        "%d records, %d entities of %d classes, %d base questions (%d with variants), %d pictures"
            + " (%d missing)",
        records,
        entities(),
        classes.size(),
        baseQuestions,
        withVariants,
        images,
        missingImages);
  }

  private static Set<String> paraphrased(List<MlubenchQuestion> all) {
    return all.stream()
        .filter(each -> !each.isBase())
        .map(each -> each.entity().id() + "/" + each.baseNumber())
        .collect(Collectors.toSet());
  }

  /** Counts base questions with a record whose key is accepted. */
  private static int baseTexts(List<MlubenchQuestion> all, Predicate<String> accepted) {
    Set<List<String>> texts = new HashSet<>();
    for (MlubenchQuestion each : all) {
      if (each.isBase() && accepted.test(each.key())) {
        texts.add(List.of(each.entity().id(), each.text()));
      }
    }
    return texts.size();
  }

  private static int distinct(List<?> items) {
    return new HashSet<>(items).size();
  }
}
