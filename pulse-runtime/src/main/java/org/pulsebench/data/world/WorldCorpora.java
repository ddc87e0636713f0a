package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pulsebench.Sha256;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.Exam;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Subject;
import org.pulsebench.data.TrainingPair;
import org.pulsebench.data.mllmu.MllmuProfile;
import org.pulsebench.data.mmbench.Rotations;

/**
 * The corpora and the exam of a world, in memory; no file is written and no picture painted before
 * it is asked for.
 *
 * <p>Their digests cover {@link World#VERSION}, the seed, which of the three it is, and the ids of
 * what it holds; a version belongs to one wording and one way of painting.
 */
public final class WorldCorpora {

  private final World world;

  private WorldCorpora(World world) {
    this.world = world;
  }

  /** Returns the corpora of a world. */
  public static WorldCorpora of(World world) {
    return new WorldCorpora(Objects.requireNonNull(world, "world"));
  }

  /** Returns the fictitious people, whom no model knows, with their variants. */
  public Corpus fictitious() {
    return corpus("fictitious", world.population().fictitious());
  }

  /**
   * Returns the public figures, whom the embedded model knows, with their variants.
   *
   * <p>What they are unlearnt by is worded as in training, and not as they are asked about; the
   * published celebrities have no such pairs.
   */
  public Corpus figures() {
    return corpus("figures", world.population().figures());
  }

  /** Returns the exam, each question followed by its rotations. */
  public Exam exam() {
    List<ExamQuestion> rows = new ArrayList<>();
    world.exam().forEach(question -> rows.addAll(Rotations.of(question)));
    Stream<String> indexes = rows.stream().map(row -> Long.toString(row.index()));
    return new Exam(name("exam"), version(), digest("exam", indexes), rows, List.of());
  }

  private Corpus corpus(String kind, List<Person> people) {
    return new Corpus(
        name(kind),
        version(),
        digest(kind, people.stream().map(Person::id)),
        people.stream().map(this::member).toList(),
        List.of());
  }

  private Corpus.Member member(Person person) {
    Subject subject = subject(person, world.fullProfile(person));
    return new Corpus.Member(
        subject,
        pairs(person, subject.images().get(0)),
        Optional.of(subject(person, world.testProfile(person))));
  }

  private static Subject subject(Person person, MllmuProfile profile) {
    return new Subject(
        profile.id(),
        Optional.of(person.name().toString()),
        profile.biography(),
        profile.images(),
        profile.questions());
  }

  private List<TrainingPair> pairs(Person person, Image portrait) {
    String name = person.name().toString();
    return world.fineTuningProfile(person).pairs().stream()
        .map(
            pair ->
                pair.question().contains(name)
                    ? TrainingPair.ofText(pair.question(), pair.answer())
                    : TrainingPair.about(portrait, pair.question(), pair.answer()))
        .toList();
  }

  private static String name(String kind) {
    return "PULSE world " + kind;
  }

  private String version() {
    return World.VERSION + "-" + world.seed();
  }

  private String digest(String kind, Stream<String> ids) {
    return Sha256.of(
        "%s\nversion %s\nseed %d\n".formatted(name(kind), World.VERSION, world.seed())
            + ids.collect(Collectors.joining("\n")));
  }
}
