package org.pulsebench.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.experiment.Event.Progress;
import org.pulsebench.experiment.Event.StepStarted;

class StatusLineTest {

  private static final StepStarted STEP =
      new StepStarted("s", "unlearn", "npo, request 1, seed 1", 3, 12);

  private static final StatusLine LINE = line(STEP, 120, 400, Optional.of(65));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | [3/12] unlearn npo, request 1, seed 1: 30 %, 120/400 batches, 1 min 5 s left",
        "76 | [3/12] unlearn npo, request 1, seed 1: 30 %, 120/400 batches, 1 min 5 s left",
        "75 | [3/12] unlearn npo, request 1, seed 1: 30 %, 1 min 5 s left",
        "59 | [3/12] unlearn npo, request 1, seed 1: 30 %, 1 min 5 s left",
        "58 | [3/12] unlearn npo, request 1, seed 1: 30 %",
        "43 | [3/12] unlearn npo, request 1, seed 1: 30 %",
        "42 | [3/12] unlearn npo, request 1, se...: 30 %",
        "18 | [3/12] un...: 30 %",
        "17 | [3/12] unlearn...",
        "10 | [3/12] ...",
        "3 | ...",
        "1 | ."
      })
  void less_is_said_on_a_narrower_terminal(int columns, String text) {
    assertThat(LINE.within(columns)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"npo", "", "請求一，種子一，方法二", "Zoe\u0301 Ame\u0301lie Rene\u0301e"})
  void no_line_is_wider_than_the_terminal(String label) {
    StatusLine line =
        line(new StepStarted("s", "unlearn", label, 3, 12), 120, 400, Optional.of(65));
    for (int columns = 1; columns < 100; columns++) {
      assertThat(StatusLine.width(line.within(columns))).isLessThanOrEqualTo(columns);
    }
  }

  @Test
  void a_letter_takes_the_columns_that_a_terminal_gives_it() {
    assertThat(StatusLine.width("ab")).isEqualTo(2);
    assertThat(StatusLine.width("請求")).isEqualTo(4);
    assertThat(StatusLine.width("e\u0301")).isEqualTo(1);
  }

  @Test
  void what_is_not_known_is_not_said() {
    assertThat(new StatusLine(STEP, Optional.empty()).full())
        .isEqualTo("[3/12] unlearn npo, request 1, seed 1");
    assertThat(line(STEP, 0, 400, Optional.empty()).full()).endsWith(": 0 %, 0/400 batches");
    assertThat(line(STEP, 400, 400, Optional.of(0)).full()).endsWith(": 100 %, 400/400 batches");
    assertThat(line(STEP, 0, 0, Optional.of(0)).full()).endsWith(": 100 %, 0/0 batches");
    assertThat(line(STEP, 0, 0, Optional.empty()).full())
        .as("at work, and nothing counted yet")
        .isEqualTo("[3/12] unlearn npo, request 1, seed 1");
  }

  @Test
  void the_percentage_is_that_of_whole_numbers() {
    for (int done = 0; done <= 100; done++) {
      assertThat(line(STEP, done, 100, Optional.empty()).full()).contains(": " + done + " %");
    }
  }

  @Test
  void huge_totals_have_a_percentage() {
    assertThat(line(STEP, Long.MAX_VALUE / 4 * 3, Long.MAX_VALUE, Optional.empty()).full())
        .contains(": 75 %");
  }

  private static StatusLine line(
      StepStarted step, long done, long total, Optional<Integer> secondsLeft) {
    Optional<Duration> left = secondsLeft.map(Duration::ofSeconds);
    return new StatusLine(step, Optional.of(new Progress("s", done, total, "batches", left)));
  }
}
