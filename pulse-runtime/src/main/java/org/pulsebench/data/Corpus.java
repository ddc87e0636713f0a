package org.pulsebench.data;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.NearNames;
import org.pulsebench.Problem;
import org.pulsebench.Sha256;

/**
 * Subjects with what they are learnt from and what they are asked, in one form for every publisher.
 *
 * <p>Texts are held in memory; pictures stay where they are until somebody asks for their bytes.
 * Immutable, and safe for several threads.
 */
public final class Corpus {

  /**
   * A subject with all that belongs to it.
   *
   * @param pairs what the subject is learnt from and unlearnt by; at least one
   * @param variants the same subject in other pictures and words, under the same id
   */
  public record Member(Subject subject, List<TrainingPair> pairs, Optional<Subject> variants) {

    public Member {
      String id = subject.id();
      pairs = List.copyOf(pairs);
      Checks.require(!pairs.isEmpty(), "pairs of " + id, "none", "one or more");
      Checks.require(
          variants.map(Subject::id).orElse(id).equals(id),
          "variants of " + id,
          variants.map(Subject::id).orElse(""),
          "under the same id");
    }
  }

  private final String name;
  private final String version;
  private final String digest;
  private final Map<String, Member> members;
  private final List<SkippedRow> skipped;

  /**
   * Creates a corpus.
   *
   * @param name what reports call it
   * @param version the publisher's version, or what stands for it
   * @param digest SHA-256 of its content, 64 hexadecimal digits; equal for equal content
   * @param members in the publisher's order, with ids of their own
   * @param skipped rows that a lenient reader left out
   * @throws BadInputException if there is no member
   * @throws IllegalArgumentException if two members have the same id
   */
  public Corpus(
      String name,
      String version,
      String digest,
      Collection<Member> members,
      List<SkippedRow> skipped) {
    this.name = Objects.requireNonNull(name, "name");
    this.version = Objects.requireNonNull(version, "version");
    this.digest = Sha256.require(digest, "digest");
    this.members = new LinkedHashMap<>();
    for (Member member : members) {
      String id = member.subject().id();
      Checks.require(this.members.put(id, member) == null, "id " + id, "repeated", "unique");
    }
    this.skipped = List.copyOf(skipped);
    if (members.isEmpty()) {
      throw new BadInputException(
          new Problem(
              "The corpus has no subject",
              name,
              this.skipped.size() + " rows, none of which can be used",
              "one subject or more",
              "Read it strictly to see what is wrong with the first row."));
    }
  }

  /** Returns what reports call the corpus. */
  public String name() {
    return name;
  }

  /** Returns the publisher's version, or what stands for it. */
  public String version() {
    return version;
  }

  /** Returns the SHA-256 of the content, 64 hexadecimal digits. */
  public String digest() {
    return digest;
  }

  /** Returns all subjects in the publisher's order. */
  public List<Subject> subjects() {
    return members.values().stream().map(Member::subject).toList();
  }

  /** Returns the ids of all subjects in the publisher's order. */
  public List<String> ids() {
    return List.copyOf(members.keySet());
  }

  /**
   * Returns a subject.
   *
   * @throws BadInputException if the corpus has none of that id; ids that come near are named
   */
  public Subject subject(String id) {
    return member(id).subject();
  }

  /**
   * Returns what a subject is learnt from and unlearnt by, in the publisher's order; at least one.
   *
   * @throws BadInputException if the corpus has no subject of that id
   */
  public List<TrainingPair> pairs(String id) {
    return member(id).pairs();
  }

  /**
   * Returns the same subject in other pictures and words, where the publisher has such.
   *
   * @throws BadInputException if the corpus has no subject of that id
   */
  public Optional<Subject> variants(String id) {
    return member(id).variants();
  }

  /** Returns what was found and what was left out. */
  public CorpusReport report() {
    int pairs = members.values().stream().mapToInt(member -> member.pairs().size()).sum();
    long variants = members.values().stream().filter(m -> m.variants().isPresent()).count();
    return new CorpusReport(members.size(), pairs, (int) variants, skipped);
  }

  private Member member(String id) {
    Member member = members.get(id);
    if (member == null) {
      throw new BadInputException(
          new Problem(
              "The corpus has no such subject",
              name,
              "the id " + id,
              NearNames.expected(id, members.keySet()),
              "Correct the id, or read the corpus that it is from."));
    }
    return member;
  }

  @Override
  public String toString() {
    return name + " " + version + " (" + members.size() + " subjects)";
  }
}
