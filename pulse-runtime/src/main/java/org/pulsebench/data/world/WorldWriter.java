package org.pulsebench.data.world;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pulsebench.RandomStream;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.mllmu.FineTuningProfile;
import org.pulsebench.data.mllmu.MllmuConfig;
import org.pulsebench.data.mllmu.MllmuProfile;
import org.pulsebench.data.mllmu.MllmuWriter;
import org.pulsebench.data.mmbench.MmbenchWriter;
import org.pulsebench.data.mmbench.Rotations;

/**
 * Writes a world in the layout of the published data sets, so that the readers of those sets, ours
 * and others, read it as they read the originals.
 *
 * <p>Under {@value #PEOPLE} lie all ten configurations of MLLMU-Bench as Parquet: the fictitious
 * people as {@code Full_Set} and {@code ft_Data}, in other pictures and words as {@code Test_Set},
 * the public figures as {@code Retain_Set}, and the fictitious people once more in three pairs of
 * {@code forget_x} and {@code retain_y}. {@value #EXAM} holds the exam with all rotations of each
 * question. The same world gives the same bytes.
 */
public final class WorldWriter {

  /** The directory of the people's configurations. */
  public static final String PEOPLE = "MLLMU-Bench";

  /** The file of the exam. */
  public static final String EXAM = "MMBench_DEV_EN.tsv";

  private static final int TEST_SHARDS = 2;

  private final World world;
  private final Path people;
  private final Path exam;

  private WorldWriter(World world, Path directory) {
    this.world = world;
    this.people = directory.resolve(PEOPLE);
    this.exam = directory.resolve(EXAM);
  }

  /**
   * Writes every file of a world; each appears whole or, where there was one, replaces that at
   * once. A failure leaves the files that were finished before it.
   *
   * @param directory what {@value #PEOPLE} and {@value #EXAM} are written into; it is made where it
   *     is missing
   * @throws org.pulsebench.EnvironmentException if a file cannot be written
   */
  public static void write(World world, Path directory) {
    WorldWriter writer = new WorldWriter(world, directory);
    writer.writePeople();
    writer.writeExam();
  }

  /**
   * Writes the world that PULSE carries, {@link World#SEED}, and lists what was written.
   *
   * <p>A line gives a file's SHA-256, its size in bytes and its path below the directory; the last
   * line gives their number, the bytes of all and the time that it took. Ends with status 2 if the
   * arguments are wrong and 1 if a file cannot be written, either with a message that says why.
   *
   * @param arguments the directory to write into
   */
  public static void main(String[] arguments) {
    int status =
        WorldCommand.run(List.of(arguments), () -> World.draw(World.SEED), System.out, System.err);
    if (status != WorldCommand.DONE) {
      System.exit(status);
    }
  }

  private void writePeople() {
    List<Person> fictitious = world.population().fictitious();
    List<Person> figures = world.population().figures();
    List<MllmuProfile> full = painted(fictitious, world::fullProfile);
    MllmuWriter.write(people, MllmuConfig.FULL_SET, full);
    MllmuWriter.write(people, MllmuConfig.RETAIN_SET, painted(figures, world::fullProfile));
    MllmuWriter.write(
        people, MllmuConfig.TEST_SET, painted(fictitious, world::testProfile), TEST_SHARDS);
    MllmuWriter.writeFineTuning(people, lessons(fictitious));
    writeSplits(full);
  }

  /** Returns profiles with their pictures painted side by side, before one after the other is. */
  private static List<MllmuProfile> painted(
      List<Person> people, Function<Person, MllmuProfile> profile) {
    List<MllmuProfile> profiles = people.stream().map(profile).toList();
    profiles.parallelStream().flatMap(one -> one.images().stream()).forEach(Image::bytes);
    return profiles;
  }

  private List<FineTuningProfile> lessons(List<Person> people) {
    List<FineTuningProfile> lessons = people.stream().map(world::fineTuningProfile).toList();
    lessons.parallelStream().map(FineTuningProfile::image).forEach(Image::bytes);
    return lessons;
  }

  /** Writes the splits; the people of a smaller split to forget are among those of a larger one. */
  private void writeSplits(List<MllmuProfile> full) {
    List<String> ids = full.stream().map(MllmuProfile::id).toList();
    List<String> order = new RandomStream(world.seed()).child("splits").shuffled(ids);
    writeSplit(full, order, 5, MllmuConfig.FORGET_5, MllmuConfig.RETAIN_95);
    writeSplit(full, order, 10, MllmuConfig.FORGET_10, MllmuConfig.RETAIN_90);
    writeSplit(full, order, 15, MllmuConfig.FORGET_15, MllmuConfig.RETAIN_85);
  }

  private void writeSplit(
      List<MllmuProfile> full,
      List<String> order,
      int percent,
      MllmuConfig forget,
      MllmuConfig retain) {
    Set<String> forgotten = Set.copyOf(order.subList(0, order.size() * percent / 100));
    var parts =
        full.stream().collect(Collectors.partitioningBy(row -> forgotten.contains(row.id())));
    MllmuWriter.write(people, forget, parts.get(true));
    MllmuWriter.write(people, retain, parts.get(false));
  }

  private void writeExam() {
    List<ExamQuestion> rows = new ArrayList<>();
    world.exam().parallelStream().map(ExamQuestion::image).forEach(Image::bytes);
    world.exam().forEach(question -> rows.addAll(Rotations.of(question)));
    MmbenchWriter.write(exam, rows);
  }
}
