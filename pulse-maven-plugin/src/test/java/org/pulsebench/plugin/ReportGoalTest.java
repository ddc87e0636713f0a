package org.pulsebench.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Developer;
import org.apache.maven.model.License;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.report.crate.CrateContents;
import org.pulsebench.report.publish.ReportRequest;
import org.pulsebench.report.publish.ResultsFile;

final class ReportGoalTest {

  private final MavenProject project = new MavenProject();

  @TempDir Path base;
  private Places places;

  @BeforeEach
  void set_places() {
    places = new Places(base, base.resolve("target/pulse"));
  }

  @Test
  void without_parameters_the_results_of_this_build_are_shown() {
    ReportRequest request = request(List.of(), List.of());
    assertThat(request.directory()).isEqualTo(base.resolve("target/pulse"));
    assertThat(request.results())
        .containsExactly(
            new ResultsFile(Optional.empty(), base.resolve("target/pulse/results.json")));
    assertThat(request.compared()).isEmpty();
    assertThat(request.templates()).isEmpty();
    assertThat(request.license()).isEmpty();
    assertThat(request.authors()).isEmpty();
  }

  @Test
  void relative_paths_are_from_the_project() {
    ReportRequest request = request(List.of("a.json"), List.of("main=archive/main.json"));
    assertThat(request.results())
        .containsExactly(new ResultsFile(Optional.empty(), base.resolve("a.json")));
    assertThat(request.compared())
        .containsExactly(new ResultsFile(Optional.of("main"), base.resolve("archive/main.json")));
  }

  @Test
  void templates_of_the_project_are_found_and_named_ones_count_more() throws IOException {
    Path usual = Files.createDirectories(base.resolve("src/pulse/templates"));
    assertThat(request(List.of(), List.of()).templates()).contains(usual);
    Path named = base.resolve("mine");
    assertThat(
            ReportGoal.request(places, project, List.of(), List.of(), named.toFile()).templates())
        .contains(named);
  }

  @Test
  void license_and_authors_are_those_of_the_project() {
    License nowhere = new License();
    nowhere.setName("Handed over");
    License open = new License();
    open.setName("CC BY 4.0");
    open.setUrl("https://creativecommons.org/licenses/by/4.0/");
    project.getModel().setLicenses(List.of(nowhere, open));
    Developer ada = new Developer();
    ada.setName("Ada");
    ada.setUrl("https://orcid.org/0000-0000-0000-0000");
    project.getModel().setDevelopers(List.of(ada, new Developer()));
    ReportRequest request = request(List.of(), List.of());
    assertThat(request.license())
        .contains(
            new CrateContents.License("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"));
    assertThat(request.authors())
        .containsExactly(
            new CrateContents.Author("Ada", Optional.of("https://orcid.org/0000-0000-0000-0000")));
  }

  @Test
  void a_reproducible_build_names_its_own_time() {
    Instant time = Instant.parse("2026-01-02T03:04:05Z");
    project.getProperties().setProperty("project.build.outputTimestamp", time.toString());
    assertThat(request(List.of(), List.of()).published()).isEqualTo(time);
    project
        .getProperties()
        .setProperty("project.build.outputTimestamp", Long.toString(time.getEpochSecond()));
    assertThat(request(List.of(), List.of()).published()).isEqualTo(time);
  }

  private ReportRequest request(List<String> results, List<String> compared) {
    return ReportGoal.request(places, project, results, compared, null);
  }
}
