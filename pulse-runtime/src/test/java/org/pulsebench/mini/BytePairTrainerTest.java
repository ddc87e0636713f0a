package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pulsebench.mini.BytePairVocabulary.Merge;

class BytePairTrainerTest {

  /** The example of Sennrich, Haddow and Birch, with words that no space begins. */
  private static final Map<String, Long> WORDS =
      Map.of("low", 5L, "lower", 2L, "newest", 6L, "widest", 3L);

  @Test
  void merges_are_those_worked_out_by_hand() {
    // e s and s t 9 times, then es t 9, l o and o w 7, lo w 7, and e w, n e and w est 6 times.
    assertThat(BytePairTrainer.train(WORDS, 7).merges())
        .containsExactly(
            new Merge("e", "s"),
            new Merge("es", "t"),
            new Merge("l", "o"),
            new Merge("lo", "w"),
            new Merge("e", "w"),
            new Merge("ew", "est"),
            new Merge("n", "ewest"));
  }

  @Test
  void of_equally_frequent_pairs_the_first_in_lexicographic_order_wins() {
    assertThat(BytePairTrainer.train(List.of("zb", "ba", "bb", "zb", "ba", "bb"), 2).merges())
        .containsExactly(new Merge("b", "a"), new Merge("b", "b"));
  }

  @Test
  void repeated_letters_are_merged_from_the_left() {
    assertThat(BytePairTrainer.train(Map.of("aaaaa", 2L), 3).merges())
        .containsExactly(new Merge("a", "a"), new Merge("aa", "a"), new Merge("aa", "aaa"));
  }

  @Test
  void pairs_stay_within_a_word_with_its_space_a_number_a_run_of_signs_or_of_blanks() {
    String text = "It's a cat42, isn't  it?\nNO\u00a0more\u2003\u2003here\u0301!\n\n";
    assertThat(BytePairTrainer.train(Map.of(text, 2L), 1000).tokens())
        .contains(
            "It", "'s", "\u0120cat", "42", "\u0120isn", "'t", "\u0120it", "NO", "\u010a\u010a")
        .contains(String.join("", ByteAlphabet.spell("\u0301!")))
        .contains(String.join("", ByteAlphabet.spell("\u2003")))
        .doesNotContain(String.join("", ByteAlphabet.spell("\u2003\u2003")))
        .doesNotContain("t'", "It's", "t4", "2,", "n't", "?\u010a", "\u0120\u0120", "\u010aN");
  }

  @Test
  void no_pair_is_learnt_that_occurs_once() {
    assertThat(BytePairTrainer.train(List.of("abc", "xab"), 10).merges())
        .containsExactly(new Merge("a", "b"));
  }

  @Test
  void no_texts_and_no_merges_leave_the_bytes() {
    assertThat(BytePairTrainer.train(List.of(), 10).tokens()).hasSize(256).doesNotHaveDuplicates();
    assertThat(BytePairTrainer.train(List.of("aa", ""), 0).merges()).isEmpty();
  }

  @Test
  void the_order_of_the_texts_does_not_matter_and_a_count_is_a_repetition() {
    List<String> texts = new ArrayList<>();
    WORDS.forEach((word, count) -> texts.addAll(Collections.nCopies(count.intValue(), word)));
    BytePairVocabulary expected = BytePairTrainer.train(WORDS, 20);
    assertThat(BytePairTrainer.train(texts, 20)).isEqualTo(expected);
    Collections.reverse(texts);
    assertThat(BytePairTrainer.train(texts, 20)).isEqualTo(expected);
  }

  @Test
  void letters_beyond_ascii_are_merged_by_their_bytes() {
    // U+00E9 is C3 A9 in UTF-8.
    assertThat(BytePairTrainer.train(List.of("\u00e9", "\u00e9"), 5).merges())
        .containsExactly(new Merge("\u00c3", "\u00a9"));
  }

  @Test
  void half_a_surrogate_pair_is_refused() {
    assertThatThrownBy(() -> BytePairTrainer.train(List.of("a\ud83d"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a text is not valid Unicode");
  }

  @Test
  void a_count_below_one_and_fewer_than_no_merges_are_refused() {
    assertThatThrownBy(() -> BytePairTrainer.train(Map.of("a", 0L), 1))
        .hasMessage("count is 0, must be at least 1");
    assertThatThrownBy(() -> BytePairTrainer.train(List.of(), -1))
        .hasMessage("merges is -1, must be at least 0");
  }

  @Test
  void a_vocabulary_of_merges_out_of_order_is_refused() {
    assertThatThrownBy(() -> new BytePairVocabulary(List.of(new Merge("ab", "c"))))
        .hasMessage("merge is Merge[left=ab, right=c], must be of two tokens that exist before it");
    Merge twice = new Merge("a", "b");
    assertThatThrownBy(() -> new BytePairVocabulary(List.of(twice, twice)))
        .hasMessageContaining("must be there once");
  }

  @Test
  void two_merges_may_make_one_token() {
    BytePairVocabulary vocabulary =
        new BytePairVocabulary(
            List.of(
                new Merge("a", "b"),
                new Merge("b", "c"),
                new Merge("ab", "c"),
                new Merge("a", "bc")));
    assertThat(vocabulary.tokens()).hasSize(256 + 3).endsWith("ab", "bc", "abc");
  }
}
