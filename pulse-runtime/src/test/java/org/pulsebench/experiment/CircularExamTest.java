package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;

/** How often the exam asks, from the experiment's file to the results. */
class CircularExamTest {

  private static final String JSON =
      """
      {
        "model": "MODEL", "store": "STORE", "exam": "single-pass",
        "lora": {"rank": 2, "alpha": 4},
        "learning": {"epochs": 1, "batch-size": 8, "learning-rate": 0.01},
        "protocols": [
          {"preset": "fine-tuned", "people": 4, "unlearn": 2, "retain": 2,
           "subjectsPerRequest": 2, "scorer": "likelihood", "otherScorers": ["likelihood-normalised"]}
        ],
        "methods": ["ga"]
      }
      """;

  @TempDir Path directory;

  private TinyExperiment tiny;

  @BeforeEach
  void write() {
    tiny = new TinyExperiment(directory);
  }

  @Test
  void rotations_are_asked_and_judged_together_and_named_in_the_results() {
    TinyExperiment.Ran once = tiny.run(read("single-pass"));
    TinyExperiment.Ran circular = tiny.run(read("circular"));
    Map<String, Long> computed = new TreeMap<>();
    circular.results().steps().stream()
        .filter(step -> !step.reused())
        .forEach(step -> computed.merge(step.kind(), 1L, Long::sum));
    assertThat(computed).as("what was learned is shared").isEqualTo(Map.of("evaluate", 2L));
    assertThat(mode(once)).isEqualTo("single-pass");
    assertThat(mode(circular)).isEqualTo("circular");

    // Sixteen questions about people, and eight of the exam with four options each.
    assertThat(asked(once)).isEqualTo(2 * (16 + 8));
    assertThat(asked(circular)).isEqualTo(2 * (16 + 8 * 4));
    // The likelihood of an option does not depend on where it stands among the others.
    assertThat(exam(circular)).hasSize(2 * 8).isEqualTo(exam(once));
  }

  @Test
  void an_exam_is_asked_once_unless_told_otherwise() {
    assertThat(tiny.read(JSON.replace(", \"exam\": \"single-pass\"", ""), "store").exam())
        .isEqualTo(ExamMode.SINGLE_PASS);
    assertThat(read("circular").exam()).isEqualTo(ExamMode.CIRCULAR);
  }

  @Test
  void another_way_to_ask_is_refused() {
    assertThatThrownBy(() -> read("circulr"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(
            "field exam\n  found circulr; expected one of single-pass, circular"
                + " (near: circular)");
  }

  private Experiment read(String mode) {
    return tiny.read(JSON.replace("single-pass", mode), "store");
  }

  private static String mode(TinyExperiment.Ran ran) {
    return ResultsFile.json(ran.results()).at("/exam/mode").textValue();
  }

  private static long asked(TinyExperiment.Ran ran) {
    return ran.events().stream()
        .filter(Event.Progress.class::isInstance)
        .map(Event.Progress.class::cast)
        .filter(progress -> progress.unit().equals("questions"))
        .mapToLong(Event.Progress::total)
        .max()
        .orElseThrow();
  }

  private static List<String> exam(TinyExperiment.Ran ran) {
    return ran.results().cells().get(0).states().get(1).answers().stream()
        .filter(answer -> answer.subject().isEmpty())
        .map(answer -> answer.scorer() + " " + answer.question() + " " + answer.right())
        .toList();
  }
}
