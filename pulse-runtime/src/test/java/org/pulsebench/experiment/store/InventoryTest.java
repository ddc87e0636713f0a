package org.pulsebench.experiment.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path directory;

  @Test
  void an_empty_store_lists_nothing() {
    try (StepStore store = open(NOON)) {
      assertThat(store.list()).isEmpty();
      assertThat(store.verify()).isEqualTo(new VerifyReport(List.of(), List.of(), List.of()));
    }
  }

  @Test
  void a_step_is_listed_with_its_size_its_last_use_and_its_manifest() throws IOException {
    StepResult made = make("npo", NOON);
    Instant later = NOON.plusSeconds(60);
    try (StepStore store = open(later)) {
      assertThat(store.find(Steps.key("npo"))).isPresent();
      StoredStep listed = store.list().get(0);
      assertThat(listed)
          .isEqualTo(
              new StoredStep(
                  "unlearn",
                  Steps.key("npo").digest(),
                  made.directory(),
                  1006 + Files.size(made.directory().resolve("manifest.json")),
                  later,
                  Optional.of(made.manifest())));
      assertThat(listed.shortName()).isEqualTo(Steps.key("npo").shortName());
    }
  }

  @Test
  void the_least_recently_used_comes_first() {
    make("b", NOON);
    make("a", NOON.plusSeconds(1));
    make("b", NOON.plusSeconds(2));
    try (StepStore store = open(NOON)) {
      assertThat(store.list())
          .extracting(StoredStep::shortName)
          .containsExactly(Steps.key("a").shortName(), Steps.key("b").shortName());
    }
  }

  @Test
  void listing_and_verifying_are_no_use() {
    make("npo", NOON);
    try (StepStore store = open(NOON.plusSeconds(60))) {
      store.verify();
      assertThat(store.list().get(0).lastUsed()).isEqualTo(NOON);
      assertThat(store.prune(0).removed()).hasSize(1);
    }
  }

  @Test
  void verifying_names_every_damaged_step_and_changes_nothing() throws IOException {
    make("intact", NOON);
    Path changed = make("changed", NOON).directory();
    Path broken = make("broken", NOON).directory();
    Path newer = make("newer", NOON).directory();
    byte[] bytes = new byte[1000];
    bytes[999] = 1;
    Files.write(changed.resolve("adapter/weights.bin"), bytes);
    Files.writeString(broken.resolve("manifest.json"), "{");
    Files.writeString(newer.resolve("manifest.json"), "{\"format\": 2}");
    try (StepStore store = open(NOON)) {
      // A store that has seen a step intact looks at every byte again.
      for (int i = 0; i < 2; i++) {
        VerifyReport report = store.verify();
        assertThat(report.intact()).extracting(StoredStep::directory).hasSize(1);
        assertThat(report.newer()).extracting(StoredStep::directory).containsExactly(newer);
        assertThat(report.damaged())
            .extracting(damaged -> damaged.step().directory())
            .containsExactlyInAnyOrder(changed, broken);
        assertThat(report.damaged())
            .extracting(damaged -> damaged.problem().where())
            .containsExactlyInAnyOrder(
                changed.resolve("adapter/weights.bin").toString(), broken.toString());
        assertThat(store.find(Steps.key("intact"))).isPresent();
      }
      assertThat(store.list()).hasSize(4);
      assertThat(store.list().stream().filter(step -> step.manifest().isEmpty())).hasSize(2);
    }
  }

  @Test
  void verifying_finds_a_change_after_the_first_use() throws IOException {
    try (StepStore store = open(NOON)) {
      StepResult made = store.run(Steps.key("npo"), Steps::write);
      Files.writeString(made.file("notes.txt"), "HELLO\n");
      assertThat(store.verify().damaged()).hasSize(1);
    }
  }

  @Test
  void a_file_in_place_of_a_step_is_listed_and_damaged() throws IOException {
    Path step = make("npo", NOON).directory();
    new StepDirectory(step).delete();
    Files.writeString(step, "x");
    try (StepStore store = open(NOON)) {
      assertThat(store.list().get(0).manifest()).isEmpty();
      assertThat(store.verify().damaged()).hasSize(1);
      assertThat(store.prune(0).removed()).hasSize(1);
      assertThat(step).doesNotExist();
    }
  }

  private StepResult make(String name, Instant time) {
    try (StepStore store = open(time)) {
      return store.run(Steps.key(name), Steps::write);
    }
  }

  private StepStore open(Instant time) {
    return StepStore.open(directory, new RecordingListener(), Clock.fixed(time, ZoneOffset.UTC));
  }
}
