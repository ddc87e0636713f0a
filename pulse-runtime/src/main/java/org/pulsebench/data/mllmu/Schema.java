package org.pulsebench.data.mllmu;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/** The check that a file has the columns of its configuration. */
final class Schema {

  private Schema() {}

  /**
   * Requires all columns of a configuration with what is read of their values.
   *
   * @throws BadInputException if a column is missing or of another type
   */
  static void check(Connection connection, Path file, MllmuConfig config) {
    Map<String, String> types = types(connection, file);
    for (Column column : config.columns()) {
      String type = types.get(column.title());
      if (type == null) {
        throw bad(
            "Column is missing",
            file,
            column,
            "the columns " + String.join(", ", types.keySet()),
            "the columns " + String.join(", ", config.columnNames()));
      }
      if (!type.equals(column.type()) && !holdsLeaves(connection, file, column)) {
        throw bad("Column has another type", file, column, type, column.type());
      }
    }
  }

  private static Map<String, String> types(Connection connection, Path file) {
    Map<String, String> types = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("DESCRIBE SELECT * FROM " + DuckDb.rowsOf(file))) {
      while (rows.next()) {
        types.put(rows.getString("column_name"), rows.getString("column_type"));
      }
    } catch (SQLException e) {
      throw DuckDb.unreadable(file, e);
    }
    types.remove("file_row_number");
    return types;
  }

  /**
   * Returns whether the values that are read have their types, in whatever order and with whatever
   * else beside them. Whether an expression fits a type is the database's to say: it refuses the
   * query where not.
   */
  private static boolean holdsLeaves(Connection connection, Path file, Column column) {
    String leaves = String.join(", ", column.leaves());
    String query = "SELECT " + leaves + " FROM " + DuckDb.rowsOf(file) + " LIMIT 0";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      ResultSetMetaData described = rows.getMetaData();
      for (int i = 1; i <= described.getColumnCount(); i++) {
        if (!described.getColumnTypeName(i).equals(column.leafType())) {
          return false;
        }
      }
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private static BadInputException bad(
      String what, Path file, Column column, String found, String expected) {
    return new BadInputException(
        new Problem(
            what,
            file + ", column " + column.title(),
            found,
            expected,
            "Use the data set as it was published; fetch the file again."));
  }
}
