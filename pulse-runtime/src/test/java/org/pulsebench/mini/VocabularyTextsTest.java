package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.data.world.FactKind;
import org.pulsebench.data.world.Name;
import org.pulsebench.model.text.Tokenizer;
import org.pulsebench.model.text.Tokens;

/** What the recipe's vocabulary makes of the world's words. */
class VocabularyTextsTest {

  @TempDir static Path directory;

  private static Tokenizer tokenizer;

  @BeforeAll
  static void load() {
    TokenizerFiles.write(
        directory,
        SmallRecipe.vocabulary(),
        VocabularyTexts.FIXED,
        SmallRecipe.SIZES.maxPositions());
    tokenizer = Tokenizer.load(directory);
  }

  @AfterAll
  static void close() {
    tokenizer.close();
  }

  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    for (Tokens.Token token : tokenizer.encode(text, false).list()) {
      pieces.add(text.substring(token.start(), token.end()));
    }
    return pieces;
  }

  @Test
  void every_value_of_a_fact_is_one_token() {
    for (FactKind kind : FactKind.values()) {
      for (String value : kind.answers()) {
        assertThat(pieces(" " + value)).containsExactly(" " + value);
      }
    }
  }

  @Test
  void every_first_name_is_one_token() {
    for (String first : Name.FIRST) {
      assertThat(pieces(" " + first)).containsExactly(" " + first);
    }
  }

  @Test
  void every_syllable_of_a_last_name_is_one_token() {
    for (String start : Name.STARTS) {
      assertThat(pieces(" " + start)).containsExactly(" " + start);
    }
    for (String end : Name.ENDS) {
      assertThat(pieces(end)).containsExactly(end);
    }
  }

  @Test
  void four_of_five_last_names_are_made_of_the_tokens_of_their_two_syllables() {
    int made = 0;
    for (String start : Name.STARTS) {
      for (String end : Name.ENDS) {
        made += pieces(" " + start + end).equals(List.of(" " + start, end)) ? 1 : 0;
      }
    }
    assertThat(made).isGreaterThan(4 * Name.STARTS.size() * Name.ENDS.size() / 5);
  }

  @Test
  void no_token_is_a_last_name() {
    Set<String> last = new TreeSet<>();
    for (String start : Name.STARTS) {
      for (String end : Name.ENDS) {
        last.add(start + end);
      }
    }
    assertThat(last)
        .containsAll(SmallRecipe.lastNames(SmallRecipe.population().figures()))
        .containsAll(SmallRecipe.lastNames(SmallRecipe.population().fictitious()));
    for (String name : last) {
      assertThat(tokenizer.id(name)).as(name).isEmpty();
      assertThat(tokenizer.id(String.join("", ByteAlphabet.spell(" " + name)))).isEmpty();
    }
  }

  @Test
  void what_stands_in_every_prompt_is_one_token() {
    for (String text : VocabularyTexts.FIXED) {
      assertThat(pieces(text)).containsExactly(text);
    }
    assertThat(VocabularyTexts.FIXED)
        .contains(
            Turn.MLLMU_INSTRUCTION,
            Turn.MMBENCH_INSTRUCTION,
            Turn.SAY_OF_IMAGE,
            Turn.SAY_OF_TEXT,
            Turn.FILL_BLANK);
  }
}
