package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.method.MethodSettings;

/** What a user gets who names a size, protocols and methods, and nothing else. */
class ModelDefaultsTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"smoke,8e-4,16", "paper,2e-4,32"})
  void the_embedded_model_has_defaults_by_size(String size, double rate, int learningBatch)
      throws IOException {
    Experiment experiment =
        read(
            """
            {"size": "SIZE", "protocols": ["fine-tuned"], "methods": ["ga", "ga-klr", "npo"]}
            """
                .replace("SIZE", size));

    assertThat(experiment.size().id()).isEqualTo(size);
    assertThat(settings(experiment))
        .hasSize(3)
        .allSatisfy(
            settings -> {
              assertThat(settings.number("learning-rate")).isEqualTo(rate);
              assertThat(settings.number("projector-rate")).isEqualTo(rate);
              assertThat(settings.integer("batch-size")).isEqualTo(16);
              assertThat(settings.integer("epochs")).isEqualTo(1);
            });
    assertThat(experiment.defaults().learning())
        .containsEntry("epochs", 2)
        .containsEntry("batch-size", learningBatch);
  }

  @Test
  void what_a_user_sets_goes_before_the_defaults() throws IOException {
    Experiment experiment =
        read(
            """
            {"size": "smoke", "protocols": ["fine-tuned"],
             "methods": [{"method": "ga", "settings": {"learning-rate": 1e-5}}]}
            """);

    assertThat(settings(experiment).get(0).number("learning-rate")).isEqualTo(1e-5);
    assertThat(settings(experiment).get(0).number("projector-rate")).isEqualTo(8e-4);
  }

  @Test
  void a_model_of_the_users_keeps_what_papers_give() throws IOException {
    Experiment experiment =
        read(
            """
            {"model": "llava-1.5-7b", "size": "smoke", "protocols": ["fine-tuned"], "methods": ["ga"]}
            """);

    assertThat(experiment.defaults()).isEqualTo(ModelDefaults.published());
  }

  private Experiment read(String json) throws IOException {
    return ExperimentFile.read(Files.writeString(directory.resolve("experiment.json"), json));
  }

  private List<MethodSettings> settings(Experiment experiment) {
    return PreparedMethod.all(
            experiment.methods(), experiment.defaults(), getClass().getClassLoader(), "1")
        .stream()
        .map(PreparedMethod::settings)
        .toList();
  }
}
