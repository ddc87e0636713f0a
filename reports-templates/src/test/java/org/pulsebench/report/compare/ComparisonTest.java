package org.pulsebench.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pulsebench.evaluation.statistics.McNemar;
import org.pulsebench.report.Entry;
import org.pulsebench.report.Report;
import org.pulsebench.report.SampleResults;
import org.pulsebench.report.Table;

class ComparisonTest {

  @Test
  void of_sums_alone_the_test_is_unpaired_and_says_so() {
    Table table = table(results("one").method("ga", 0.4).method("npo", 0.5));
    List<Entry> exam = rowOf(table, "Exam");
    assertThat(exam.stream().map(Entry::text))
        .containsExactly("Exam", "40.0", "50.0", "+10.0", "0.056", "0.112", "Fisher");
    Entry.Value difference = (Entry.Value) exam.get(3);
    // Newcombe: 0.1 - sqrt(0.07^2 + 0.06^2) and 0.1 + sqrt(0.06^2 + 0.07^2).
    assertThat(difference.interval().get().low()).isCloseTo(0.78, within(0.005));
    assertThat(difference.interval().get().high()).isCloseTo(19.22, within(0.005));
    assertThat(table.notes()).anyMatch(note -> note.contains("single answers are not known"));
    assertThat(table.notes()).anyMatch(note -> note.contains("2 tests"));
  }

  @Test
  void of_several_seeds_the_test_is_students() {
    Table table = table(results("one").method("ga", 0.4, 0.4, 0.4).method("npo", 0.5, 0.52, 0.48));
    List<Entry> exam = rowOf(table, "Exam");
    assertThat(exam.get(6).text()).isEqualTo("Student's t");
    Entry.Value difference = (Entry.Value) exam.get(3);
    // t = 0.1 / (0.02 / sqrt(3)) = 8.66; half the interval is 4.302653 * 0.0115470.
    assertThat(difference.interval().get().low()).isCloseTo(10 - 4.96828, within(1e-4));
    assertThat(((Entry.Value) exam.get(4)).value()).isCloseTo(0.013072, within(1e-6));
    assertThat(difference.seeds()).hasSize(3);
  }

  @Test
  void seeds_that_all_differ_alike_are_no_certainty() {
    Table table = table(results("one").method("ga", 0.4, 0.4).method("npo", 0.5, 0.5));
    assertThat(rowOf(table, "Exam").get(6).text()).isEqualTo("Fisher");
  }

  @Test
  void of_single_answers_the_test_is_mcnemars_on_an_exam() {
    NamedResults results =
        new NamedResults(
            "one",
            results("one").method("ga", 0.4).method("npo", 0.5).document(),
            (cell, state) -> exam(cell.method().equals("ga") ? 80 : 100));
    Table table = (Table) Comparison.of(List.of(results)).items().get(0);
    List<Entry> exam = rowOf(table, "Exam");
    assertThat(exam.get(6).text()).isEqualTo("McNemar");
    assertThat(((Entry.Value) exam.get(4)).value()).isEqualTo(new McNemar(0, 20).pValue());
  }

  @Test
  void answers_about_a_subject_stay_together() {
    NamedResults results =
        new NamedResults(
            "one",
            results("one").method("ga", 0.4).method("npo", 0.4).document(),
            (cell, state) -> people(cell.method().equals("ga")));
    Table table = (Table) Comparison.of(List.of(results)).items().get(0);
    List<Entry> text = rowOf(table, "D_unlearn, Text");
    assertThat(text.get(6).text()).isEqualTo("sign flips");
    assertThat(((Entry.Value) text.get(3)).count()).isEqualTo(10);
    assertThat(((Entry.Value) text.get(3)).counted()).isEqualTo("subjects");
  }

  @Test
  void the_same_method_of_two_models_is_compared_and_the_difference_named() {
    Report.Section section =
        Comparison.of(
            List.of(
                named("old", results("old").method("ga", 0.4)),
                named("new", results("new").method("ga", 0.6))));
    assertThat(section.lead()).endsWith("old and new differ in the model (old, new).");
    Table table = (Table) section.items().get(0);
    assertThat(table.blocks().get(0).title()).isEqualTo("new, GA against old, GA");
    assertThat(rowOf(table, "Exam").get(3).text()).isEqualTo("+20.0");
  }

  @Test
  void equal_results_differ_in_nothing() {
    Report.Section section =
        Comparison.of(
            List.of(
                named("one", results("m").method("ga", 0.4)),
                named("two", results("m").method("ga", 0.4))));
    assertThat(section.lead()).endsWith("Nothing differs in what one and two were made from.");
    assertThat(rowOf((Table) section.items().get(0), "Exam").get(4).text()).isEqualTo("1.000");
  }

  @Test
  void what_cannot_be_compared_is_listed_with_its_reason() {
    assertThat(refusal(results("m").method("ga", 0.4).corpus("another")))
        .isEqualTo("the questions are of two corpora");
    assertThat(refusal(results("m").method("ga", 0.4).scorer("letter")))
        .isEqualTo("answers were judged by the scorer likelihood and by letter");
    assertThat(refusal(results("m").method("ga", 0.4).retain("eve")))
        .isEqualTo("with seed 1, other people are to be forgotten or kept");
    assertThat(refusal(results("m").method("ga", 0.4).diverged(1)))
        .isEqualTo("no seed came through all requests in both");
  }

  @Test
  void a_seed_that_diverged_does_not_count() {
    Table table =
        table(results("m").method("ga", 0.4, 0.4, 0.9).method("npo", 0.5, 0.6, 0.9).diverged(3));
    assertThat(((Entry.Value) rowOf(table, "Exam").get(3)).seeds()).hasSize(2);
  }

  @Test
  void a_single_method_of_single_results_gives_nothing() {
    assertThat(Comparison.of(List.of(named("one", results("m").method("ga", 0.4)))).items())
        .isEmpty();
  }

  @Test
  void two_results_need_two_names() {
    NamedResults one = named("one", results("m").method("ga", 0.4));
    assertThatThrownBy(() -> Comparison.of(List.of(one, one)))
        .hasMessageContaining("all different");
  }

  private static String refusal(SampleResults other) {
    Report.Section section =
        Comparison.of(List.of(named("one", results("m").method("ga", 0.4)), named("two", other)));
    assertThat(section.items()).hasSize(1);
    Table table = (Table) section.items().get(0);
    assertThat(table.id()).isEqualTo("not-comparable");
    return table.rows().get(0).entries().get(3).text();
  }

  private static List<Verdict> exam(int right) {
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < SampleResults.EXAM_QUESTIONS; i++) {
      verdicts.add(new Verdict("exam", "q" + i, "q" + i, i < right));
    }
    return verdicts;
  }

  private static List<Verdict> people(boolean right) {
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      verdicts.add(new Verdict("unlearn/text", "person " + i / 3, "q" + i, right || i % 4 == 0));
    }
    return verdicts;
  }

  private static SampleResults results(String model) {
    return new SampleResults().model(model);
  }

  private static NamedResults named(String name, SampleResults results) {
    return new NamedResults(name, results.document(), Verdicts.NONE);
  }

  private static Table table(SampleResults results) {
    return (Table) Comparison.of(List.of(named("one", results))).items().get(0);
  }

  private static List<Entry> rowOf(Table table, String set) {
    return table.rows().stream()
        .filter(row -> row.entries().get(0).text().equals(set))
        .findFirst()
        .orElseThrow()
        .entries();
  }
}
