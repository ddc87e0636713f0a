package org.pulsebench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the page for those who write templates to what templates are given. */
class TemplatesPageTest {

  private static final Path PAGE = Path.of("../pulse-maven-plugin/src/site/markdown/reports.md");
  private static final Path TEMPLATES =
      Path.of("src/main/resources/org/pulsebench/report/templates");

  /** The components stand before the remarks in parentheses, and before what can be called. */
  private static final Pattern COMPONENT = Pattern.compile("`(\\w+)`(\\?)?(?=[,:; ]|$)");

  @Test
  void every_type_that_templates_meet_is_there_with_its_components() throws IOException {
    for (Class<?> type : types()) {
      String row = row(name(type));
      String list = row.replaceAll("\\([^)]*\\)", "").split("[;:]")[0];
      List<String> described = new ArrayList<>();
      Matcher matcher = COMPONENT.matcher(list);
      while (matcher.find()) {
        described.add(matcher.group(1) + (matcher.group(2) == null ? "" : "?"));
      }
      assertThat(described).as(name(type)).containsExactlyElementsOf(components(type));
    }
  }

  @Test
  void every_template_is_there() throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> names.add(TEMPLATES.relativize(file).toString().replace('\\', '/')));
    }
    assertThat(firstCells("(?:html|latex)/[\\w.-]+")).containsExactlyInAnyOrderElementsOf(names);
  }

  private static List<String> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(component -> component.getName() + (mayBeMissing(component) ? "?" : ""))
        .toList();
  }

  private static boolean mayBeMissing(RecordComponent component) {
    return component.getType() == Optional.class || component.getType() == OptionalDouble.class;
  }

  /** All records of the model; answers are for functions only. */
  private static Set<Class<?>> types() {
    Set<Class<?>> types = new LinkedHashSet<>();
    Deque<Class<?>> open =
        new ArrayDeque<>(
            List.of(Report.class, Finding.class, Table.class, Figure.class, Entry.class));
    while (!open.isEmpty()) {
      Class<?> type = open.remove();
      if (type.isRecord()) {
        types.add(type);
      }
      open.addAll(List.of(type.getDeclaredClasses()));
    }
    return types;
  }

  private static String name(Class<?> type) {
    return type.getName().replaceAll(".*\\.", "").replace('$', '.');
  }

  private static String row(String name) throws IOException {
    String beginning = "| `" + name + "` | ";
    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith(beginning)).toList();
    assertThat(rows).as("rows of " + name).hasSize(1);
    return rows.get(0).substring(beginning.length()).replaceAll(" \\|$", "");
  }

  private static List<String> firstCells(String pattern) throws IOException {
    Pattern cell = Pattern.compile("\\| `(" + pattern + ")` \\| .*");
    List<String> found = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher matcher = cell.matcher(line);
      if (matcher.matches()) {
        found.add(matcher.group(1));
      }
    }
    return found;
  }
}
