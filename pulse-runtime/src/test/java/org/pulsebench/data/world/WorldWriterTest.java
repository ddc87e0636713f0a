package org.pulsebench.data.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pulsebench.EnvironmentException;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.ReadMode;
import org.pulsebench.data.TrainingPair;
import org.pulsebench.data.mllmu.FineTuningProfile;
import org.pulsebench.data.mllmu.MllmuConfig;
import org.pulsebench.data.mllmu.MllmuCorpus;
import org.pulsebench.data.mllmu.MllmuProfile;
import org.pulsebench.data.mllmu.MllmuReader;
import org.pulsebench.data.mmbench.MmbenchExam;
import org.pulsebench.data.mmbench.MmbenchReader;
import org.pulsebench.data.mmbench.Rotations;

class WorldWriterTest {

  @TempDir private static Path first;
  @TempDir private static Path second;

  private static List<String> listed;

  @BeforeAll
  static void write() {
    listed = runCommand(first);
    System.out.println("World of the seed " + World.SEED + ": " + listed.get(listed.size() - 1));
    WorldWriter.write(EmbeddedWorld.WORLD, second);
  }

  @Test
  void the_same_seed_writes_the_same_bytes() throws IOException {
    assertThat(Digests.of(second)).hasSize(12).isEqualTo(Digests.of(first));
  }

  @Test
  void the_command_lists_digest_and_size_of_every_file() throws IOException {
    List<String> expected = new ArrayList<>();
    long bytes = 0;
    for (Map.Entry<String, String> file : Digests.of(first).entrySet()) {
      long size = Files.size(first.resolve(file.getKey()));
      expected.add("%s %9d %s".formatted(file.getValue(), size, file.getKey()));
      bytes += size;
    }
    List<String> lines = listed.subList(0, listed.size() - 1);
    assertThat(lines).containsExactlyInAnyOrderElementsOf(expected);
    // No bound on the time, since machines are busy; on two idle cores 20 seconds are aimed at.
    assertThat(listed.get(listed.size() - 1))
        .matches("12 files of " + bytes + " bytes in \\d+\\.\\d seconds");
  }

  @ParameterizedTest
  @EnumSource(names = {"FULL_SET", "RETAIN_SET", "TEST_SET"})
  void configurations_of_people_are_read_as_they_were_drawn(MllmuConfig config) {
    World world = EmbeddedWorld.WORLD;
    List<Person> people =
        config == MllmuConfig.RETAIN_SET
            ? world.population().figures()
            : world.population().fictitious();
    Function<Person, MllmuProfile> drawn =
        config == MllmuConfig.TEST_SET ? world::testProfile : world::fullProfile;
    assertSame(read(config), people.stream().map(drawn).toList());
  }

  @ParameterizedTest
  @CsvSource({"FORGET_5, RETAIN_95, 25", "FORGET_10, RETAIN_90, 50", "FORGET_15, RETAIN_85, 75"})
  void a_split_shares_out_the_full_set(MllmuConfig forget, MllmuConfig retain, int forgotten) {
    List<MllmuProfile> parts = new ArrayList<>(read(forget));
    assertThat(parts).hasSize(forgotten);
    parts.addAll(read(retain));
    parts.sort((one, other) -> Integer.parseInt(one.id()) - Integer.parseInt(other.id()));
    assertSame(parts, read(MllmuConfig.FULL_SET));
  }

  @Test
  void the_pairs_to_learn_from_are_read_as_they_were_drawn() {
    List<FineTuningProfile> read =
        MllmuReader.readFineTuning(people(first), ReadMode.STRICT).items();
    List<Person> fictitious = EmbeddedWorld.POPULATION.fictitious();
    assertThat(read).hasSameSizeAs(fictitious);
    for (int i = 0; i < read.size(); i++) {
      FineTuningProfile drawn = EmbeddedWorld.WORLD.fineTuningProfile(fictitious.get(i));
      assertThat(read.get(i).id()).isEqualTo(drawn.id());
      assertThat(read.get(i).pairs()).isEqualTo(drawn.pairs());
    }
  }

  @Test
  void the_exam_is_read_with_its_rotations_as_it_was_drawn() {
    List<ExamQuestion> read =
        MmbenchReader.read(first.resolve(WorldWriter.EXAM), ReadMode.STRICT).items();
    List<ExamQuestion> drawn =
        EmbeddedWorld.WORLD.exam().stream()
            .flatMap(question -> Rotations.of(question).stream())
            .toList();
    assertThat(read).hasSize(4 * 1200).hasSameSizeAs(drawn);
    for (int i = 0; i < read.size(); i++) {
      ExamQuestion one = read.get(i);
      ExamQuestion other = drawn.get(i);
      assertThat(one.index()).isEqualTo(other.index());
      assertThat(one.question().text()).isEqualTo(other.question().text());
      assertThat(one.question().hint()).isEqualTo(other.question().hint());
      assertThat(one.question().options()).isEqualTo(other.question().options());
      assertThat(one.question().correct()).isEqualTo(other.question().correct());
      assertThat(List.of(one.category(), one.l2Category(), one.split(), one.source()))
          .isEqualTo(List.of(other.category(), other.l2Category(), other.split(), other.source()));
      assertThat(one.image().bytes()).isEqualTo(other.image().bytes());
    }
  }

  @Test
  void the_corpora_in_memory_are_those_that_are_read_back() {
    WorldCorpora corpora = WorldCorpora.of(EmbeddedWorld.WORLD);
    Corpus drawn = corpora.fictitious();
    Corpus read = MllmuCorpus.fictitious(people(first), ReadMode.STRICT);
    assertThat(read.ids()).isEqualTo(drawn.ids());
    assertThat(read.report()).isEqualTo(drawn.report());
    for (String id : read.ids()) {
      assertThat(read.subject(id).questions()).isEqualTo(drawn.subject(id).questions());
      assertThat(withoutImages(read.pairs(id))).isEqualTo(withoutImages(drawn.pairs(id)));
      assertThat(read.variants(id).orElseThrow().questions())
          .isEqualTo(drawn.variants(id).orElseThrow().questions());
    }
    Corpus celebrities = MllmuCorpus.celebrities(people(first), ReadMode.STRICT);
    assertThat(celebrities.ids()).isEqualTo(corpora.figures().ids());
    assertThat(celebrities.pairs("501")).hasSize(18);
    assertThat(MmbenchExam.read(first.resolve(WorldWriter.EXAM), ReadMode.STRICT).mainRows())
        .hasSameSizeAs(corpora.exam().mainRows());
  }

  @Test
  void plain_sql_finds_653_people_with_eighteen_questions_each() throws SQLException {
    String everybody =
        rows(MllmuConfig.FULL_SET) + " UNION ALL BY NAME " + rows(MllmuConfig.RETAIN_SET);
    assertThat(query("SELECT count(*), count(DISTINCT ID) FROM (" + everybody + ")"))
        .containsExactly("653 653");
    String lengths =
        "SELECT DISTINCT len(Classification_Task.Image_Textual_Questions),"
            + " len(Classification_Task.Pure_Text_Questions),"
            + " len(Generation_Task), len(Mask_Task) FROM (";
    assertThat(query(lengths + everybody + ")")).containsExactly("5 5 4 4");
    assertThat(query(lengths + rows(MllmuConfig.TEST_SET) + ")")).containsExactly("5 5 4 4");
  }

  @ParameterizedTest
  @EnumSource(names = {"FULL_SET", "RETAIN_SET", "TEST_SET", "FT_DATA"})
  void plain_sql_finds_the_pictures_that_were_drawn_and_none_twice(MllmuConfig config)
      throws SQLException {
    Population people = EmbeddedWorld.POPULATION;
    Stream<MllmuProfile> profiles =
        switch (config) {
          case RETAIN_SET -> people.figures().stream().map(EmbeddedWorld.WORLD::fullProfile);
          case TEST_SET -> people.fictitious().stream().map(EmbeddedWorld.WORLD::testProfile);
          default -> people.fictitious().stream().map(EmbeddedWorld.WORLD::fullProfile);
        };
    List<Image> drawn = profiles.flatMap(profile -> profile.images().stream()).toList();
    String pictures = config == MllmuConfig.TEST_SET ? "unnest(images)" : "image";
    assertThat(
            query(
                "SELECT sha256(picture.bytes) FROM (SELECT %s AS picture FROM (%s))"
                    .formatted(pictures, rows(config))))
        .isEqualTo(digests(drawn))
        .doesNotHaveDuplicates();
  }

  @Test
  void a_reader_gets_the_bytes_of_the_picture_it_asks_for() {
    Person person = EmbeddedWorld.POPULATION.fictitious().get(499);
    assertThat(digests(read(MllmuConfig.TEST_SET).get(499).images()))
        .isEqualTo(digests(EmbeddedWorld.WORLD.testProfile(person).images()));
    assertThat(digests(read(MllmuConfig.FULL_SET).get(499).images()))
        .isEqualTo(digests(EmbeddedWorld.WORLD.fullProfile(person).images()));
  }

  @Test
  void plain_sql_finds_smaller_splits_within_larger_ones() throws SQLException {
    assertThat(idsBeyond(MllmuConfig.FORGET_5, MllmuConfig.FORGET_10)).isEmpty();
    assertThat(idsBeyond(MllmuConfig.FORGET_10, MllmuConfig.FORGET_15)).isEmpty();
    assertThat(idsBeyond(MllmuConfig.FORGET_15, MllmuConfig.FORGET_10)).hasSize(25);
  }

  @ParameterizedTest
  @CsvSource({"FORGET_5, RETAIN_95", "FORGET_10, RETAIN_90", "FORGET_15, RETAIN_85"})
  void plain_sql_finds_the_full_set_in_both_parts_of_a_split(MllmuConfig forget, MllmuConfig retain)
      throws SQLException {
    String full = "SELECT * EXCLUDE (Directory) FROM (" + rows(MllmuConfig.FULL_SET) + ")";
    String parts = rows(forget) + " UNION ALL BY NAME " + rows(retain);
    assertThat(query("SELECT count(*), count(DISTINCT ID) FROM (" + parts + ")"))
        .containsExactly("500 500");
    assertThat(query("SELECT ID FROM ((" + full + ") EXCEPT (" + parts + "))")).isEmpty();
  }

  @Test
  void a_directory_that_cannot_be_made_is_told_with_its_name(@TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("occupied"), "");
    assertThatThrownBy(() -> WorldWriter.write(smallWorld(), file))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("Parquet files cannot be written: ")
        .hasMessageContaining(file.resolve("MLLMU-Bench").resolve("Full_Set").toString())
        .hasMessageContaining("choose another directory");
  }

  @Test
  void an_exam_that_cannot_be_replaced_is_told_with_its_name(@TempDir Path directory)
      throws IOException {
    Path exam = directory.resolve(WorldWriter.EXAM);
    Files.createDirectories(exam.resolve("in the way"));
    assertThatThrownBy(() -> WorldWriter.write(smallWorld(), directory))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("File cannot be written: " + exam);
  }

  @Test
  void an_earlier_world_is_replaced(@TempDir Path directory) throws IOException {
    World small = smallWorld();
    WorldWriter.write(small, directory);
    Map<String, String> written = Digests.of(directory);
    Population fewer =
        new Population(
            small.population().figures(), small.population().fictitious().subList(0, 20));
    WorldWriter.write(new World(3, fewer, small.exam()), directory);
    assertThat(Digests.of(directory).keySet()).isEqualTo(written.keySet());
    assertThat(Digests.of(directory)).isNotEqualTo(written);
    WorldWriter.write(small, directory);
    assertThat(Digests.of(directory)).isEqualTo(written);
  }

  private static World smallWorld() {
    Population everybody = EmbeddedWorld.POPULATION;
    return new World(
        3,
        new Population(everybody.figures().subList(0, 4), everybody.fictitious().subList(0, 40)),
        EmbeddedWorld.WORLD.exam().subList(0, 4));
  }

  private static List<String> runCommand(Path directory) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        WorldCommand.run(
            List.of(directory.toString()),
            () -> World.draw(World.SEED),
            new PrintStream(out),
            new PrintStream(err));
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(status).isZero();
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static Path people(Path directory) {
    return directory.resolve(WorldWriter.PEOPLE);
  }

  private static List<MllmuProfile> read(MllmuConfig config) {
    return MllmuReader.read(people(first), config, ReadMode.STRICT).items();
  }

  private static void assertSame(List<MllmuProfile> read, List<MllmuProfile> drawn) {
    assertThat(read).hasSameSizeAs(drawn);
    for (int i = 0; i < read.size(); i++) {
      MllmuProfile one = read.get(i);
      MllmuProfile other = drawn.get(i);
      assertThat(one.id()).isEqualTo(other.id());
      assertThat(one.biography()).isEqualTo(other.biography());
      assertThat(one.question()).isEqualTo(other.question());
      assertThat(one.answer()).isEqualTo(other.answer());
      assertThat(one.questions()).isEqualTo(other.questions());
      assertThat(one.images()).hasSameSizeAs(other.images());
    }
  }

  private static List<String> withoutImages(List<TrainingPair> pairs) {
    return pairs.stream()
        .map(pair -> pair.modality() + " " + pair.question() + " " + pair.answer())
        .toList();
  }

  private static List<String> digests(List<Image> images) {
    return images.stream().map(image -> Digests.of(image.bytes())).toList();
  }

  private static String rows(MllmuConfig config) {
    Path files = people(first).resolve(config.directory()).resolve("*.parquet");
    return "SELECT * FROM read_parquet('" + files + "')";
  }

  private static List<String> idsBeyond(MllmuConfig config, MllmuConfig other) throws SQLException {
    return query(
        "SELECT ID FROM ((SELECT ID FROM (%s)) EXCEPT (SELECT ID FROM (%s)))"
            .formatted(rows(config), rows(other)));
  }

  /** Returns the rows of a result, their cells with blanks between them. */
  private static List<String> query(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", new Properties());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        String[] cells = new String[columns];
        for (int i = 0; i < columns; i++) {
          cells[i] = rows.getString(i + 1);
        }
        found.add(Arrays.stream(cells).collect(Collectors.joining(" ")));
      }
    }
    return found;
  }
}
