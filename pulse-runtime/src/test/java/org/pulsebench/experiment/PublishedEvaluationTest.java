package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.RandomStream;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;
import org.pulsebench.data.Subject;
import org.pulsebench.protocol.Knowledge;

/** MLLMU-Bench's evaluation as it was published: who is shown, who is asked, and what is told. */
class PublishedEvaluationTest {

  private static final String EXPERIMENT =
      """
      {
        "model": "MODEL", "store": "STORE", "lora": {"rank": 2, "alpha": 4}, EVALUATION
        "learning": {"epochs": 1, "batch-size": 8},
        "protocols": [
          {"preset": "PRESET", "people": 8, "unlearn": 4, "retain": 4,
           "subjectsPerRequest": 4, "scorer": "letter"}
        ],
        "methods": ["ga"]
      }
      """;

  private static final String PUBLISHED = "\"evaluation\": \"published\",";

  @TempDir Path directory;

  private TinyExperiment tiny;

  @BeforeEach
  void write() {
    tiny = new TinyExperiment(directory);
  }

  private Experiment read(String preset, String evaluation) {
    return tiny.read(
        EXPERIMENT.replace("PRESET", preset).replace("EVALUATION", evaluation), "store");
  }

  /** Shows sentences with blanks too, which the tiny people lack. */
  private static Materials materials() {
    return TinyExperiment.materials(
        subject -> {
          List<Question> questions = new ArrayList<>(subject.questions());
          for (Modality modality : Modality.values()) {
            questions.add(
                new ClozeQuestion(subject.id() + "/blank/" + modality, modality, "A __.", "pen"));
          }
          return new Subject(
              subject.id(), subject.name(), subject.biography(), subject.images(), questions);
        });
  }

  private static Set<String> asked(Cell.Reached state) {
    Set<String> asked = new TreeSet<>();
    state.answers().forEach(answer -> answer.subject().ifPresent(asked::add));
    return asked;
  }

  @Test
  void one_person_of_each_set_is_shown_and_not_scored() {
    TinyExperiment.Ran ran = tiny.run(read("fine-tuned", PUBLISHED));
    Cell cell = ran.results().cells().get(0);
    for (Cell.Reached state : cell.states()) {
      for (List<String> set : List.of(cell.split().unlearn(), cell.split().retain())) {
        Set<String> left = new TreeSet<>(set);
        left.removeAll(asked(state));
        assertThat(left).hasSize(1);
      }
    }
    // The same people to every state, or what changes would not be the model's doing.
    assertThat(asked(cell.states().get(1))).isEqualTo(asked(cell.states().get(0)));
    assertThat(ran.json().at("/cells/0/states/0/scorers/letter/accuracies/0/count").intValue())
        .isEqualTo(3 * 4);
  }

  @Test
  void results_and_captions_tell_which_evaluation_it_was() {
    TinyExperiment.Ran published = tiny.run(read("fine-tuned", PUBLISHED));
    assertThat(published.json().get("evaluation").textValue()).isEqualTo("published");
    assertThat(published.tables())
        .anyMatch(
            line -> line.startsWith("scorer letter, examples from the evaluated set as published"));

    TinyExperiment.Ran clean = tiny.run(read("fine-tuned", ""));
    assertThat(clean.json().get("evaluation").textValue()).isEqualTo("without-examples");
    assertThat(clean.tables()).anyMatch(line -> line.startsWith("scorer letter, no examples;"));
    assertThat(clean.results().cells().get(0).states().get(0).evaluation())
        .isNotEqualTo(published.results().cells().get(0).states().get(0).evaluation());
    // Learning and unlearning are the same steps.
    assertThat(clean.results().steps().stream().filter(step -> !step.kind().equals("evaluate")))
        .allMatch(DoneStep::reused);
  }

  @Test
  void about_celebrities_nothing_is_shown_as_published() {
    TinyExperiment.Ran clean = tiny.run(read("pre-trained", ""));
    TinyExperiment.Ran published = tiny.run(read("pre-trained", PUBLISHED));
    assertThat(published.computed()).isZero();
    assertThat(published.results().cells()).isEqualTo(clean.results().cells());
    assertThat(published.tables()).anyMatch(line -> line.startsWith("scorer letter, no examples;"));
  }

  @Test
  void two_people_of_each_set_fill_blanks_before_the_others_are_asked_to() {
    List<String> people = List.of("1", "2", "3", "4", "5");
    ShownPeople shown = ShownPeople.draw(people, new RandomStream(3));
    var corpus = materials().corpus(Knowledge.FINE_TUNED);
    int both = Modality.values().length;
    assertThat(WrittenQuestions.about(people, corpus, List.of()).count()).isEqualTo(5 * both);
    assertThat(WrittenQuestions.about(people, corpus, List.of(shown)).count()).isEqualTo(3 * both);
    assertThat(WrittenQuestions.about(List.of("1", "2", "9"), corpus, List.of(shown)).count())
        .as("somebody of no set is asked without examples")
        .isBetween(both, 3 * both);
  }

  @Test
  void the_shown_questions_are_those_of_the_drawn_people_with_their_pictures() {
    List<String> people = List.of("1", "2", "3", "4", "5");
    ShownPeople shown = ShownPeople.draw(people, new RandomStream(3));
    assertThat(people).containsAll(shown.inChoice()).containsAll(shown.inCloze());
    assertThat(shown.inChoice()).hasSize(1);
    assertThat(shown.inCloze()).hasSize(2).doesNotHaveDuplicates();

    var choices = shown.choices(materials().corpus(Knowledge.FINE_TUNED)).examples();
    assertThat(choices).hasSize(4);
    assertThat(choices)
        .allSatisfy(
            item -> {
              assertThat(item.question().id()).startsWith(shown.inChoice().get(0) + "/");
              assertThat(item.image().isPresent())
                  .isEqualTo(item.question().modality() == Modality.MULTIMODAL);
            });
    assertThat(shown.blanks(materials().corpus(Knowledge.FINE_TUNED))).hasSize(4);
  }

  @Test
  void the_same_stream_draws_the_same_people() {
    List<String> people = List.of("1", "2", "3", "4", "5");
    assertThat(ShownPeople.draw(people, new RandomStream(3)))
        .isEqualTo(ShownPeople.draw(people, new RandomStream(3)));
  }

  @Test
  void an_unknown_evaluation_is_refused() {
    assertThatThrownBy(() -> read("fine-tuned", "\"evaluation\": \"publishd\","))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("evaluation")
        .hasMessageContaining("published");
  }

  @Test
  void a_scorer_that_was_not_published_is_refused() {
    String likelihood = EXPERIMENT.replace("\"letter\"", "\"likelihood\"");
    assertThatThrownBy(
            () ->
                tiny.read(
                    likelihood.replace("PRESET", "fine-tuned").replace("EVALUATION", PUBLISHED),
                    "store"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "The published evaluation cannot be made: protocol fine-tuned, scorers\n"
                + "  found likelihood; expected letter alone, the only one that was published\n"
                + "  Choose the scorer letter, or the evaluation without-examples.");
  }

  @Test
  void a_preset_is_scored_by_letter_where_it_says_nothing() {
    String short_ =
        """
        {"store": "STORE", "protocols": ["fine-tuned"], "methods": ["ga"],
         "evaluation": "published"}
        """;
    assertThat(tiny.read(short_, "store").protocols().get(0).scorer()).isEqualTo("letter");
  }

  @Test
  void sets_of_which_nobody_would_be_left_are_refused() {
    String few = EXPERIMENT.replace("\"unlearn\": 4", "\"unlearn\": 2");
    assertThatThrownBy(
            () ->
                tiny.read(
                    few.replace("PRESET", "fine-tuned")
                        .replace("EVALUATION", PUBLISHED)
                        .replace("\"subjectsPerRequest\": 4", "\"subjectsPerRequest\": 2"),
                    "store"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("found 2 to forget in requests of 2, 4 to keep")
        .hasMessageContaining("3 or more in each set");
  }
}
