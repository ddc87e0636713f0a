package org.pulsebench.data.mmbench;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Image;

/** What the rows of a file need of one another: a rotation its main row, a reference a picture. */
final class RowLinks {

  private static final String ARROW = " -> ";

  private final Path file;
  private final Map<Long, MmbenchRow> rows;
  private final Map<Long, Long> lines;

  /**
   * Creates the links between rows.
   *
   * @param rows the rows that are right so far, by index; a view of what the caller keeps
   * @param lines the line of every index that the file has, also of rows that were left out
   */
  RowLinks(Path file, Map<Long, MmbenchRow> rows, Map<Long, Long> lines) {
    this.file = file;
    this.rows = rows;
    this.lines = lines;
  }

  /**
   * Requires that what a row needs is there.
   *
   * @throws BadInputException if it is a rotation without its main row, or if its image cell leads
   *     to no picture or back to itself
   */
  void check(MmbenchRow row) {
    if (!rows.containsKey(row.group())) {
      throw bad(
          row,
          "A rotated row has no main row",
          MmbenchColumns.INDEX,
          absent(row.group()),
          "a row with index " + row.group());
    }
    image(row);
  }

  /**
   * Returns the picture that a row shows.
   *
   * @throws BadInputException if its image cell leads to no picture or back to itself
   */
  Image image(MmbenchRow row) {
    Set<Long> path = new LinkedHashSet<>();
    MmbenchRow current = row;
    while (current.reference().isPresent()) {
      path.add(current.index());
      long next = current.reference().getAsLong();
      if (path.contains(next)) {
        throw bad(
            row,
            "An image reference goes in a circle",
            MmbenchColumns.IMAGE,
            told(path) + ARROW + next,
            "the index of a row that holds a picture");
      }
      if (!rows.containsKey(next)) {
        throw bad(
            row,
            "An image reference leads nowhere",
            MmbenchColumns.IMAGE,
            told(path) + ARROW + next + ", and " + absent(next),
            "the index of a row that holds a picture");
      }
      current = rows.get(next);
    }
    return current.image().orElseThrow();
  }

  private String absent(long index) {
    return Optional.ofNullable(lines.get(index))
        .map(line -> "row " + index + " of line " + line + " was itself left out")
        .orElse("no row has index " + index);
  }

  private static String told(Set<Long> path) {
    return path.stream().map(String::valueOf).collect(Collectors.joining(ARROW));
  }

  private BadInputException bad(
      MmbenchRow row, String what, String column, String found, String expected) {
    return new BadInputException(
        new Problem(
            what,
            file + ", " + RowCells.row(row.line(), row.index()) + ", column " + column,
            found,
            expected,
            "Fetch the file again, or take all rows of index "
                + row.index() % ExamQuestion.ROTATION
                + " + k x 1,000,000 out."));
  }
}
