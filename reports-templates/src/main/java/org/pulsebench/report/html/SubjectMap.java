package org.pulsebench.report.html;

import static org.pulsebench.report.html.SvgChart.n;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.pulsebench.data.Modality;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.report.Answers;
import org.pulsebench.report.Names;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.StateResult;
import org.pulsebench.results.details.ResultsDetails;
import org.pulsebench.results.details.SubjectScore;

/**
 * Who was forgotten, in which modality: a column a subject, a row a state, darker the more is
 * answered right.
 *
 * @param protocol the name of the cell's
 * @param method its name as tables have it, with the parts where a protocol compares them
 * @param svg of the map
 * @param words what the map shows of the unlearn set, in a sentence
 */
public record SubjectMap(String protocol, String method, long seed, String svg, String words) {

  private static final int LEVELS = 5;
  private static final double LEFT = 92;
  private static final double WIDTH = 1000;
  private static final double ROW = 11;
  private static final double GAP = 7;
  private static final double TOP = 16;

  /** Returns a map of each cell of the first seed of its protocol, in their order. */
  static List<SubjectMap> of(Answers answers) {
    Map<Protocol, Long> seeds = new LinkedHashMap<>();
    answers.cells().forEach(cell -> seeds.putIfAbsent(cell.protocol(), cell.seed()));
    return answers.cells().stream()
        .filter(cell -> seeds.get(cell.protocol()) == cell.seed())
        .map(cell -> new Drawing(answers.details(), cell).map())
        .toList();
  }

  /** A column: a subject in all states. */
  private record Column(String title, OptionalInt request, double x, List<SubjectScore> scores) {}

  private static final class Drawing {

    private final CellResult cell;
    private final List<Column> columns = new ArrayList<>();
    private double pitch;

    Drawing(ResultsDetails details, CellResult cell) {
      this.cell = cell;
      Map<String, List<SubjectScore>> scores = new LinkedHashMap<>();
      for (StateResult state : cell.states()) {
        for (SubjectScore score : details.evaluation(state).bySubject(cell.protocol().scorer())) {
          scores.computeIfAbsent(score.subject().id(), id -> new ArrayList<>()).add(score);
        }
      }
      place(scores);
    }

    private void place(Map<String, List<SubjectScore>> scores) {
      List<List<String>> groups = new ArrayList<>(cell.split().requests());
      groups.add(cell.split().retain());
      int people = groups.stream().mapToInt(List::size).sum();
      pitch = Math.min(10, (WIDTH - GAP * groups.size()) / people);
      double x = LEFT;
      for (int i = 0; i < groups.size(); i++) {
        boolean retained = i == groups.size() - 1;
        for (String id : groups.get(i)) {
          List<SubjectScore> own = scores.getOrDefault(id, List.of());
          String title = own.isEmpty() ? id : own.get(0).subject().title();
          columns.add(
              new Column(title, retained ? OptionalInt.empty() : OptionalInt.of(i + 1), x, own));
          x += pitch;
        }
        x += retained ? 0 : i == groups.size() - 2 ? 2 * GAP : GAP;
      }
    }

    SubjectMap map() {
      return new SubjectMap(
          cell.protocol().name(),
          Names.group(cell.group(), cell.protocol().trainedParts().size() > 1),
          cell.seed(),
          svg(),
          words());
    }

    private String svg() {
      double bottom = y(Modality.TEXT, cell.states().size());
      StringBuilder svg = new StringBuilder();
      svg.append(
          "<svg class=\"map\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">"
              .formatted(n(LEFT + WIDTH + GAP), n(bottom + 2), SvgChart.escape(words())));
      for (Modality modality : List.of(Modality.MULTIMODAL, Modality.TEXT)) {
        svg.append(rows(modality));
      }
      svg.append(heads());
      for (Column column : columns) {
        svg.append(
            "<rect class=\"hit\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s</title></rect>"
                .formatted(
                    n(column.x()),
                    n(TOP),
                    n(pitch),
                    n(bottom - TOP),
                    SvgChart.escape(words(column))));
      }
      return svg.append("</svg>").toString();
    }

    private String heads() {
      StringBuilder heads = new StringBuilder();
      OptionalInt last = OptionalInt.of(-1);
      for (Column column : columns) {
        if (!column.request().equals(last)) {
          last = column.request();
          String name =
              last.isEmpty()
                  ? "D_retain"
                  : cell.split().requests().size() == 1
                      ? "D_unlearn"
                      : "request " + last.getAsInt();
          heads.append(SvgChart.text(column.x(), TOP - 5, "start", "tick", name));
        }
      }
      return heads.toString();
    }

    /** One path a shade: a map has thousands of squares. */
    private String rows(Modality modality) {
      StringBuilder rows = new StringBuilder();
      String square = "h%sv%sh-%sz".formatted(n(pitch - 1), n(ROW - 1), n(pitch - 1));
      StringBuilder[] shades = new StringBuilder[LEVELS + 1];
      for (int state = 0; state < cell.states().size(); state++) {
        double y = y(modality, state);
        String name =
            (state == 0 ? modality == Modality.TEXT ? "text, " : "image, " : "") + name(state);
        rows.append(SvgChart.text(LEFT - 6, y + ROW - 2.5, "end", "tick", name));
        for (Column column : columns) {
          OptionalInt shade = shade(column, state, modality);
          if (shade.isPresent()) {
            int level = shade.getAsInt();
            shades[level] = shades[level] == null ? new StringBuilder() : shades[level];
            shades[level].append('M').append(n(column.x())).append(' ').append(n(y)).append(square);
          }
        }
      }
      for (int i = 0; i <= LEVELS; i++) {
        if (shades[i] != null) {
          rows.append("<path class=\"h h%d\" d=\"%s\"/>".formatted(i, shades[i]));
        }
      }
      return rows.toString();
    }

    private String name(int state) {
      if (state == 0) {
        return "before";
      }
      return cell.states().get(state).diverged().isPresent()
          ? state + ", diverged"
          : "after " + state;
    }

    private static OptionalInt shade(Column column, int state, Modality modality) {
      if (state >= column.scores().size()) {
        return OptionalInt.empty();
      }
      var accuracy = column.scores().get(state).accuracy(modality);
      return accuracy.isEmpty()
          ? OptionalInt.empty()
          : OptionalInt.of((int) Math.round(LEVELS * accuracy.getAsDouble()));
    }

    private double y(Modality modality, int state) {
      double block = modality == Modality.TEXT ? cell.states().size() * ROW + GAP : 0;
      return TOP + block + state * ROW;
    }

    private String words(Column column) {
      List<SubjectScore> scores = column.scores();
      if (scores.isEmpty()) {
        return column.title();
      }
      SubjectScore before = scores.get(0);
      SubjectScore after = scores.get(scores.size() - 1);
      return "%s, %s: image %d → %d of %d, text %d → %d of %d"
          .formatted(
              column.title(),
              column.request().isPresent() ? "to be unlearned" : "to be kept",
              before.imageRight(),
              after.imageRight(),
              after.imageCount(),
              before.textRight(),
              after.textRight(),
              after.textCount());
    }

    private String words() {
      List<SubjectScore> last =
          columns.stream()
              .filter(column -> column.request().isPresent() && !column.scores().isEmpty())
              .map(column -> column.scores().get(column.scores().size() - 1))
              .toList();
      long image = last.stream().filter(one -> one.imageRight() == 0).count();
      long text = last.stream().filter(one -> one.textRight() == 0).count();
      long both = last.stream().filter(one -> one.imageRight() + one.textRight() == 0).count();
      return "Of %d people to be unlearned, %d have no right image answer left, %d no right text answer, %d neither."
          .formatted(last.size(), image, text, both);
    }
  }
}
