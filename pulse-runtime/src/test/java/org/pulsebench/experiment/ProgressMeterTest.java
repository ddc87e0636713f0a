package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pulsebench.RandomStream;
import org.pulsebench.experiment.Event.Progress;

class ProgressMeterTest {

  private final List<Progress> told = new ArrayList<>();
  private long now = -5_000_000_000L;

  @Test
  void the_start_is_told() {
    meter(10);
    assertThat(told).containsExactly(new Progress("s", 0, 10, "batches", Optional.empty()));
  }

  @Test
  void a_step_with_nothing_to_do_is_done() {
    meter(0);
    assertThat(told)
        .containsExactly(new Progress("s", 0, 0, "batches", Optional.of(Duration.ZERO)));
  }

  @Test
  void at_an_even_pace_the_time_left_is_exact() {
    run(meter(100), 100, 1);
    assertThat(told).hasSize(101);
    for (Progress progress : told.subList(2, 101)) {
      assertThat(left(progress)).isEqualTo(100 - progress.done());
    }
  }

  @Test
  void nothing_is_said_of_the_time_in_the_first_seconds() {
    run(meter(1_000), 19, 0.1);
    assertThat(told).extracting(Progress::left).containsOnly(Optional.empty());
  }

  @Test
  void events_come_at_most_four_times_a_second_and_at_the_end() {
    run(meter(1_000), 1_000, 0.01);
    assertThat(told).hasSizeBetween(40, 42);
    assertThat(told.get(told.size() - 1))
        .isEqualTo(new Progress("s", 1_000, 1_000, "batches", Optional.of(Duration.ZERO)));
  }

  @Test
  void an_uneven_pace_does_not_make_the_time_left_jump_up() {
    RandomStream random = new RandomStream(1);
    ProgressMeter meter = meter(500);
    for (int i = 0; i < 500; i++) {
      run(meter, 1, 0.9 + 0.2 * random.nextDouble());
    }
    long before = Long.MAX_VALUE;
    for (Progress progress : told.subList(20, told.size())) {
      assertThat(left(progress)).isLessThanOrEqualTo(before);
      before = left(progress);
    }
  }

  @Test
  void the_estimate_follows_a_change_of_pace() {
    ProgressMeter meter = meter(1_000);
    run(meter, 100, 0.5);
    assertThat(left(last())).isEqualTo(450);
    run(meter, 60, 2);
    assertThat(left(last())).isBetween(1_500L, 1_680L);
    run(meter, 600, 0.1);
    assertThat(left(last())).isBetween(24L, 90L);
  }

  @Test
  void items_done_in_no_time_are_no_division_by_zero() {
    ProgressMeter meter = meter(10);
    meter.advance(5);
    assertThat(last().left()).isEmpty();
    meter.advance(5);
    assertThat(last()).isEqualTo(new Progress("s", 10, 10, "batches", Optional.of(Duration.ZERO)));
  }

  @Test
  void a_pause_of_hours_is_no_division_by_zero() {
    ProgressMeter meter = meter(10);
    run(meter, 2, 1);
    now += Duration.ofDays(10).toNanos();
    meter.advance(0);
    assertThat(last().left()).isEmpty();
    run(meter, 1, 1);
    assertThat(last().left()).isPresent();
  }

  @Test
  void more_than_there_is_cannot_be_done() {
    ProgressMeter meter = meter(10);
    meter.advance(8);
    assertThatThrownBy(() -> meter.advance(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("items is 3, must be from 0 to what is left");
    assertThatThrownBy(() -> meter.advance(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  private ProgressMeter meter(long total) {
    return new ProgressMeter("s", "batches", total, event -> told.add((Progress) event), () -> now);
  }

  private void run(ProgressMeter meter, int items, double secondsEach) {
    for (int i = 0; i < items; i++) {
      now += Math.round(secondsEach * 1e9);
      meter.advance(1);
    }
  }

  private Progress last() {
    return told.get(told.size() - 1);
  }

  private static long left(Progress progress) {
    return progress.left().orElseThrow().toSeconds();
  }
}
