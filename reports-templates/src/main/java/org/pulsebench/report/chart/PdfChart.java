package org.pulsebench.report.chart;

import java.awt.AWTError;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.knowm.xchart.RadarChart;
import org.knowm.xchart.RadarChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.RadarStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.report.Figure;

/**
 * Draws a chart as PDF, in the colours, line styles and markers that the page has, with its legend.
 *
 * <p>Letters are outlines: the file needs no font where it is read, but one where it is drawn. The
 * same chart gives the same bytes on the same machine.
 */
public final class PdfChart {

  private static final int WIDTH = 460;
  private static final int HEIGHT = 320;
  private static final Color INK = new Color(0x1b1f24);
  private static final Color RULE = new Color(0xd8dce2);
  private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  private static final Font NORMAL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final float WIDE = 1.6f;

  private PdfChart() {}

  /**
   * Returns the PDF of a chart, of one page that is as large as the chart.
   *
   * @throws EnvironmentException if there is no font to draw with, or no screen where one is named
   */
  public static byte[] of(Figure.Panel panel) {
    try {
      return pdf(panel.kind() == Figure.Kind.RADAR ? radar(panel) : lines(panel));
    } catch (AWTError e) {
      // What Java says where DISPLAY names a screen that is not there.
      throw undrawable(
          panel,
          e,
          "a screen that can be reached, or none",
          "Unset DISPLAY, or set MAVEN_OPTS=-Djava.awt.headless=true.");
    } catch (InternalError | NoClassDefFoundError | UnsatisfiedLinkError e) {
      // What Java says where fontconfig, or every font, is missing.
      throw undrawable(
          panel,
          e,
          "a machine with fontconfig and a font",
          "Install them, on Debian: apt-get install fontconfig fonts-dejavu-core.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EnvironmentException undrawable(
      Figure.Panel panel, Error error, String expected, String remedy) {
    return new EnvironmentException(
        new Problem(
            "Figures cannot be drawn as PDF",
            "figure " + panel.id(),
            error.toString(),
            expected,
            remedy),
        error);
  }

  private static byte[] pdf(Chart<?, ?> chart) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(new PDRectangle(chart.getWidth(), chart.getHeight()));
      document.addPage(page);
      de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D graphics =
          new de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D(
              document, chart.getWidth(), chart.getHeight());
      chart.paint(graphics, chart.getWidth(), chart.getHeight());
      graphics.dispose();
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.drawForm(graphics.getXFormObject());
      }
      // By default it is of the time.
      document.setDocumentId(1L);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }

  private static RadarChart radar(Figure.Panel panel) {
    RadarChart chart = new RadarChartBuilder().width(WIDTH).height(HEIGHT).build();
    RadarStyler styler = chart.getStyler();
    styler.setRadarRenderStyle(RadarStyler.RadarRenderStyle.Polygon);
    styler.setSeriesFilled(false);
    styler.setRadiiTitleFont(NORMAL);
    styler.setRadiiTickMarksColor(RULE);
    styler.setRadiiTickMarksCount(5);
    styler.setMarkerSize(7);
    style(styler);
    // Labels are cut at the edge of the plot.
    styler.setPlotContentSize(.68);
    chart.setRadiiLabels(
        clockwise(panel.axes()).stream().map(axis -> plain(axis.name())).toArray(String[]::new));
    Figure.Axis range = panel.axes().get(0);
    for (Figure.Series series : panel.series()) {
      double[] shares =
          clockwise(series.points()).stream()
              .mapToDouble(point -> share(point.y().orElse(range.low()), range))
              .toArray();
      Figure.Style style = series.style();
      chart
          .addSeries(series.name(), shares)
          .setLineColor(colour(style))
          .setLineStyle(stroke(style.line()))
          .setMarker(marker(style.marker()))
          .setMarkerColor(colour(style));
    }
    return chart;
  }

  /** XChart goes round the other way. */
  private static <T> List<T> clockwise(List<T> all) {
    List<T> turned = new ArrayList<>(all.subList(1, all.size()));
    Collections.reverse(turned);
    turned.add(0, all.get(0));
    return turned;
  }

  private static double share(double value, Figure.Axis range) {
    double share = (value - range.low()) / (range.high() - range.low());
    return Math.max(0, Math.min(1, share));
  }

  private static XYChart lines(Figure.Panel panel) {
    Figure.Axis across = panel.axes().get(0);
    Figure.Axis up = panel.axes().get(1);
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle(across.name())
            .yAxisTitle(up.name())
            .build();
    style(chart.getStyler());
    chart.getStyler().setAxisTitleFont(NORMAL);
    chart.getStyler().setAxisTickLabelsFont(SMALL);
    chart.getStyler().setPlotGridLinesColor(RULE);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setPlotBorderVisible(false);
    chart.getStyler().setMarkerSize(6);
    chart.getStyler().setYAxisMin(up.low());
    chart.getStyler().setYAxisMax(up.high());
    chart.getStyler().setXAxisDecimalPattern("0");
    chart.getStyler().setYAxisDecimalPattern(up.step() < 1 ? "0.##" : "0");
    for (Figure.Series series : panel.series()) {
      XYSeries line =
          chart.addSeries(
              plain(series.name()),
              series.points().stream().mapToDouble(Figure.Point::x).toArray(),
              series.points().stream()
                  .mapToDouble(point -> point.y().orElse(Double.NaN))
                  .toArray());
      line.setLineColor(colour(series.style()));
      line.setLineStyle(stroke(series.style().line()));
      line.setMarker(
          series.points().size() > 40 ? SeriesMarkers.NONE : marker(series.style().marker()));
      line.setMarkerColor(colour(series.style()));
    }
    return chart;
  }

  private static void style(Styler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setChartTitleVisible(false);
    styler.setChartFontColor(INK);
    styler.setLegendFont(SMALL);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setBaseFont(NORMAL);
    styler.setAntiAlias(true);
  }

  private static Color colour(Figure.Style style) {
    return new Color(style.colour().rgb());
  }

  private static BasicStroke stroke(Figure.Line line) {
    float[] dashes =
        switch (line) {
          case SOLID -> null;
          case DASHED -> new float[] {6, 3.5f};
          case DOTTED -> new float[] {1.5f, 3};
          case DASH_DOTTED -> new float[] {7, 3, 1.5f, 3};
        };
    return new BasicStroke(WIDE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
  }

  private static Marker marker(Figure.Marker marker) {
    return switch (marker) {
      case CIRCLE -> SeriesMarkers.CIRCLE;
      case SQUARE -> SeriesMarkers.SQUARE;
      case DIAMOND -> SeriesMarkers.DIAMOND;
      case TRIANGLE -> SeriesMarkers.TRIANGLE_UP;
      case CROSS -> SeriesMarkers.CROSS;
    };
  }

  /** XChart has no subscripts. */
  private static String plain(String name) {
    return List.of("unlearn", "retain").stream()
        .reduce(name, (text, set) -> text.replace("D_" + set, "D " + set));
  }
}
