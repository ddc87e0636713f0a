package org.pulsebench.experiment.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/** What a user sees of a store that cannot be used. */
class StoreErrorsTest {

  private static final StepKey KEY = Steps.key("npo");

  @TempDir Path temporary;
  private Path directory;

  @BeforeEach
  void chooseDirectory() {
    directory = temporary.resolve("store");
  }

  @Test
  void a_file_in_place_of_the_directory() throws IOException {
    Files.writeString(directory, "x");
    assertThatThrownBy(() -> StepStore.open(directory))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "The step store's directory is a file: "
                + directory
                + "\n  found a file; expected a directory, or a place for one"
                + "\n  Choose another directory for the store.");
  }

  @Test
  void a_file_in_place_of_a_directory_above() throws IOException {
    Files.writeString(directory, "x");
    assertThatThrownBy(() -> StepStore.open(directory.resolve("a").resolve("b")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("is a file: " + directory + "\n");
  }

  @Test
  void a_directory_that_this_user_may_not_write_to() throws IOException {
    Files.createDirectory(directory);
    assumeThat(directory.toFile().setWritable(false) && !Files.isWritable(directory))
        .as("the file system keeps this user from writing (it does not keep root)")
        .isTrue();
    assertThatThrownBy(() -> StepStore.open(directory))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("The step store cannot be opened: " + directory)
        .hasMessageContaining("AccessDenied")
        .hasMessageContaining("choose another directory for the store");
  }

  /** Linux only, where nobody may create a file there, not even root. */
  @Test
  void a_directory_on_a_read_only_file_system() {
    Path kernel = Path.of("/proc/sys/pulse");
    assumeThat(Files.isDirectory(kernel.getParent())).as("there is a /proc").isTrue();
    assertThatThrownBy(() -> StepStore.open(kernel))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("The step store cannot be opened: " + kernel);
  }

  @Test
  void a_full_disk_is_told_with_the_store_and_what_to_do_and_finished_steps_stay() {
    try (StepStore store = StepStore.open(directory)) {
      store.run(Steps.key("ga"), Steps::write);
      assertThatThrownBy(
              () ->
                  store.run(
                      KEY,
                      work -> {
                        Steps.write(work);
                        throw new IOException("No space left on device");
                      }))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageStartingWith("The disk of the step store is full: " + directory)
          .hasMessageContaining(" bytes free (No space left on device); expected room for")
          .hasMessageEndingWith(
              "Free space, prune the store or choose another directory for it."
                  + " Finished steps are kept.");
      assertThat(store.find(Steps.key("ga"))).isPresent();
      assertThat(store.list()).hasSize(1);
      assertThat(Steps.work(directory)).isEmpty();
    }
  }

  @Test
  void a_full_disk_is_told_even_if_whoever_wrote_has_explained_it_otherwise() {
    EnvironmentException explained =
        new EnvironmentException(
            new Problem("File cannot be written", "x", "y", "z", "Do."),
            new IOException("/x/y: Disk quota exceeded"));
    assertFullDisk(
        work -> {
          throw explained;
        });
    assertFullDisk(
        work -> {
          throw new UncheckedIOException(new IOException("No space left on device"));
        });
  }

  @Test
  void a_full_disk_within_a_step_within_a_step_is_explained_once() {
    assertThatThrownBy(
            () -> {
              try (StepStore store = StepStore.open(directory)) {
                store.run(
                    KEY,
                    outer ->
                        store.run(
                            Steps.key("ga"),
                            inner -> {
                              throw new IOException("No space left on device");
                            }));
              }
            })
        .hasCauseExactlyInstanceOf(IOException.class);
  }

  /** Linux has a device that is always full: what it makes Java say is what a disk does. */
  @Test
  void a_device_that_is_really_full() {
    Path full = Path.of("/dev/full");
    assumeThat(Files.isWritable(full)).as("there is a /dev/full").isTrue();
    assertFullDisk(work -> Files.write(full, new byte[10]));
  }

  @Test
  void another_failure_of_an_action_to_read_or_write_is_told_with_its_step() {
    try (StepStore store = StepStore.open(directory)) {
      assertThatThrownBy(
              () -> store.run(KEY, work -> Files.readString(temporary.resolve("picture.png"))))
          .isInstanceOf(EnvironmentException.class)
          .hasCauseInstanceOf(NoSuchFileException.class)
          .hasMessageStartingWith("Step " + KEY.shortName() + " could not read or write a file")
          .hasMessageContaining("picture.png")
          .hasMessageContaining("Finished steps are kept.");
      assertThat(Steps.work(directory)).isEmpty();
    }
  }

  @Test
  void a_step_that_cannot_be_published_leaves_nothing_behind() throws IOException {
    try (StepStore store = StepStore.open(directory)) {
      Files.writeString(directory.resolve("steps/unlearn"), "in the way");
      assertThatThrownBy(() -> store.run(KEY, Steps::write))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("could not read or write a file");
      assertThat(Steps.work(directory)).isEmpty();
    }
  }

  @Test
  void a_store_whose_directory_vanishes_is_told() throws IOException {
    try (StepStore store = StepStore.open(directory)) {
      new StepDirectory(directory).delete();
      assertThatThrownBy(() -> store.run(KEY, Steps::write))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining(directory.toString());
    }
  }

  @Test
  void a_store_made_anew_in_the_same_place_works_beside_one_of_the_old() throws IOException {
    List<String> events = new ArrayList<>();
    try (StepStore old = StepStore.open(directory)) {
      old.run(KEY, Steps::write);
      new StepDirectory(directory).delete();
      try (StepStore anew = StepStore.open(directory)) {
        anew.run(
            KEY,
            work -> {
              events.add("ran");
              Steps.write(work);
            });
      }
    }
    assertThat(events).containsExactly("ran");
  }

  private void assertFullDisk(StepAction action) {
    try (StepStore store = StepStore.open(directory)) {
      assertThatThrownBy(() -> store.run(KEY, action))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageStartingWith("The disk of the step store is full: " + directory)
          .hasMessageContaining(" bytes free (");
    }
  }
}
