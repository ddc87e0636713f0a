package org.pulsebench.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.pulsebench.Checks;

/**
 * Everything a report says, before it has a format: each format renders this and computes nothing.
 *
 * <p>Texts are as users wrote them; escaping is the format's. {@code D_unlearn} and {@code
 * D_retain} stand for the paper's symbols wherever a text is for people.
 *
 * @param title the experiment's name, or those of several
 * @param facts what was run, on what and in how long; a few, for the head of the report
 * @param findings what came of each method, one a protocol and method
 * @param remarks what a reader has to know before believing a number: what diverged, what cannot be
 *     compared, what is not there; empty if all is as it should be
 * @param sections the paper's items first, then one a protocol
 * @param runs what each results file was made from, in the order in which they were given
 * @param answers the single answers of each results file that has details
 */
public record Report(
    String title,
    List<Fact> facts,
    List<Finding> findings,
    List<Remark> remarks,
    List<Section> sections,
    List<Run> runs,
    List<Answers> answers) {

  public Report {
    Checks.require(!title.isBlank(), "title", "blank", "a name");
    facts = List.copyOf(facts);
    findings = List.copyOf(findings);
    remarks = List.copyOf(remarks);
    sections = List.copyOf(sections);
    runs = List.copyOf(runs);
    answers = List.copyOf(answers);
    long ids = sections.stream().flatMap(section -> section.items().stream()).count();
    long distinct =
        sections.stream()
            .flatMap(section -> section.items().stream())
            .map(Item::id)
            .distinct()
            .count();
    Checks.require(ids == distinct, "ids of items", "twice the same", "all different");
  }

  /** Creates a report without single answers. */
  public Report(
      String title,
      List<Fact> facts,
      List<Finding> findings,
      List<Remark> remarks,
      List<Section> sections,
      List<Run> runs) {
    this(title, facts, findings, remarks, sections, runs, List.of());
  }

  /** Returns all items in their order. */
  public List<Item> items() {
    return sections.stream().flatMap(section -> section.items().stream()).toList();
  }

  /** Returns all tables in their order, those of figures among them. */
  public List<Table> tables() {
    return items().stream()
        .flatMap(
            item ->
                item instanceof Figure figure
                    ? Stream.of(figure.numbers())
                    : Stream.of((Table) item))
        .toList();
  }

  /** Returns the item of an id, such as {@code table-3}. */
  public Optional<Item> item(String id) {
    return items().stream().filter(item -> item.id().equals(id)).findFirst();
  }

  /**
   * A name and what it stands for, such as {@code Model} and {@code mini}.
   *
   * @param literal whether the value is for machines, such as a digest, and is set as such
   */
  public record Fact(String name, String value, boolean literal) {

    public Fact {
      Checks.require(!name.isBlank(), "name", "blank", "a name");
      Objects.requireNonNull(value, "value");
    }

    /** Returns a fact in words. */
    public static Fact of(String name, String value) {
      return new Fact(name, value, false);
    }

    /** Returns a fact that is for machines. */
    public static Fact literal(String name, String value) {
      return new Fact(name, value, true);
    }
  }

  /**
   * What a reader has to know before believing a number.
   *
   * @param title a few words, such as {@code Diverged}
   * @param text one sentence or a few
   */
  public record Remark(Remark.Kind kind, String title, String text) {

    /** How grave it is. */
    public enum Kind {
      /** It explains something. */
      NOTE,

      /** A number is missing, or may mislead. */
      WARNING
    }

    public Remark {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(title, "title");
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * Items that belong together.
   *
   * @param id unique in the report, for links; letters, digits and hyphens
   * @param lead what to know of all of them, a paragraph each
   */
  public record Section(
      String id, Section.Kind kind, String title, List<String> lead, List<Item> items) {

    /** What the items are. */
    public enum Kind {
      /** Those of the paper, in its layout. */
      PAPER,

      /** What lies beyond them, of one protocol. */
      PROTOCOL,

      /** How far methods, or several results, are apart. */
      COMPARISON
    }

    public Section {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(title, "title");
      lead = List.copyOf(lead);
      items = List.copyOf(items);
    }
  }

  /**
   * What a results file was made from.
   *
   * @param name the experiment's
   */
  public record Run(String name, List<Group> groups) {

    public Run {
      Objects.requireNonNull(name, "name");
      groups = List.copyOf(groups);
    }

    /** Facts about one thing, such as {@code Model}. */
    public record Group(String title, List<Fact> facts) {

      public Group {
        Objects.requireNonNull(title, "title");
        facts = List.copyOf(facts);
      }
    }
  }
}
