package org.pulsebench.report.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.pulsebench.report.Figure;
import org.pulsebench.report.Finding;
import org.pulsebench.report.Item;
import org.pulsebench.report.Report;
import org.pulsebench.report.ReportFiles;
import org.pulsebench.report.Table;

/**
 * A report as one JSON file: findings, remarks, every table with all that is known of its numbers,
 * and what the results were made from.
 *
 * <p>Numbers are not rounded; what there is not has no field. The file says {@code "format":
 * "pulse-report"} and the version of that format.
 */
public final class JsonReport {

  /** The file. */
  public static final String FILE = "pulse-report.json";

  /** The version of the format. */
  public static final int VERSION = 1;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JsonReport() {}

  /**
   * Writes the file.
   *
   * @param directory is created if need be
   * @return the file that was written
   * @throws org.pulsebench.EnvironmentException if it cannot be written
   */
  public static List<Path> write(Report report, Path directory) {
    return new ReportFiles().add(FILE, text(json(report))).writeTo(directory);
  }

  private static String text(ObjectNode json) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static ObjectNode json(Report report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", "pulse-report").put("version", VERSION).put("title", report.title());
    facts(report.facts(), json.putArray("facts"));
    ArrayNode findings = json.putArray("findings");
    for (Finding finding : report.findings()) {
      findings
          .addObject()
          .put("protocol", finding.protocol())
          .put("method", finding.method())
          .put("outcome", word(finding.outcome()))
          .put("text", finding.text());
    }
    ArrayNode remarks = json.putArray("remarks");
    for (Report.Remark remark : report.remarks()) {
      remarks
          .addObject()
          .put("kind", word(remark.kind()))
          .put("title", remark.title())
          .put("text", remark.text());
    }
    ArrayNode sections = json.putArray("sections");
    report.sections().forEach(section -> section(section, sections.addObject()));
    ArrayNode runs = json.putArray("runs");
    for (Report.Run run : report.runs()) {
      ArrayNode groups = runs.addObject().put("name", run.name()).putArray("groups");
      run.groups()
          .forEach(
              group ->
                  facts(
                      group.facts(),
                      groups.addObject().put("title", group.title()).putArray("facts")));
    }
    return json;
  }

  private static void facts(List<Report.Fact> facts, ArrayNode json) {
    facts.forEach(fact -> json.addObject().put("name", fact.name()).put("value", fact.value()));
  }

  private static void section(Report.Section section, ObjectNode json) {
    json.put("id", section.id()).put("kind", word(section.kind())).put("title", section.title());
    section.lead().forEach(json.putArray("lead")::add);
    ArrayNode items = json.putArray("items");
    for (Item item : section.items()) {
      ObjectNode one = items.addObject();
      if (item instanceof Figure figure) {
        one.put("figure", figure.id())
            .put("title", figure.title())
            .put("caption", figure.caption())
            .put("alternative", figure.alternative());
        table(figure.numbers(), one.putObject("numbers"));
      } else {
        table((Table) item, one);
      }
    }
  }

  private static void table(Table table, ObjectNode json) {
    json.put("table", table.id()).put("title", table.title()).put("caption", table.caption());
    ArrayNode columns = json.putArray("columns");
    for (Table.Column column : table.columns()) {
      ObjectNode one = columns.addObject().put("id", column.id()).put("name", column.fullName());
      column.direction().ifPresent(direction -> one.put("direction", direction.name()));
    }
    ArrayNode blocks = json.putArray("blocks");
    for (Table.Block block : table.blocks()) {
      ArrayNode rows = blocks.addObject().put("title", block.title()).putArray("rows");
      for (Table.Row row : block.rows()) {
        ObjectNode one = rows.addObject();
        if (row.isBefore()) {
          one.put("before", true);
        }
        ObjectNode entries = one.putObject("entries");
        for (int i = 0; i < table.columns().size(); i++) {
          EntryJson.put(row.entries().get(i), entries.putObject(table.columns().get(i).id()));
        }
      }
    }
    table.notes().forEach(json.putArray("notes")::add);
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
