package org.pulsebench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearMatchesTest {

  private static final List<String> KNOWN =
      List.of("ga", "ga-klr", "npo", "batch-size", "learning-rate", "label");

  @Test
  void what_differs_little_is_near_and_the_nearest_comes_first() {
    assertThat(NearMatches.of("batchsize", KNOWN)).containsExactly("batch-size");
    assertThat(NearMatches.of("LearningRate", KNOWN)).containsExactly("learning-rate");
    assertThat(NearMatches.of("ga-kl", KNOWN)).containsExactly("ga-klr");
    assertThat(NearMatches.of("npoo", KNOWN)).containsExactly("npo");
    assertThat(NearMatches.of("labels", List.of("libel", "label")))
        .containsExactly("label", "libel");
  }

  @Test
  void what_shares_nothing_is_not_near_however_short() {
    assertThat(NearMatches.of("xy", KNOWN)).isEmpty();
    assertThat(NearMatches.of("", KNOWN)).isEmpty();
    assertThat(NearMatches.of("gradient-difference", KNOWN)).isEmpty();
  }

  @Test
  void a_message_quotes_the_name_with_what_may_have_been_meant() {
    assertThat(NearMatches.quoted("npoo", KNOWN)).isEqualTo("\"npoo\" (did you mean npo?)");
    assertThat(NearMatches.quoted("what", KNOWN)).isEqualTo("\"what\"");
  }
}
