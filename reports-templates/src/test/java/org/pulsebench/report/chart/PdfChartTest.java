package org.pulsebench.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.pulsebench.report.Figure;
import org.pulsebench.report.Fixtures;

class PdfChartTest {

  @Test
  void every_chart_is_one_page_and_the_same_each_time() throws Exception {
    for (String id : new String[] {"figure-4", "figure-5"}) {
      Figure figure = (Figure) Fixtures.paper().item(id).orElseThrow();
      for (Figure.Panel panel : figure.panels()) {
        byte[] pdf = PdfChart.of(panel);
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        try (PDDocument document = Loader.loadPDF(pdf)) {
          assertThat(document.getNumberOfPages()).isEqualTo(1);
        }
        assertThat(PdfChart.of(panel)).isEqualTo(pdf);
      }
    }
  }
}
