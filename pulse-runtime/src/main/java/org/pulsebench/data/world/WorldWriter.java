package org.pulsebench.data.world;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pulsebench.RandomStream;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.mllmu.MllmuConfig;
import org.pulsebench.data.mllmu.MllmuProfile;
import org.pulsebench.data.mllmu.MllmuWriter;
import org.pulsebench.data.mmbench.MmbenchWriter;
import org.pulsebench.data.mmbench.Rotations;

/**
 * Writes a world in the layout of the published data sets: MLLMU-Bench's configs as Parquet under
 * {@value #PEOPLE}, the exam in MMBench's form as {@value #EXAM}.
 */
public final class WorldWriter {

  /** The directory of the people's configs. */
  public static final String PEOPLE = "MLLMU-Bench";

  /** The file of the exam. */
  public static final String EXAM = "MMBench_DEV_EN.tsv";

  private static final int TEST_SHARDS = 2;

  private final World world;
  private final Path directory;

  private WorldWriter(World world, Path directory) {
    this.world = world;
    this.directory = directory;
  }

  /** Writes every file; a file that exists is replaced. */
  public static void write(World world, Path directory) {
    WorldWriter writer = new WorldWriter(world, directory);
    writer.people();
    writer.exam();
  }

  private void people() {
    Path root = directory.resolve(PEOPLE);
    List<Person> fictitious = world.population().fictitious();
    List<MllmuProfile> full = fictitious.stream().map(world::fullProfile).toList();
    MllmuWriter.write(root, MllmuConfig.FULL_SET, full);
    MllmuWriter.write(
        root,
        MllmuConfig.RETAIN_SET,
        world.population().figures().stream().map(world::fullProfile).toList());
    MllmuWriter.write(
        root,
        MllmuConfig.TEST_SET,
        fictitious.stream().map(world::testProfile).toList(),
        TEST_SHARDS);
    MllmuWriter.writeFineTuning(
        root, fictitious.stream().map(world::fineTuningProfile).toList());
    splits(root, full);
  }

  /** Writes the splits; the people of a smaller split to forget are among those of a larger one. */
  private void splits(Path root, List<MllmuProfile> full) {
    List<MllmuProfile> shuffled =
        new RandomStream(world.seed()).child("splits").shuffled(full);
    split(root, full, shuffled.subList(0, full.size() * 5 / 100), MllmuConfig.FORGET_5, MllmuConfig.RETAIN_95);
    split(root, full, shuffled.subList(0, full.size() * 10 / 100), MllmuConfig.FORGET_10, MllmuConfig.RETAIN_90);
    split(root, full, shuffled.subList(0, full.size() * 15 / 100), MllmuConfig.FORGET_15, MllmuConfig.RETAIN_85);
  }

  private static void split(
      Path root,
      List<MllmuProfile> full,
      List<MllmuProfile> forget,
      MllmuConfig forgetConfig,
      MllmuConfig retainConfig) {
    MllmuWriter.write(root, forgetConfig, full.stream().filter(forget::contains).toList());
    MllmuWriter.write(
        root, retainConfig, full.stream().filter(row -> !forget.contains(row)).toList());
  }

  private void exam() {
    List<ExamQuestion> rows = new ArrayList<>();
    world.exam().forEach(question -> rows.addAll(Rotations.of(question)));
    MmbenchWriter.write(directory.resolve(EXAM), rows);
  }
}
