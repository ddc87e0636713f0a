package org.pulsebench.data.mlubench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/** All records of the archive, held to what the benchmark is built on. */
final class TaskReader {

  private static final String ENTITIES = "Entities/";

  private final ArchiveFiles archive;
  private final Map<String, MlubenchQuestion> byKey = new HashMap<>();
  private final Map<Entity, String> homes = new HashMap<>();

  private TaskReader(ArchiveFiles archive) {
    this.archive = archive;
  }

  /**
   * Reads the four tasks.
   *
   * <p>The archive's second copy of the records, by entity, is compared with the first where it is
   * there.
   *
   * @throws BadInputException if a file is missing or damaged, a record is not of the format or
   *     repeated, a set is empty, an entity is in two sets, or a paraphrase has another picture or
   *     answer than its base question
   */
  static List<TaskSets> read(ArchiveFiles archive) {
    TaskReader reader = new TaskReader(archive);
    List<TaskSets> tasks = new ArrayList<>();
    for (MlubenchTask task : MlubenchTask.values()) {
      tasks.add(
          new TaskSets(
              task,
              reader.questions(task.file(MlubenchSet.FORGET)),
              reader.questions(task.file(MlubenchSet.RETAIN))));
    }
    List<String> copies = archive.below(ENTITIES);
    if (!copies.isEmpty()) {
      reader.compare(copies);
    }
    return List.copyOf(tasks);
  }

  private List<MlubenchQuestion> questions(String path) {
    String file = archive.where(path);
    List<MlubenchQuestion> records = RecordReader.read(file, archive.content(path));
    if (records.isEmpty()) {
      throw bad("Task has an empty set", file, "no record", "records of one entity or more");
    }
    for (int i = 0; i < records.size(); i++) {
      MlubenchQuestion record = records.get(i);
      String where = file + ", record " + (i + 1) + ", id " + record.number();
      String home = homes.computeIfAbsent(record.entity(), entity -> path);
      if (!home.equals(path)) {
        throw bad(
            "Entity is in two sets",
            where,
            record.entity().id() + ", which " + home + " has too",
            "every entity in one set of one task");
      }
      if (byKey.putIfAbsent(record.key(), record) != null) {
        throw bad(
            "Record is repeated",
            where,
            "another record of " + record.entity().id() + " with this id",
            "an id of its own for every record of an entity");
      }
    }
    requireBases(file, records);
    return records;
  }

  private void requireBases(String file, List<MlubenchQuestion> records) {
    for (int i = 0; i < records.size(); i++) {
      MlubenchQuestion record = records.get(i);
      MlubenchQuestion base = byKey.get(record.entity().id() + "/" + record.baseNumber());
      String where = file + ", record " + (i + 1) + ", id " + record.number();
      if (base == null) {
        throw bad(
            "Paraphrase has no base question",
            where,
            "no record with id " + record.baseNumber() + " of " + record.entity().id(),
            "one in the same file");
      }
      if (!base.image().equals(record.image()) || !base.answer().equals(record.answer())) {
        throw bad(
            "Paraphrase differs from its base question",
            where,
            "another picture or answer than id " + base.number() + " has",
            "the same picture and answer");
      }
    }
  }

  private void compare(List<String> copies) {
    Set<String> missing = new HashSet<>(byKey.keySet());
    List<List<MlubenchQuestion>> files =
        copies.parallelStream()
            .map(path -> RecordReader.read(archive.where(path), archive.content(path)))
            .toList();
    for (int file = 0; file < copies.size(); file++) {
      String path = copies.get(file);
      List<MlubenchQuestion> records = files.get(file);
      for (int i = 0; i < records.size(); i++) {
        MlubenchQuestion record = records.get(i);
        if (!record.equals(byKey.get(record.key())) || !missing.remove(record.key())) {
          throw bad(
              "The two copies of a record differ",
              archive.where(path) + ", record " + (i + 1) + ", id " + record.number(),
              "other content than the task file's, or a record that it lacks",
              "the same records in Tasks and Entities");
        }
      }
    }
    if (!missing.isEmpty()) {
      throw bad(
          "A record has no second copy",
          archive.where(ENTITIES),
          missing.size() + " missing, for instance " + missing.iterator().next(),
          "the same records in Tasks and Entities");
    }
  }

  private static BadInputException bad(String what, String where, String found, String expected) {
    return new BadInputException(
        new Problem(what, where, found, expected, "Fetch or unpack MLUBench.zip again, all of it."));
  }
}
