package org.pulsebench.data.mllmu;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.data.Image;
import org.pulsebench.data.Question;
import org.pulsebench.data.ReadMode;
import org.pulsebench.data.Reading;
import org.pulsebench.data.SkippedRow;

/**
 * Reads MLLMU-Bench from a directory that holds its configurations.
 *
 * <p>A configuration is all its files {@code <config>/train-*-of-*.parquet}. Columns beyond the
 * published ones are tolerated, since publishers add them; a missing or retyped one is an error in
 * either mode, since the file is then another format. Every picture is checked to be there and to
 * begin as PNG or JPEG do; its bytes are read, and can turn out to be cut short, when it is asked
 * for. The files have to stay as they are until then.
 */
public final class MllmuReader {

  private MllmuReader() {}

  /**
   * Reads a configuration of profiles.
   *
   * @param config any but {@link MllmuConfig#FT_DATA}
   * @throws BadInputException if a file is missing or is not of the format, or, under {@link
   *     ReadMode#STRICT}, if a row is broken; it names file, row and column
   * @throws org.pulsebench.EnvironmentException if DuckDB cannot be started or a file not be read
   */
  public static Reading<MllmuProfile> read(Path root, MllmuConfig config, ReadMode mode) {
    Checks.require(config != MllmuConfig.FT_DATA, "config", config, "one of profiles");
    return new Pass<>(config, mode, MllmuReader::profile).over(Shards.find(root, config));
  }

  /**
   * Reads {@link MllmuConfig#FT_DATA}.
   *
   * @throws BadInputException if a file is missing or is not of the format, or, under {@link
   *     ReadMode#STRICT}, if a row is broken; it names file, row and column
   * @throws org.pulsebench.EnvironmentException if DuckDB cannot be started or a file not be read
   */
  public static Reading<FineTuningProfile> readFineTuning(Path root, ReadMode mode) {
    MllmuConfig config = MllmuConfig.FT_DATA;
    return new Pass<>(config, mode, MllmuReader::fineTuning).over(Shards.find(root, config));
  }

  private static MllmuProfile profile(Row row, Cells cells) throws SQLException {
    List<Image> images = cells.images(row);
    Tasks tasks = new Tasks(row);
    List<Question> questions = new ArrayList<>();
    questions.addAll(tasks.choices(cells.value(Column.CLASSIFICATION_TASK)));
    questions.addAll(tasks.generation(cells.value(Column.GENERATION_TASK)));
    questions.addAll(tasks.cloze(cells.value(Column.MASK_TASK)));
    return new MllmuProfile(
        row.id(),
        cells.text(Column.DIRECTORY),
        cells.text(Column.BIOGRAPHY).orElse(""),
        cells.text(Column.QUESTION).orElse(""),
        cells.text(Column.ANSWER).orElse(""),
        images,
        questions);
  }

  private static FineTuningProfile fineTuning(Row row, Cells cells) throws SQLException {
    Image image = cells.images(row).get(0);
    String metadata = cells.text(Column.METADATA).orElse(null);
    return new FineTuningProfile(row.id(), image, Metadata.parse(row, metadata));
  }

  /** The cells of the row that a result stands at. */
  private record Cells(MllmuConfig config, ResultSet rows) {

    static final String NUMBER = "file_row_number";

    /** Returns the query whose result such cells are of. */
    static String query(MllmuConfig config, Path file) {
      return config.columns().stream()
          .map(column -> column.holdsImages() ? StoredImage.states(column) : column.title())
          .collect(Collectors.joining(", ", "SELECT ", ", " + NUMBER + " FROM "))
          .concat(DuckDb.rowsOf(file));
    }

    long number() throws SQLException {
      return rows.getLong(config.columns().size() + 1);
    }

    Object value(Column column) throws SQLException {
      return rows.getObject(config.columns().indexOf(column) + 1);
    }

    Optional<String> text(Column column) throws SQLException {
      return config.has(column) ? Optional.ofNullable((String) value(column)) : Optional.empty();
    }

    List<Image> images(Row row) throws SQLException {
      Column column = config.has(Column.IMAGES) ? Column.IMAGES : Column.IMAGE;
      Object states = value(column);
      return StoredImage.of(row, column, states == null ? List.of() : Tasks.values(states));
    }
  }

  /** What a row is turned into. */
  @FunctionalInterface
  private interface RowParser<T> {
    T parse(Row row, Cells cells) throws SQLException;
  }

  /** One reading of all files of a configuration. */
  private static final class Pass<T> {

    private final MllmuConfig config;
    private final ReadMode mode;
    private final RowParser<T> parser;
    private final Map<String, Row> seen = new HashMap<>();
    private final List<T> items = new ArrayList<>();
    private final List<SkippedRow> skipped = new ArrayList<>();

    Pass(MllmuConfig config, ReadMode mode, RowParser<T> parser) {
      this.config = config;
      this.mode = mode;
      this.parser = parser;
    }

    Reading<T> over(List<Path> shards) {
      try (Connection connection = DuckDb.connect()) {
        for (Path shard : shards) {
          readShard(connection, shard);
        }
      } catch (SQLException e) {
        throw DuckDb.unreadable(shards.get(0), e);
      }
      return new Reading<>(items, skipped);
    }

    private void readShard(Connection connection, Path shard) {
      Schema.check(connection, shard, config);
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(Cells.query(config, shard))) {
        Cells cells = new Cells(config, rows);
        while (rows.next()) {
          readRow(shard, cells);
        }
      } catch (SQLException e) {
        throw DuckDb.unreadable(shard, e);
      }
    }

    private void readRow(Path shard, Cells cells) throws SQLException {
      String id = cells.text(Column.ID).orElse(null);
      Row row = new Row(shard, cells.number(), String.valueOf(id));
      try {
        requireNewId(row, row.text(Column.ID.title(), id));
        items.add(parser.parse(row, cells));
      } catch (BadInputException e) {
        if (mode == ReadMode.STRICT) {
          throw e;
        }
        skipped.add(new SkippedRow(shard.getFileName().toString(), row.description(), e.problem()));
      }
    }

    private void requireNewId(Row row, String id) {
      Row first = seen.putIfAbsent(id, row);
      if (first != null) {
        throw row.bad(
            "ID is repeated",
            Column.ID.title(),
            id + ", which " + first.file().getFileName() + " has in " + first.description(),
            "an ID of its own for every row");
      }
    }
  }
}
