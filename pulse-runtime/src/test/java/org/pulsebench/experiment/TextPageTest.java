package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextPageTest {

  @Test
  void entries_begin_in_one_column_and_hang_where_they_are_long() {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("a", "word ".repeat(25).strip());
    entries.put("long", "two\nlines");
    entries.put("a name that is longer than a column should be", "text");
    assertThat(new TextPage().heading("Title").entries(2, entries).text())
        .isEqualTo(
            """
            Title
            -----
              a     word word word word word word word word word word word word word word word word word word
                    word word word word word word word
              long  two
                    lines
              a name that is longer than a column should be
                    text
            """);
  }

  @Test
  void columns_of_numbers_are_aligned_to_the_right() {
    assertThat(
            new TextPage().table(List.of(List.of("kind", "steps"), List.of("learn", "1"))).text())
        .isEqualTo("kind   steps\nlearn      1\n");
  }
}
