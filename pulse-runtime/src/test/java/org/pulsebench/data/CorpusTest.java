package org.pulsebench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.Sha256;

class CorpusTest {

  private static final String DIGEST = Sha256.of("content");

  @Test
  void subjects_are_found_by_id_in_the_publishers_order() {
    Corpus corpus = corpus(member("9"), member("110"), member("10"));

    assertThat(corpus.ids()).containsExactly("9", "110", "10");
    assertThat(corpus.subjects()).extracting(Subject::id).containsExactly("9", "110", "10");
    assertThat(corpus.subject("110").id()).isEqualTo("110");
    assertThat(corpus.pairs("110"))
        .containsExactly(TrainingPair.ofText("Where was 110 born?", "Graz"));
    assertThat(corpus.variants("110").orElseThrow().biography()).isEqualTo("variant");
    assertThat(corpus.digest()).isEqualTo(DIGEST);
  }

  @Test
  void an_unknown_id_is_refused_with_ids_that_come_near() {
    Corpus corpus = corpus(member("9"), member("110"), member("10"));

    assertThatThrownBy(() -> corpus.subject("1100"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            """
            The corpus has no such subject: people
              found the id 1100; expected one of 9, 110, 10 (near: 110)
              Correct the id, or read the corpus that it is from.\
            """);
    assertThatThrownBy(() -> corpus.pairs("x")).hasMessageContaining("found the id x");
    assertThatThrownBy(() -> corpus.variants("x")).hasMessageContaining("found the id x");
  }

  @Test
  void the_report_counts_what_was_found_and_what_was_left_out() {
    Problem problem = new Problem("what", "where", "found", "expected", "remedy");
    List<SkippedRow> skipped =
        List.of(
            new SkippedRow("Full_Set/a", "row 1", problem),
            new SkippedRow("ft_Data/a", "row 2", problem),
            new SkippedRow("Full_Set/a", "row 7", problem));
    Corpus corpus =
        new Corpus(
            "people",
            "1",
            DIGEST,
            List.of(member("1"), new Corpus.Member(subject("2", ""), pairs("2"), Optional.empty())),
            skipped);

    assertThat(corpus.report()).isEqualTo(new CorpusReport(2, 2, 1, skipped));
    assertThat(corpus.report().summary())
        .isEqualTo(
            "2 subjects, 2 pairs, 1 with variants; 3 rows left out (Full_Set/a 2, ft_Data/a 1)");
    assertThat(corpus(member("1")).report().summary())
        .isEqualTo("1 subjects, 1 pairs, 1 with variants");
  }

  @Test
  void a_corpus_of_which_nobody_is_left_is_refused() {
    assertThatThrownBy(() -> new Corpus("people", "1", DIGEST, List.of(), List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("The corpus has no subject: people\n  found 0 rows");
  }

  @Test
  void wrong_members_are_a_bug_of_the_reader() {
    assertThatThrownBy(() -> corpus(member("1"), member("1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("id 1 is repeated, must be unique");
    assertThatThrownBy(() -> new Corpus.Member(subject("1", ""), List.of(), Optional.empty()))
        .hasMessage("pairs of 1 is none, must be one or more");
    assertThatThrownBy(
            () -> new Corpus.Member(subject("1", ""), pairs("1"), Optional.of(subject("2", ""))))
        .hasMessage("variants of 1 is 2, must be under the same id");
    assertThatThrownBy(() -> new Corpus("people", "1", "cafe", List.of(member("1")), List.of()))
        .hasMessage("digest is cafe, must be 64 hexadecimal digits");
  }

  @Test
  void nothing_can_be_changed_from_outside() {
    List<TrainingPair> pairs = new ArrayList<>(pairs("1"));
    Corpus corpus = corpus(new Corpus.Member(subject("1", ""), pairs, Optional.empty()));
    pairs.clear();

    assertThat(corpus.pairs("1")).hasSize(1);
    assertThatThrownBy(() -> corpus.subjects().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static Corpus corpus(Corpus.Member... members) {
    return new Corpus("people", "1", DIGEST, List.of(members), List.of());
  }

  private static Corpus.Member member(String id) {
    return new Corpus.Member(subject(id, ""), pairs(id), Optional.of(subject(id, "variant")));
  }

  private static List<TrainingPair> pairs(String id) {
    return List.of(TrainingPair.ofText("Where was " + id + " born?", "Graz"));
  }

  private static Subject subject(String id, String biography) {
    return new Subject(id, Optional.empty(), biography, List.of(), List.of());
  }
}
