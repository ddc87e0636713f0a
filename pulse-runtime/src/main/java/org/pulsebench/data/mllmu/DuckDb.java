package org.pulsebench.data.mllmu;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.PulseException;

/**
 * Owns the process's one in-memory database, which opens with the first connection.
 *
 * <p>Opening a database takes 20 ms, a connection to it next to nothing: a picture is fetched over
 * a connection of its own, so that pictures need no closing and threads share none. One thread
 * inside the database keeps rows in the order of their file and writes the same bytes every time.
 */
final class DuckDb {

  /**
   * A row group is held in memory whole, packed and unpacked; one of 100 profiles with five
   * pictures of 1.5 MB each takes 1.8 GB.
   */
  private static final String MEMORY_LIMIT = "4GB";

  private static DuckDBConnection database;

  private DuckDb() {}

  /**
   * Returns a connection that the caller closes.
   *
   * @throws EnvironmentException if the native library cannot be loaded
   */
  static DuckDBConnection connect() {
    try {
      return database().duplicate();
    } catch (SQLException | LinkageError e) {
      throw new EnvironmentException(
          new Problem(
              "DuckDB cannot be started",
              "directory for temporary files " + temporaryDirectory(),
              firstCause(e).toString(),
              "a directory with 200 MB of free space that native libraries may be loaded from",
              "Name another one with -Djava.io.tmpdir, or free space there."),
          e);
    }
  }

  /** Returns the SQL expression of a Parquet file's rows, with their numbers from 0. */
  static String rowsOf(Path file) {
    return "read_parquet("
        + literal(withoutPatterns(file.toAbsolutePath().toString()))
        + ", file_row_number = true, hive_partitioning = false)";
  }

  /** Returns a text as SQL writes it. */
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Returns the exception for a file that DuckDB could not read. */
  static PulseException unreadable(Path file, SQLException e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    String found = message.lines().findFirst().orElse(message);
    if (found.contains("Out of Memory Error") || found.contains("IO Error")) {
      return new EnvironmentException(
          new Problem(
              "Parquet file cannot be read",
              file.toString(),
              found,
              "a readable file and " + MEMORY_LIMIT + " of memory outside the Java heap",
              "Check the file's permissions, the disk and the free memory."),
          e);
    }
    return new BadInputException(
        new Problem(
            "Parquet file is damaged",
            file.toString(),
            found,
            "a file as it was published",
            "Fetch the file again."),
        e);
  }

  private static synchronized DuckDBConnection database() throws SQLException {
    if (database == null) {
      Properties settings = new Properties();
      settings.setProperty("memory_limit", MEMORY_LIMIT);
      settings.setProperty("threads", "1");
      settings.setProperty(
          "temp_directory",
          temporaryDirectory().resolve("pulse-duckdb-" + ProcessHandle.current().pid()).toString());
      // What is kept of files would count as used memory until the process ends.
      settings.setProperty("enable_external_file_cache", "false");
      // Parquet is built in; whatever else is asked for must not come from the network.
      settings.setProperty("autoinstall_known_extensions", "false");
      settings.setProperty("autoload_known_extensions", "false");
      database = (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", settings);
    }
    return database;
  }

  private static Throwable firstCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static Path temporaryDirectory() {
    return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
  }

  /** Returns a path in which no character stands for others, as in shells. */
  private static String withoutPatterns(String path) {
    return path.replaceAll("[\\[*?]", "[$0]");
  }
}
