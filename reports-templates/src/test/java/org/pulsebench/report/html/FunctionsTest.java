package org.pulsebench.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FunctionsTest {

  private static final Path PAGE = Path.of("../pulse-maven-plugin/src/site/markdown/reports.md");

  @Test
  void the_page_for_those_who_write_templates_lists_every_function() throws IOException {
    List<String> described = new ArrayList<>();
    Matcher matcher =
        Pattern.compile("(?m)^\\| `(\\w+)\\(\\w+\\)` \\| ").matcher(Files.readString(PAGE));
    while (matcher.find()) {
      described.add(matcher.group(1));
    }
    assertThat(described).containsExactlyInAnyOrderElementsOf(Functions.all().keySet());
  }
}
