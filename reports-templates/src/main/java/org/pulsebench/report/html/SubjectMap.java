package org.pulsebench.report.html;

import static org.pulsebench.report.html.SvgChart.n;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.report.Answers;
import org.pulsebench.report.Names;
import org.pulsebench.results.CellResult;

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
        .map(cell -> new Drawing(answers, cell).map())
        .toList();
  }

  /** A column: a subject in all states. */
  private record Column(String subject, OptionalInt request, double x) {}

  private static final class Drawing {

    private final CellResult cell;
    private final SubjectShares shares;
    private final List<Column> columns = new ArrayList<>();
    private double pitch;

    Drawing(Answers answers, CellResult cell) {
      this.cell = cell;
      this.shares = SubjectShares.of(answers, cell);
      place();
    }

    private void place() {
      List<List<String>> groups = new ArrayList<>(cell.split().requests());
      groups.add(cell.split().retain());
      int people = groups.stream().mapToInt(List::size).sum();
      pitch = Math.min(10, (WIDTH - GAP * groups.size()) / people);
      double x = LEFT;
      for (int i = 0; i < groups.size(); i++) {
        boolean retained = i == groups.size() - 1;
        for (String id : groups.get(i)) {
          columns.add(new Column(id, retained ? OptionalInt.empty() : OptionalInt.of(i + 1), x));
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
      double bottom = y(1, cell.states().size());
      StringBuilder svg = new StringBuilder();
      svg.append(
          "<svg class=\"map\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">"
              .formatted(n(LEFT + WIDTH + GAP), n(bottom + 2), SvgChart.escape(words())));
      for (int block = 0; block < shares.blocks().size(); block++) {
        svg.append(rows(block));
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
                    SvgChart.escape(shares.words(column.subject(), column.request().isPresent()))));
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
                      : cell.protocol().isPublished()
                          ? "task " + cell.protocol().tasks().get(last.getAsInt() - 1)
                          : "request " + last.getAsInt();
          heads.append(SvgChart.text(column.x(), TOP - 5, "start", "tick", name));
        }
      }
      return heads.toString();
    }

    /** One path a shade: a map has thousands of squares. */
    private String rows(int block) {
      StringBuilder rows = new StringBuilder();
      String square = "h%sv%sh-%sz".formatted(n(pitch - 1), n(ROW - 1), n(pitch - 1));
      StringBuilder[] shades = new StringBuilder[LEVELS + 1];
      for (int state = 0; state < cell.states().size(); state++) {
        double y = y(block, state);
        String name = (state == 0 ? shares.blocks().get(block) + ", " : "") + name(state);
        rows.append(SvgChart.text(LEFT - 6, y + ROW - 2.5, "end", "tick", name));
        for (Column column : columns) {
          OptionalInt shade = shade(column, state, block);
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

    private OptionalInt shade(Column column, int state, int block) {
      OptionalDouble share = shares.share(column.subject(), state, block);
      return share.isEmpty()
          ? OptionalInt.empty()
          : OptionalInt.of((int) Math.round(LEVELS * share.getAsDouble()));
    }

    private double y(int block, int state) {
      return TOP + block * (cell.states().size() * ROW + GAP) + state * ROW;
    }

    private String words() {
      return shares.words(cell.split().unlearn());
    }
  }
}
