package org.pulsebench.data.mllmu;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.data.Image;

/**
 * A picture that stays in its Parquet file until it is asked for.
 *
 * @param place the column, with the position where that holds a list; SQL and messages share it
 */
record StoredImage(Row row, String place) implements Image {

  private static final String NONE = "NONE";
  private static final String GOOD = "GOOD";

  /**
   * What DuckDB says of a picture, since Java is to see only the bytes that are asked for. PNG and
   * JPEG are the two formats that the publisher's library writes.
   */
  private static final String STATE =
      "CASE WHEN coalesce(octet_length(picture.bytes), 0) = 0 THEN '"
          + NONE
          + "' WHEN picture.bytes >= '\\x89PNG\\x0D\\x0A\\x1A\\x0A'::BLOB"
          + " AND picture.bytes < '\\x89PNG\\x0D\\x0A\\x1A\\x0B'::BLOB THEN '"
          + GOOD
          + "' WHEN picture.bytes >= '\\xFF\\xD8\\xFF'::BLOB"
          + " AND picture.bytes < '\\xFF\\xD9'::BLOB THEN '"
          + GOOD
          + "' ELSE left(hex(picture.bytes), 16) END";

  /** Returns the SQL expression of a list of texts that {@link #of} understands. */
  static String states(Column column) {
    String pictures = column == Column.IMAGE ? "[image]" : "images";
    return "list_transform(" + pictures + ", lambda picture: " + STATE + ")";
  }

  /**
   * Returns the pictures of a row.
   *
   * @param states what {@link #states} gave for it
   * @throws BadInputException if there is none, or one is missing or neither PNG nor JPEG
   */
  static List<Image> of(Row row, Column column, List<?> states) {
    if (states.isEmpty()) {
      throw row.bad("Profile has no image", column.title(), "no picture", "one or more");
    }
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      boolean alone = column == Column.IMAGE;
      String place = alone ? column.title() : column.title() + "[" + (i + 1) + "]";
      String state = String.valueOf(states.get(i));
      if (state.equals(NONE)) {
        throw row.bad("Profile has no image", place, "null or no bytes", "a PNG or JPEG file");
      }
      if (!state.equals(GOOD)) {
        throw row.bad(
            "Image is broken", place, "bytes beginning with " + state, "a PNG or JPEG file");
      }
      images.add(new StoredImage(row, place));
    }
    return images;
  }

  @Override
  public String name() {
    return row.where(place);
  }

  @Override
  public byte[] bytes() {
    String query =
        "SELECT "
            + place
            + ".bytes FROM "
            + DuckDb.rowsOf(row.file())
            + " WHERE file_row_number = "
            + row.number();
    if (!Files.isRegularFile(row.file())) {
      throw gone("no such file");
    }
    try (Connection connection = DuckDb.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      byte[] bytes = rows.next() ? rows.getBytes(1) : null;
      if (bytes == null || bytes.length == 0) {
        throw gone("no picture there any more");
      }
      return bytes;
    } catch (SQLException e) {
      throw DuckDb.unreadable(row.file(), e);
    }
  }

  @Override
  public String toString() {
    return name();
  }

  private BadInputException gone(String found) {
    return new BadInputException(
        new Problem(
            "Image is missing",
            name(),
            found,
            "the picture that was there when the file was opened",
            "Leave the data set as it is while it is used; start again."));
  }
}
