package org.pulsebench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freemarker.core.PlainTextOutputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;

class TemplatesTest {

  /** What a template is given here. */
  public record Person(String name, Optional<String> title, int age) {}

  private static final Map<String, ?> MODEL =
      Map.of("person", new Person("Ada", Optional.empty(), 1234));

  @TempDir Path directory;
  private Path folder;

  @BeforeEach
  void make_a_folder() throws IOException {
    folder = Files.createDirectories(directory.resolve("latex"));
  }

  @Test
  void a_record_shows_its_components_and_a_number_has_no_separators() throws IOException {
    override("table.tex.ftl", "${person.name} ${person.age}");
    assertThat(render()).isEqualTo("Ada 1234");
  }

  @Test
  void an_empty_optional_is_a_missing_value() throws IOException {
    override("table.tex.ftl", "<#if person.title??>no</#if>${person.title!'none'}");
    assertThat(render()).isEqualTo("none");
  }

  @Test
  void a_template_may_include_parts_of_its_own() throws IOException {
    override("table.tex.ftl", "<#include '_mine.tex.ftl'>");
    override("_mine.tex.ftl", "mine");
    assertThat(render()).isEqualTo("mine");
  }

  @Test
  void a_value_that_is_missing_is_named_with_file_line_and_expression() throws IOException {
    override("table.tex.ftl", "fine\n\n${person.nmae}\n");
    assertThatThrownBy(this::render)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("A template of the report has a fault")
        .hasMessageContaining(folder.resolve("table.tex.ftl") + ", line 3")
        .hasMessageContaining("person.nmae")
        .hasMessageContaining("Correct the template, or remove it");
  }

  @Test
  void a_template_that_cannot_be_parsed_is_named_with_its_line() throws IOException {
    override("table.tex.ftl", "fine\n<#if person.name>\n");
    assertThatThrownBy(this::render)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("table.tex.ftl, line 2");
  }

  @Test
  void the_fault_of_a_part_is_where_the_part_has_it() throws IOException {
    override("table.tex.ftl", "<#include '_mine.tex.ftl'>");
    override("_mine.tex.ftl", "\n<#list person as x>${x}</#list>");
    assertThatThrownBy(this::render)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(folder.resolve("_mine.tex.ftl") + ", line 2");
  }

  @Test
  void a_part_that_is_not_there_is_named() throws IOException {
    override("table.tex.ftl", "<#include '_other.tex.ftl'>");
    assertThatThrownBy(this::render)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("_other.tex.ftl");
  }

  @Test
  void no_template_creates_an_object() throws IOException {
    override("table.tex.ftl", "${'java.lang.ProcessBuilder'?new('true')}");
    assertThatThrownBy(this::render)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("line 1");
  }

  @Test
  void a_name_that_replaces_no_template_is_refused() throws IOException {
    override("tabel.tex.ftl", "");
    assertThatThrownBy(this::render)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("A template replaces no other")
        .hasMessageContaining("tabel.tex.ftl");
  }

  @Test
  void a_directory_that_is_not_there_is_refused() {
    Optional<Path> nowhere = Optional.of(directory.resolve("nowhere"));
    assertThatThrownBy(() -> Templates.of("latex", PlainTextOutputFormat.INSTANCE, nowhere))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("There is no directory of templates");
  }

  @Test
  void a_directory_without_a_folder_of_the_format_replaces_nothing() throws IOException {
    Files.delete(folder);
    Templates templates =
        Templates.of("latex", PlainTextOutputFormat.INSTANCE, Optional.of(directory));
    assertThat(templates.render("_definitions.tex.ftl", Map.of())).contains("\\pulsenum");
  }

  private String render() {
    return Templates.of("latex", PlainTextOutputFormat.INSTANCE, Optional.of(directory))
        .render("table.tex.ftl", MODEL);
  }

  private void override(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
