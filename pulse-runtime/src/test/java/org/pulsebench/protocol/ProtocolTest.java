package org.pulsebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pulsebench.BadInputException;
import org.pulsebench.evaluation.ChoiceScorer;
import org.pulsebench.evaluation.LetterScorer;
import org.pulsebench.evaluation.LikelihoodScorer;
import org.pulsebench.evaluation.LikelihoodScorer.Variant;
import org.pulsebench.evaluation.MllmuPrompts;
import org.pulsebench.evaluation.OpenScorer;
import org.pulsebench.protocol.Preset.Size;

class ProtocolTest {

  private final Protocol protocol = Preset.SUSTAINABILITY.protocol(Size.PAPER);

  /** Table 2 of the paper. */
  @ParameterizedTest
  @CsvSource({
    "fine-tuned, FINE_TUNED, 100, 50, 50, 1, 50, [projector+llm]",
    "pre-trained, PRE_TRAINED, 45, 20, 25, 1, 20, [projector+llm]",
    "sustainability, FINE_TUNED, 100, 50, 50, 5, 10, [projector+llm]",
    "modality, FINE_TUNED, 100, 50, 50, 1, 50, '[projector+llm, llm]'"
  })
  void presets_have_the_numbers_of_the_paper(
      String id,
      Knowledge knowledge,
      int people,
      int unlearn,
      int retain,
      int requests,
      int each,
      String parts) {
    Protocol preset = Preset.of(id).protocol(Size.PAPER);

    assertThat(preset.name()).isEqualTo(id);
    assertThat(preset.knowledge()).isEqualTo(knowledge);
    assertThat(preset.counts()).isEqualTo(new Counts(people, unlearn, retain, requests, each));
    assertThat(preset.trainedParts()).hasToString(parts);
    assertThat(preset.paper()).startsWith("PULSE, arXiv 2507.01271v4, Table ");
  }

  @ParameterizedTest
  @EnumSource(value = Preset.class, names = "LIFELONG", mode = EnumSource.Mode.EXCLUDE)
  void a_smoke_size_differs_from_the_papers_in_its_numbers_only(Preset preset) {
    Protocol smoke = preset.protocol(Size.SMOKE);

    assertThat(smoke.counts().people()).isEqualTo(12);
    assertThat(smoke.withCounts(preset.protocol(Size.PAPER).counts()))
        .isEqualTo(preset.protocol(Size.PAPER));
  }

  @Test
  void presets_and_sizes_that_do_not_exist_are_refused_by_name() {
    assertThatThrownBy(() -> Preset.of("sustainabilty"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            """
            Protocol is not known: "sustainabilty"
              found no such name; expected one of fine-tuned, pre-trained, sustainability, \
            modality, lifelong (near: sustainability)
              Correct the name.\
            """);
    assertThatThrownBy(() -> Size.of("smoek"))
        .hasMessageContaining("Size is not known: \"smoek\"")
        .hasMessageContaining("one of paper, smoke (near: smoke)");
  }

  @Test
  void every_number_can_be_changed() {
    Protocol changed =
        protocol
            .withName("mine")
            .withCounts(new Counts(30, 8, 20, 4, 2))
            .withTrainedParts(List.of(TrainedParts.LLM))
            .withScorers("open", List.of("letter"));

    assertThat(changed.name()).isEqualTo("mine");
    assertThat(changed.counts().subjectsPerRequest()).isEqualTo(2);
    assertThat(changed.trainedParts()).containsExactly(TrainedParts.LLM);
    assertThat(changed.scorer()).isEqualTo("open");
    assertThat(changed.otherScorers()).containsExactly("letter");
    assertThat(Preset.PRE_TRAINED.protocol(Size.PAPER).withMinimumAccuracy(0.4))
        .extracting(Protocol::minimumAccuracy)
        .isEqualTo(0.4);
  }

  @Test
  void requests_that_do_not_add_up_to_the_unlearn_set_are_refused() {
    Protocol drawn = Preset.SUSTAINABILITY.protocol(Size.PAPER);
    assertThatThrownBy(() -> drawn.withCounts(new Counts(100, 50, 50, 5, 12)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            """
            Numbers of a protocol do not fit: requests, subjectsPerRequest
              found 5 x 12 = 60 subjects; expected 50, the size of the unlearn set
              Change requests, subjectsPerRequest or unlearn so that they agree.\
            """);
    assertThatThrownBy(() -> new Counts(100, 50, 50, 1 << 16, 1 << 16))
        .hasMessageContaining("65536 x 65536 = 4294967296 subjects");
  }

  @Test
  void published_tasks_need_not_be_of_one_size() {
    Protocol lifelong = Preset.LIFELONG.protocol(Size.PAPER);

    assertThat(lifelong.tasks()).containsExactly("A", "B", "C", "D");
    assertThat(lifelong.isPublished()).isTrue();
    assertThat(lifelong.counts()).isEqualTo(new Counts(127, 77, 50, 4, 20));
    assertThat(lifelong.paper()).isEqualTo("MLUBench, arXiv 2606.12809");
    assertThat(lifelong.withTasks(List.of("B", "A"), new Counts(64, 40, 24, 2, 20)).tasks())
        .containsExactly("B", "A");
  }

  @Test
  void tasks_that_are_named_twice_or_are_no_requests_are_refused() {
    Protocol lifelong = Preset.LIFELONG.protocol(Size.PAPER);

    assertThatThrownBy(() -> lifelong.withTasks(List.of("A", "A"), new Counts(4, 2, 2, 2, 1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("protocol lifelong, tasks")
        .hasMessageContaining("found [A, A]; expected names, each once");
    assertThatThrownBy(() -> lifelong.withTasks(List.of("A"), new Counts(4, 2, 2, 2, 1)))
        .hasMessageContaining("found 1 tasks and 2 requests; expected a request for each task");
  }

  @Test
  void sets_that_hold_more_people_than_there_are_are_refused() {
    assertThatThrownBy(() -> Counts.ofOneRequest(45, 20, 26))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            """
            Numbers of a protocol do not fit: unlearn, retain
              found 20 + 26 = 46 subjects; expected at most 45, the number of people
              Raise people, or make one of the sets smaller.\
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, 1, 1, people",
    "9, 0, 1, 1, 1, unlearn",
    "9, 1, 0, 1, 1, retain",
    "9, 1, 1, -1, 1, requests",
    "9, 1, 1, 1, 0, subjectsPerRequest"
  })
  void numbers_below_one_are_refused(
      int people, int unlearn, int retain, int requests, int each, String wrong) {
    assertThatThrownBy(() -> new Counts(people, unlearn, retain, requests, each))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("do not fit: " + wrong + "\n")
        .hasMessageContaining("expected 1 or more");
  }

  @Test
  void what_cannot_be_carried_out_is_refused() {
    assertRefused(() -> protocol.withName(" "), "protocol  , name", "a blank text");
    assertRefused(() -> protocol.withTrainedParts(List.of()), "trainedParts", "found []");
    assertRefused(
        () -> protocol.withTrainedParts(List.of(TrainedParts.LLM, TrainedParts.of("llm"))),
        "trainedParts",
        "found [llm, llm]; expected one or more, each different");
    assertRefused(
        () -> protocol.withScorers("leter", List.of()),
        "protocol sustainability, scorer",
        "found leter; expected one of letter, likelihood, likelihood-normalised, open"
            + " (near: letter)");
    assertRefused(
        () -> protocol.withScorers("letter", List.of("open", "letter")),
        "otherScorers",
        "found letter twice; expected each scorer once");
    assertRefused(() -> protocol.withMinimumAccuracy(0.5), "minimumAccuracy", "nobody is selected");
    Protocol selecting = Preset.PRE_TRAINED.protocol(Size.PAPER);
    for (double wrong : new double[] {-0.1, 50, Double.NaN}) {
      assertRefused(
          () -> selecting.withMinimumAccuracy(wrong),
          "minimumAccuracy",
          "found " + wrong + "; expected a number from 0 to 1");
    }
  }

  @Test
  void the_scorers_are_those_that_there_are() {
    assertThat(
            Stream.of(
                    new LetterScorer(new MllmuPrompts()),
                    new LikelihoodScorer(Variant.PLAIN),
                    new LikelihoodScorer(Variant.LENGTH_NORMALISED),
                    new OpenScorer())
                .map(ChoiceScorer::name))
        .isEqualTo(Protocol.SCORERS);
  }

  private static void assertRefused(Runnable wrong, String... parts) {
    assertThatThrownBy(wrong::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("Protocol cannot be carried out: protocol ")
        .hasMessageContainingAll(parts);
  }
}
