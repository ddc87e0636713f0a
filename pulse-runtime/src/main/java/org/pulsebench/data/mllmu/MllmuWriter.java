package org.pulsebench.data.mllmu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.pulsebench.Checks;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;

/**
 * Writes configurations of MLLMU-Bench with the publisher's names, nesting and types.
 *
 * <p>The same content gives the same bytes. A file appears whole or not at all; files of an earlier
 * version of the configuration are removed. Question ids are not part of the format.
 */
public final class MllmuWriter {

  /**
   * One row for each profile with lists of texts, which DuckDB takes from Java; the structs are
   * made of them in SQL.
   */
  private static final String STAGE =
      "CREATE TEMP TABLE stage(ID VARCHAR, Directory VARCHAR, biography VARCHAR, question VARCHAR,"
          + " answer VARCHAR, metadata VARCHAR, pictures BLOB[], image_choices VARCHAR[][],"
          + " text_choices VARCHAR[][], generation VARCHAR[][], mask VARCHAR[][])";

  private MllmuWriter() {}

  /** Writes a configuration into one file. */
  public static void write(Path root, MllmuConfig config, List<MllmuProfile> profiles) {
    write(root, config, profiles, 1);
  }

  /**
   * Writes a configuration into several files of nearly equal numbers of rows.
   *
   * <p>What the configuration has no column for is left out.
   *
   * @param root the directory above the configuration's own, which is made where it is missing
   * @param config any but {@link MllmuConfig#FT_DATA}
   * @param profiles with distinct ids, and with one image each where the configuration has one
   * @param shards 1 or more
   * @throws EnvironmentException if the files cannot be written
   */
  public static void write(Path root, MllmuConfig config, List<MllmuProfile> profiles, int shards) {
    Checks.require(config != MllmuConfig.FT_DATA, "config", config, "one of profiles");
    requireDistinct(profiles.stream().map(MllmuProfile::id).toList());
    if (!config.has(Column.IMAGES)) {
      for (MllmuProfile profile : profiles) {
        int images = profile.images().size();
        Checks.require(images == 1, "images of " + profile.id(), images, "one");
      }
    }
    write(root, config, profiles, shards, MllmuWriter::append);
  }

  /**
   * Writes {@link MllmuConfig#FT_DATA} into one file.
   *
   * @param root the directory above the configuration's own, which is made where it is missing
   * @param profiles with distinct ids
   * @throws EnvironmentException if the file cannot be written
   */
  public static void writeFineTuning(Path root, List<FineTuningProfile> profiles) {
    requireDistinct(profiles.stream().map(FineTuningProfile::id).toList());
    write(root, MllmuConfig.FT_DATA, profiles, 1, MllmuWriter::append);
  }

  private static void requireDistinct(List<String> ids) {
    Set<String> seen = new HashSet<>();
    for (String id : ids) {
      Checks.require(seen.add(id), "id", id + " twice", "distinct");
    }
  }

  private static <T> void write(
      Path root, MllmuConfig config, List<T> profiles, int shards, RowAppender<T> row) {
    Checks.positive(shards, "shards");
    Path directory = root.resolve(config.directory());
    List<Path> files =
        IntStream.range(0, shards)
            .mapToObj(shard -> directory.resolve(Shards.name(shard, shards)))
            .toList();
    try {
      Files.createDirectories(directory);
      try {
        for (int shard = 0; shard < shards; shard++) {
          int from = (int) ((long) profiles.size() * shard / shards);
          int to = (int) ((long) profiles.size() * (shard + 1) / shards);
          writeFile(partial(files.get(shard)), config, profiles.subList(from, to), row);
        }
        publish(directory, files);
      } finally {
        for (Path file : files) {
          Files.deleteIfExists(partial(file));
        }
      }
    } catch (IOException | SQLException e) {
      throw new EnvironmentException(
          new Problem(
              "Parquet files cannot be written",
              directory.toString(),
              e.toString(),
              "a directory with free space that this user may write to",
              "Free space or choose another directory."),
          e);
    }
  }

  private static void publish(Path directory, List<Path> files) throws IOException {
    for (Path file : files) {
      Files.move(
          partial(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    for (Path left : Shards.present(directory)) {
      if (!files.contains(left)) {
        Files.delete(left);
      }
    }
  }

  private static Path partial(Path file) {
    return file.resolveSibling(file.getFileName() + ".partial");
  }

  private static <T> void writeFile(
      Path file, MllmuConfig config, List<T> profiles, RowAppender<T> row) throws SQLException {
    try (DuckDBConnection connection = DuckDb.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(STAGE);
      try (DuckDBAppender appender = connection.createAppender("temp", "main", "stage")) {
        for (T profile : profiles) {
          appender.beginRow();
          row.append(appender, profile);
          appender.endRow();
        }
      }
      String columns =
          config.columns().stream()
              .map(column -> expression(column) + " AS " + column.title())
              .collect(Collectors.joining(", "));
      statement.execute(
          "COPY (SELECT "
              + columns
              + " FROM stage) TO "
              + DuckDb.literal(file.toAbsolutePath().toString())
              + " (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)");
    }
  }

  /** Returns a published column in terms of the stage. */
  private static String expression(Column column) {
    return switch (column) {
      case IMAGE -> "{'bytes': pictures[1], 'path': NULL::VARCHAR}";
      case IMAGES ->
          "list_transform(pictures, lambda picture: {'bytes': picture, 'path': NULL::VARCHAR})";
      case CLASSIFICATION_TASK ->
          "{'Image_Textual_Questions': "
              + choices("image_choices")
              + ", 'Pure_Text_Questions': "
              + choices("text_choices")
              + "}";
      case GENERATION_TASK -> openQuestions("generation");
      case MASK_TASK -> openQuestions("mask");
      default -> column.title();
    };
  }

  private static String choices(String list) {
    return "list_transform("
        + list
        + ", lambda item: {'Question': item[1],"
        + " 'Options': {'A': item[2], 'B': item[3], 'C': item[4], 'D': item[5]},"
        + " 'Correct_Answer': item[6]})";
  }

  private static String openQuestions(String list) {
    return "list_transform("
        + list
        + ", lambda item: {'Question': item[1], 'Ground_Truth': item[2], 'Type': item[3]})";
  }

  private static void append(DuckDBAppender appender, MllmuProfile profile) throws SQLException {
    appender.append(profile.id());
    appender.append(profile.directory().orElse(null));
    appender.append(profile.biography());
    appender.append(profile.question());
    appender.append(profile.answer());
    appender.appendNull();
    appender.append(pictures(profile.images()));
    List<Question> questions = profile.questions();
    appender.append(items(questions, MllmuProfile::isImageChoice));
    appender.append(items(questions, MllmuProfile::isTextChoice));
    appender.append(items(questions, GenerationQuestion.class::isInstance));
    appender.append(items(questions, ClozeQuestion.class::isInstance));
  }

  private static void append(DuckDBAppender appender, FineTuningProfile profile)
      throws SQLException {
    appender.append(profile.id());
    for (int column = 0; column < 4; column++) {
      appender.appendNull();
    }
    appender.append(Metadata.format(profile.pairs()));
    appender.append(pictures(List.of(profile.image())));
    for (int column = 0; column < 4; column++) {
      appender.appendNull();
    }
  }

  private static List<byte[]> pictures(List<Image> images) {
    return images.stream().map(MllmuWriter::bytes).toList();
  }

  private static byte[] bytes(Image image) {
    byte[] bytes = image.bytes();
    Checks.require(
        beginsWith(bytes, 0x89, 'P', 'N', 'G') || beginsWith(bytes, 0xFF, 0xD8, 0xFF),
        "image",
        image.name(),
        "PNG or JPEG");
    return bytes;
  }

  private static boolean beginsWith(byte[] bytes, int... start) {
    return bytes.length > start.length
        && IntStream.range(0, start.length).allMatch(i -> bytes[i] == (byte) start[i]);
  }

  private static List<List<String>> items(List<Question> questions, Predicate<Question> kind) {
    return questions.stream().filter(kind).map(MllmuWriter::item).toList();
  }

  /** Returns the texts of a question in the order in which SQL takes them out. */
  private static List<String> item(Question question) {
    if (question instanceof ChoiceQuestion choice) {
      List<String> texts = new ArrayList<>();
      texts.add(choice.text());
      texts.addAll(choice.options());
      texts.add(String.valueOf(ChoiceQuestion.letter(choice.correct().orElseThrow())));
      return texts;
    }
    String type = question.modality() == Modality.TEXT ? Tasks.TEXT_TYPE : Tasks.IMAGE_TYPE;
    String truth =
        question instanceof ClozeQuestion cloze
            ? cloze.truth()
            : ((GenerationQuestion) question).truth();
    return List.of(question.text(), truth, type);
  }

  /** How a profile becomes a row of the stage. */
  @FunctionalInterface
  private interface RowAppender<T> {
    void append(DuckDBAppender appender, T profile) throws SQLException;
  }
}
