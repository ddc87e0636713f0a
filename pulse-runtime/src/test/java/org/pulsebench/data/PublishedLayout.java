package org.pulsebench.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pulsebench.data.mllmu.MllmuConfig;
import org.pulsebench.data.mllmu.MllmuProfile;
import org.pulsebench.data.mllmu.MllmuWriter;
import org.pulsebench.data.mmbench.MmbenchWriter;
import org.pulsebench.data.mmbench.Rotations;
import org.pulsebench.data.world.Person;
import org.pulsebench.data.world.World;

/**
 * A few people of the embedded world under the names and in the layout that MLLMU-Bench and MMBench
 * are published in: what a download gives, in a second.
 *
 * @param people the directory of MLLMU-Bench's configurations
 * @param exam MMBench's file, under the name of the English development set
 */
public record PublishedLayout(Path people, Path exam) {

  /** The published test set is in several files. */
  public static final int TEST_SHARDS = 3;

  /**
   * Writes the layout.
   *
   * @param each how many fictitious people, and how many celebrities, there are
   * @param questions how many questions the exam has, each in all its rotations
   */
  public static PublishedLayout write(Path directory, int each, int questions) {
    World world = World.draw(World.SEED);
    List<Person> fictitious = world.population().fictitious().subList(0, each);
    List<Person> celebrities = world.population().figures().subList(0, each);
    Path people = directory.resolve("MLLMU-Bench");
    List<MllmuProfile> full = fictitious.stream().map(world::fullProfile).toList();
    MllmuWriter.write(people, MllmuConfig.FULL_SET, full);
    MllmuWriter.write(
        people, MllmuConfig.RETAIN_SET, celebrities.stream().map(world::fullProfile).toList());
    MllmuWriter.write(
        people,
        MllmuConfig.TEST_SET,
        fictitious.stream().map(world::testProfile).toList(),
        TEST_SHARDS);
    MllmuWriter.writeFineTuning(people, fictitious.stream().map(world::fineTuningProfile).toList());
    MllmuWriter.write(people, MllmuConfig.FORGET_5, full.subList(0, 1));
    MllmuWriter.write(people, MllmuConfig.RETAIN_95, full.subList(1, each));
    List<ExamQuestion> rows = new ArrayList<>();
    world.exam().stream().limit(questions).forEach(row -> rows.addAll(Rotations.of(row)));
    Path exam = directory.resolve("MMBench_DEV_EN.tsv");
    MmbenchWriter.write(exam, rows);
    return new PublishedLayout(people, exam);
  }
}
