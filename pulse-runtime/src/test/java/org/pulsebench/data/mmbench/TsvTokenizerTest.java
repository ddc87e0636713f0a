package org.pulsebench.data.mmbench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TsvTokenizerTest {

  private static final int BUFFER = 1 << 16;

  @Test
  void splits_rows_wherever_a_buffer_ends() throws Exception {
    String rows = "\tb\r\tc\r\n\"d\"\"\"\t\"e\r\n\tf\"\r\n\r\n\"\"\tg\"\"h\t\"i\"\n";
    for (int shift = 0; shift <= rows.length(); shift++) {
      String filler = "x".repeat(BUFFER - shift);

      assertThat(read(filler + rows))
          .containsExactly(
              List.of(filler, "b\r", "c"), List.of("d\"", "e\r\n\tf"), List.of("", "g\"\"h", "i"));
    }
  }

  @Test
  void counts_lines_also_within_quotes() throws Exception {
    TsvTokenizer tokenizer = tokenizer("a\n\n\"b\n\nb\"\r\nc");
    List<Long> lines = new ArrayList<>();
    while (tokenizer.next(List.of())) {
      lines.add(tokenizer.line());
    }

    assertThat(lines).containsExactly(1L, 3L, 6L);
  }

  @Test
  void tells_at_which_byte_a_cell_begins() throws Exception {
    String file = "\uFEFF\u00E9\t\"b\tb\"\n" + "x".repeat(3 * BUFFER) + "\tlast";
    List<Long> offsets = new ArrayList<>();
    CellSink sink =
        new CellSink() {
          @Override
          public void start(long offset) {
            offsets.add(offset);
          }

          @Override
          public void accept(byte[] buffer, int from, int to) {}
        };
    TsvTokenizer tokenizer = tokenizer(file);
    while (tokenizer.next(List.of(sink, sink))) {
      // The sinks take note.
    }

    byte[] bytes = file.getBytes(UTF_8);
    assertThat(offsets).hasSize(4);
    assertThat(bytes[offsets.get(1).intValue()]).isEqualTo((byte) 'b');
    assertThat(offsets.get(0)).isEqualTo(3);
    assertThat(new String(Arrays.copyOfRange(bytes, offsets.get(3).intValue(), bytes.length)))
        .isEqualTo("last");
  }

  private static List<List<String>> read(String file) throws Exception {
    TsvTokenizer tokenizer = tokenizer(file);
    List<TextCell> cells = List.of(new TextCell(), new TextCell(), new TextCell());
    List<List<String>> rows = new ArrayList<>();
    while (tokenizer.next(cells)) {
      List<String> row = new ArrayList<>();
      for (TextCell cell : cells.subList(0, tokenizer.cells())) {
        row.add(cell.text());
      }
      rows.add(row);
    }
    return rows;
  }

  private static TsvTokenizer tokenizer(String file) throws Exception {
    return new TsvTokenizer(new ByteArrayInputStream(file.getBytes(UTF_8)));
  }
}
