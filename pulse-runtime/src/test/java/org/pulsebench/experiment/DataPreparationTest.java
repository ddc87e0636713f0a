package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.Cancellation;
import org.pulsebench.Problem;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.SkippedRow;
import org.pulsebench.protocol.Knowledge;

class DataPreparationTest {

  @TempDir Path directory;

  private TinyExperiment tiny;

  @BeforeEach
  void write() {
    tiny = new TinyExperiment(directory);
  }

  private String prepare(Materials materials) {
    return DataPreparation.of(
        PreparedExperiment.of(
            tiny.read(TinyExperiment.SHORT, "store"), materials, getClass().getClassLoader()));
  }

  @Test
  void what_a_run_needs_is_found_and_told() {
    assertThat(prepare(TinyExperiment.materials()))
        .contains("name       " + directory.resolve("model"))
        .containsPattern("digest +[0-9a-f]{64}")
        .containsPattern("holds +[0-9,]+ parameters, 1 file of weights, [0-9.]+ MiB")
        .contains("People of fine-tuned knowledge")
        .containsPattern("holds +12 subjects, 48 pairs, 0 with variants; 48 questions")
        .containsPattern("serves +fine-tuned")
        .containsPattern("asked +single-pass, 8 rows")
        .doesNotContain("People of pre-trained knowledge");
  }

  @Test
  void rows_that_were_left_out_are_told_with_their_reasons_up_to_twenty() {
    Corpus whole = TinyExperiment.materials().corpus(Knowledge.FINE_TUNED);
    List<SkippedRow> skipped =
        IntStream.range(0, 23)
            .mapToObj(
                row ->
                    new SkippedRow(
                        "Full_Set/part.parquet",
                        "row " + row,
                        new Problem("Answer is no option", "part.parquet", "E", "A", "Mend it.")))
            .toList();
    List<Corpus.Member> members =
        whole.subjects().stream()
            .map(one -> new Corpus.Member(one, whole.pairs(one.id()), Optional.empty()))
            .toList();
    Corpus broken = new Corpus("people", "1", whole.digest(), members, skipped);

    assertThat(prepare(new Materials(() -> broken, () -> broken, Optional::empty)))
        .contains("left out: Full_Set/part.parquet, row 0: Answer is no option, found E\n")
        .contains("row 19: ")
        .doesNotContain("row 20: ")
        .contains("and 3 more\n")
        .contains("none: generality is measured on the retain set alone");
  }

  @Test
  void a_model_without_its_tokenizer_is_refused() throws IOException {
    Files.delete(directory.resolve("model/tokenizer.json"));
    assertThatThrownBy(() -> prepare(TinyExperiment.materials()))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("A file of the model is missing: " + directory.resolve("model"))
        .hasMessageContaining("found no tokenizer.json");
  }

  @Test
  void the_first_phase_of_a_run_unpacks_the_embedded_model_and_computes_nothing()
      throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("embedded.json"),
            """
            {"size": "smoke", "store": "cache", "protocols": ["pre-trained"], "methods": ["ga"]}
            """);
    List<Event> events = new ArrayList<>();

    new StoredExperimentRun().run(file, Phase.PREPARE, events::add, new Cancellation());

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            Event.Said.class,
            said ->
                assertThat(said.text())
                    .contains("name       mini")
                    .contains("name     PULSE world figures")
                    .doesNotContain("Sources"));
    assertThat(directory.resolve("cache/models")).isNotEmptyDirectory();
    assertThat(directory.resolve("results.json")).doesNotExist();
  }
}
