package org.pulsebench.data.mlubench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextRepairTest {

  private static final Charset GBK = Charset.forName("GBK");

  @Test
  void utf8_that_was_read_as_gbk_is_read_again_however_often() {
    String once = new String("T\u014dno".getBytes(StandardCharsets.UTF_8), GBK);
    assertThat(TextRepair.repaired(once)).isEqualTo("T\u014dno");
    // As the archive has it: twice.
    assertThat(TextRepair.repaired("Takaki T\u9479\u62a7o")).isEqualTo("Takaki T\u014dno");
    assertThat(TextRepair.repaired("Microsoft\u95b3\u30e6\u7368 headquarters"))
        .isEqualTo("Microsoft\u2019s headquarters");
  }

  @Test
  void foreign_script_stays_as_it_is() {
    List<String> texts =
        List.of(
            "W\u00fcrttemberg",
            "E=mc\u00b2",
            "Philosophi\u00e6",
            "six friends\u2014Rachel",
            "\u9a6c\u4e91 (M\u01ce Y\u00fan), known as Jack Ma",
            // Valid UTF-8 when written as GBK: an e with an acute accent and a stray mark.
            "\u8305\u53f0");
    for (String text : texts) {
      assertThat(TextRepair.repaired(text)).isEqualTo(text);
      assertThat(TextRepair.isMojibake(text)).isFalse();
    }
  }

  @Test
  void damage_beside_foreign_script_is_repaired() {
    assertThat(TextRepair.repaired("W\u00fcrttemberg and Pok\u947c\u536aon"))
        .isEqualTo("W\u00fcrttemberg and Pok\u00e9mon");
  }

  @Test
  void stray_markdown_is_taken_out_and_lists_stay() {
    assertThat(TextRepair.repaired("**Star Wars**")).isEqualTo("Star Wars");
    assertThat(TextRepair.repaired("**\n   - **Stranger Things** was created."))
        .isEqualTo("Stranger Things was created.");
    assertThat(TextRepair.repaired("**\n   - The cast:\n     - One\n     - Two"))
        .isEqualTo("The cast:\n     - One\n     - Two");
    assertThat(TextRepair.repaired("Known for:\n   - One")).isEqualTo("Known for:\n   - One");
  }

  @Test
  void repairing_twice_changes_nothing_more() {
    for (String text : List.of("**\n - A **b** T\u9479\u62a7o", "plain", "\u8305\u53f0")) {
      String once = TextRepair.repaired(text);
      assertThat(TextRepair.repaired(once)).isEqualTo(once);
    }
  }
}
