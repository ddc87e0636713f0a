package org.pulsebench.experiment.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path directory;

  @Test
  void steps_unused_for_longer_go_and_the_others_stay() {
    makeAt(0, "old");
    makeAt(10, "young");
    try (StepStore store = openAt(14)) {
      PruneReport report = store.prune(Duration.ofDays(7));
      assertThat(names(report.removed())).containsExactly(name("old"));
      assertThat(report.bytesFreed()).isEqualTo(report.removed().get(0).bytes()).isPositive();
      assertThat(report.inUse()).isEmpty();
      assertThat(names(store.list())).containsExactly(name("young"));
      assertThat(store.find(Steps.key("old"))).isEmpty();
      assertThat(report.removed().get(0).directory()).doesNotExist();
      assertThat(Steps.work(directory)).isEmpty();
    }
  }

  @Test
  void the_last_use_counts_and_not_the_making() {
    makeAt(0, "made first");
    makeAt(1, "made second");
    makeAt(10, "made first");
    try (StepStore store = openAt(14)) {
      assertThat(names(store.prune(Duration.ofDays(7)).removed()))
          .containsExactly(name("made second"));
    }
  }

  @Test
  void a_step_used_exactly_that_long_ago_stays() {
    makeAt(0, "a");
    try (StepStore store = openAt(7)) {
      assertThat(store.prune(Duration.ofDays(7)).removed()).isEmpty();
      assertThat(store.prune(Duration.ofDays(7).minusNanos(1_000_000)).removed()).hasSize(1);
    }
  }

  @Test
  void the_least_recently_used_go_until_the_others_fit() {
    for (int day = 0; day < 4; day++) {
      makeAt(day, "m" + day);
    }
    makeAt(5, "m0");
    try (StepStore store = openAt(6)) {
      long each = store.list().get(0).bytes();
      PruneReport report = store.prune(2 * each);
      assertThat(names(report.removed())).containsExactly(name("m1"), name("m2"));
      assertThat(report.bytesFreed()).isEqualTo(2 * each);
      assertThat(names(store.list())).containsExactly(name("m3"), name("m0"));
      assertThat(store.prune(2 * each).removed()).isEmpty();
      assertThat(store.prune(2 * each - 1).removed()).hasSize(1);
      assertThat(store.prune(0).removed()).hasSize(1);
      assertThat(store.list()).isEmpty();
    }
  }

  @Test
  void a_step_that_an_open_store_has_handed_out_stays() {
    makeAt(0, "used");
    makeAt(0, "unused");
    try (StepStore pruning = openAt(9)) {
      try (StepStore using = openAt(1)) {
        assertThat(using.find(Steps.key("used"))).isPresent();
        PruneReport report = pruning.prune(Duration.ZERO);
        assertThat(names(report.inUse())).containsExactly(name("used"));
        assertThat(names(report.removed())).containsExactly(name("unused"));
        assertThat(using.find(Steps.key("used"))).isPresent();
      }
      assertThat(names(pruning.prune(Duration.ZERO).removed())).containsExactly(name("used"));
    }
  }

  @Test
  void a_step_in_use_is_passed_over_for_the_next() {
    makeAt(0, "used");
    makeAt(1, "unused");
    try (StepStore using = openAt(0);
        StepStore pruning = openAt(9)) {
      assertThat(using.find(Steps.key("used"))).isPresent();
      PruneReport report = pruning.prune(pruning.list().get(0).bytes());
      assertThat(names(report.inUse())).containsExactly(name("used"));
      assertThat(names(report.removed())).containsExactly(name("unused"));
    }
  }

  @Test
  void a_step_that_this_thread_is_running_stays() {
    try (StepStore store = openAt(0)) {
      store.run(
          Steps.key("a"),
          work -> {
            assertThat(store.prune(Duration.ZERO).leftovers()).isZero();
            Steps.write(work);
          });
      assertThat(store.find(Steps.key("a"))).isPresent();
    }
  }

  @Test
  void damaged_steps_and_steps_of_newer_versions_are_pruned_like_others() throws IOException {
    makeAt(0, "damaged");
    makeAt(0, "newer");
    Files.delete(manifest("damaged"));
    Files.setLastModifiedTime(manifest("damaged").getParent(), FileTime.from(NOON));
    Files.writeString(manifest("newer"), "{\"format\": 9}");
    Files.setLastModifiedTime(manifest("newer"), FileTime.from(NOON));
    try (StepStore store = openAt(1)) {
      assertThat(store.prune(Duration.ofHours(1)).removed()).hasSize(2);
    }
  }

  @Test
  void what_is_not_the_stores_own_stays() throws IOException {
    makeAt(0, "a");
    Path foreign = Files.writeString(directory.resolve("work/notes"), "x");
    Path stray = Files.createDirectories(directory.resolve("steps/unlearn/zz/mine"));
    try (StepStore store = openAt(1)) {
      PruneReport report = store.prune(0);
      assertThat(report.removed()).hasSize(1);
      assertThat(report.leftovers()).isZero();
    }
    assertThat(foreign).exists();
    assertThat(stray).exists();
  }

  @Test
  void limits_below_zero_are_refused() {
    try (StepStore store = openAt(0)) {
      assertThatThrownBy(() -> store.prune(-1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("maxBytes is -1");
      assertThatThrownBy(() -> store.prune(Duration.ofSeconds(-1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("olderThan is PT-1S");
    }
  }

  private void makeAt(int day, String name) {
    try (StepStore store = openAt(day)) {
      store.run(Steps.key(name), Steps::write);
    }
  }

  private StepStore openAt(int day) {
    Clock clock = Clock.fixed(NOON.plus(Duration.ofDays(day)), ZoneOffset.UTC);
    return StepStore.open(directory, new RecordingListener(), clock);
  }

  private Path manifest(String name) {
    return new StoreLayout(directory).step(Steps.key(name).id()).resolve("manifest.json");
  }

  private static String name(String step) {
    return Steps.key(step).shortName();
  }

  private static List<String> names(List<StoredStep> steps) {
    return steps.stream().map(StoredStep::shortName).toList();
  }
}
