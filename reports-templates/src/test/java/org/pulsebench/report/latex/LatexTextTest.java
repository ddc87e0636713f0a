package org.pulsebench.report.latex;

import static org.assertj.core.api.Assertions.assertThat;

import freemarker.template.TemplateModelException;
import org.junit.jupiter.api.Test;
import org.pulsebench.report.SampleReport;

class LatexTextTest {

  @Test
  void every_character_that_means_something_to_tex_becomes_a_command() {
    assertThat(LatexText.escaped("#$%&_{}")).isEqualTo("\\#\\$\\%\\&\\_\\{\\}");
    assertThat(LatexText.escaped("\\~^"))
        .isEqualTo("\\textbackslash{}\\textasciitilde{}\\textasciicircum{}");
  }

  @Test
  void no_row_takes_its_first_cell_for_an_argument() {
    assertThat(LatexText.escaped("[2pt]*")).isEqualTo("{[}2pt{]}{*}");
  }

  @Test
  void signs_do_not_run_together() {
    assertThat(LatexText.escaped("--x ''y''")).isEqualTo("-{}-x '{}'y'{}'");
  }

  @Test
  void accents_are_the_same_composed_and_decomposed() {
    assertThat(LatexText.escaped("é")).isEqualTo("{\\'{e}}");
    assertThat(LatexText.escaped("e\u0301")).isEqualTo("{\\'{e}}");
    assertThat(LatexText.escaped("Łukasz Ø")).isEqualTo("\\L{}ukasz \\O{}");
    assertThat(LatexText.escaped("ế")).isEqualTo("{\\'{\\^{e}}}");
  }

  @Test
  void what_pdflatex_cannot_set_is_shown_by_its_number() {
    assertThat(LatexText.escaped("张")).isEqualTo("\\pulseunicode{5F20}");
    assertThat(LatexText.escaped("😀")).isEqualTo("\\pulseunicode{1F600}");
    assertThat(LatexText.escaped("\u202e")).isEqualTo("\\pulseunicode{202E}");
    assertThat(LatexText.escaped("\ud83d")).isEqualTo("\\pulseunicode{D83D}");
    assertThat(LatexText.escaped("\u0007")).isEqualTo("\\pulseunicode{0007}");
  }

  @Test
  void a_line_break_is_a_space() {
    assertThat(LatexText.escaped("a\n\nb\tc")).isEqualTo("a  b c");
  }

  @Test
  void only_a_long_word_may_be_broken() {
    assertThat(LatexText.escaped("x".repeat(24) + " y")).doesNotContain("allowbreak");
    assertThat(LatexText.escaped("x".repeat(25))).contains("xxxxxx\\allowbreak{}xxxxxx");
  }

  @Test
  void everything_is_ascii() {
    for (String name : SampleReport.NASTY) {
      assertThat(LatexText.escaped(name)).matches("\\p{ASCII}*");
    }
  }

  @Test
  void headings_have_the_symbols_of_the_paper() {
    assertThat(LatexOutputFormat.INSTANCE.escapePlainText("D_unlearn")).isEqualTo("D\\_unlearn");
    assertThat(markup("D_unlearn forgotten")).isEqualTo("\\pulseset{unlearn} forgotten");
    assertThat(markup("AD_unlearned")).isEqualTo("AD\\_unlearned");
  }

  private static String markup(String heading) {
    try {
      return LatexOutputFormat.INSTANCE.getMarkupString(LatexMarkup.heading(heading));
    } catch (TemplateModelException e) {
      throw new AssertionError(e);
    }
  }
}
