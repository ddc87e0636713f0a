package org.pulsebench.data.mllmu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pulsebench.EnvironmentException;

class DuckDbTest {

  @Test
  void nothing_is_fetched_from_the_network() throws Exception {
    assertThat(setting("autoinstall_known_extensions")).isEqualTo("false");
    assertThat(setting("autoload_known_extensions")).isEqualTo("false");
    try (Connection connection = DuckDb.connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(
              () -> statement.executeQuery("FROM read_parquet('https://localhost:1/x.parquet')"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("httpfs");
    }
  }

  @Test
  void memory_is_bounded_and_one_thread_keeps_the_order() throws Exception {
    assertThat(setting("memory_limit")).isEqualTo("3.7 GiB");
    assertThat(setting("threads")).isEqualTo("1");
    assertThat(setting("enable_external_file_cache")).isEqualTo("false");
    assertThat(Path.of(setting("temp_directory")))
        .startsWithRaw(Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath());
  }

  @Test
  void connections_do_not_see_each_others_stage() throws Exception {
    try (Connection one = DuckDb.connect();
        Connection other = DuckDb.connect()) {
      for (Connection connection : List.of(one, other)) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("CREATE TEMP TABLE stage(id VARCHAR)");
        }
      }
    }
  }

  @Test
  void a_lack_of_memory_is_no_mistake_of_the_user() {
    assertThat(
            DuckDb.unreadable(
                Path.of("x.parquet"),
                new SQLException("Out of Memory Error: failed to allocate\n\nPossible solutions")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "Parquet file cannot be read: x.parquet\n"
                + "  found Out of Memory Error: failed to allocate; expected a readable file and"
                + " 4GB of memory outside the Java heap\n"
                + "  Check the file's permissions, the disk and the free memory.");
  }

  private static String setting(String name) throws SQLException {
    try (Connection connection = DuckDb.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT current_setting('" + name + "')")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
