package org.pulsebench.data.mllmu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.pulsebench.EnvironmentException;
import org.pulsebench.RandomStream;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;
import org.pulsebench.data.ReadMode;

class MllmuWriterTest {

  @TempDir private Path root;

  @ParameterizedTest
  @EnumSource(names = "FT_DATA", mode = Mode.EXCLUDE)
  void what_was_written_is_read_again(MllmuConfig config) {
    List<MllmuProfile> written = profiles(5, config == MllmuConfig.TEST_SET ? 3 : 1);
    MllmuWriter.write(root, config, written);

    List<MllmuProfile> read = MllmuReader.read(root, config, ReadMode.STRICT).items();

    assertThat(read).hasSameSizeAs(written);
    for (int i = 0; i < read.size(); i++) {
      MllmuProfile one = read.get(i);
      MllmuProfile other = written.get(i);
      assertThat(one.id()).isEqualTo(other.id());
      assertThat(one.questions()).isEqualTo(other.questions());
      assertThat(bytesOf(one.images())).isDeepEqualTo(bytesOf(other.images()));
      boolean several = config == MllmuConfig.TEST_SET;
      assertThat(one.biography()).isEqualTo(several ? "" : other.biography());
      assertThat(one.answer()).isEqualTo(several ? "" : other.answer());
    }
  }

  @Test
  void the_pairs_to_learn_from_are_read_again_with_their_further_fields() {
    var nodes = JsonNodeFactory.instance;
    FineTuningProfile written =
        new FineTuningProfile(
            "110",
            picture(1),
            List.of(
                new QuestionAnswer("Wo?", "In \"Köln\"\n", Map.of("Level", nodes.numberNode(3))),
                new QuestionAnswer("誰?", "Zoë")));
    MllmuWriter.writeFineTuning(root, List.of(written));

    List<FineTuningProfile> read = MllmuReader.readFineTuning(root, ReadMode.STRICT).items();

    assertThat(read).hasSize(1);
    assertThat(read.get(0).pairs()).isEqualTo(written.pairs());
    assertThat(read.get(0).image().bytes()).isEqualTo(written.image().bytes());
  }

  @ParameterizedTest
  @EnumSource
  void columns_have_the_published_names_order_and_types(MllmuConfig config) throws Exception {
    Path ours = root.resolve("ours");
    if (config == MllmuConfig.FT_DATA) {
      MllmuWriter.writeFineTuning(
          ours,
          List.of(
              new FineTuningProfile("1", picture(1), List.of(new QuestionAnswer("Who?", "Zoë")))));
    } else {
      MllmuWriter.write(ours, config, profiles(1, 1));
    }
    Path published = new PublishedFile().person(config, "1").write(root, config);

    assertThat(columns(file(ours, config))).isEqualTo(columns(published));
  }

  @Test
  void the_same_content_gives_the_same_bytes() throws Exception {
    for (String name : List.of("first", "second")) {
      Path directory = root.resolve(name);
      MllmuWriter.write(directory, MllmuConfig.FULL_SET, profiles(120, 1));
      MllmuWriter.write(directory, MllmuConfig.TEST_SET, profiles(120, 3), 4);
    }

    assertThat(contents(root.resolve("first")))
        .hasSize(5)
        .containsExactlyEntriesOf(contents(root.resolve("second")));
  }

  @Test
  void rows_are_spread_over_shards_in_their_order() {
    List<MllmuProfile> written = profiles(7, 2);
    MllmuWriter.write(root, MllmuConfig.TEST_SET, written, 3);

    assertThat(Shards.find(root, MllmuConfig.TEST_SET)).hasSize(3);
    assertThat(MllmuReader.read(root, MllmuConfig.TEST_SET, ReadMode.STRICT).items())
        .extracting(MllmuProfile::id)
        .containsExactlyElementsOf(written.stream().map(MllmuProfile::id).toList());
  }

  @Test
  void files_of_an_earlier_writing_do_not_stay() throws Exception {
    MllmuWriter.write(root, MllmuConfig.TEST_SET, profiles(4, 1), 3);
    MllmuWriter.write(root, MllmuConfig.TEST_SET, profiles(2, 1), 1);

    assertThat(MllmuReader.read(root, MllmuConfig.TEST_SET, ReadMode.STRICT).items()).hasSize(2);
    assertThat(contents(root)).containsOnlyKeys("Test_Set/train-00000-of-00001.parquet");
  }

  @Test
  void a_configuration_without_people_has_columns_and_no_row() {
    MllmuWriter.write(root, MllmuConfig.FORGET_5, List.of());

    assertThat(MllmuReader.read(root, MllmuConfig.FORGET_5, ReadMode.STRICT).items()).isEmpty();
  }

  @Test
  void a_directory_may_have_any_name() throws Exception {
    Path odd = root.resolve("it's [a] dir*");
    MllmuWriter.write(odd, MllmuConfig.FORGET_10, profiles(2, 1));

    assertThat(contents(odd)).containsOnlyKeys("forget_10/train-00000-of-00001.parquet");
    assertThat(MllmuReader.read(odd, MllmuConfig.FORGET_10, ReadMode.STRICT).items()).hasSize(2);
  }

  @Test
  void what_was_there_stays_when_writing_fails() throws Exception {
    MllmuWriter.write(root, MllmuConfig.FORGET_5, profiles(2, 1));
    Map<String, String> before = contents(root);
    Image unreadable =
        new Image() {
          @Override
          public String name() {
            return "a lost picture";
          }

          @Override
          public byte[] bytes() {
            throw new IllegalStateException("lost");
          }
        };
    MllmuProfile good = profiles(1, 1).get(0);
    MllmuProfile bad =
        new MllmuProfile("x", Optional.empty(), "", "", "", List.of(unreadable), good.questions());

    assertThatThrownBy(() -> MllmuWriter.write(root, MllmuConfig.FORGET_5, List.of(good, bad)))
        .hasMessage("lost");
    assertThat(contents(root)).isEqualTo(before);
  }

  @Test
  void a_directory_that_cannot_be_made_is_named() throws Exception {
    Path file = Files.createFile(root.resolve("file"));

    assertThatThrownBy(() -> MllmuWriter.write(file, MllmuConfig.FORGET_5, profiles(1, 1)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("Parquet files cannot be written: " + file.resolve("forget_5"));
  }

  @Test
  void what_the_format_cannot_hold_is_refused() {
    List<MllmuProfile> twins = List.of(profiles(1, 1).get(0), profiles(1, 1).get(0));
    assertThatThrownBy(() -> MllmuWriter.write(root, MllmuConfig.FORGET_5, twins))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("id is 1 twice, must be distinct");
    assertThatThrownBy(() -> MllmuWriter.write(root, MllmuConfig.FORGET_5, profiles(1, 2)))
        .hasMessage("images of 1 is 2, must be one");
    assertThatThrownBy(() -> MllmuWriter.write(root, MllmuConfig.FT_DATA, profiles(1, 1)))
        .hasMessage("config is FT_DATA, must be one of profiles");
    Image text = Image.of("a text", "portrait".getBytes(StandardCharsets.UTF_8));
    List<FineTuningProfile> broken =
        List.of(new FineTuningProfile("1", text, List.of(new QuestionAnswer("Who?", "Zoë"))));
    assertThatThrownBy(() -> MllmuWriter.writeFineTuning(root, broken))
        .hasMessage("image is a text, must be PNG or JPEG");
  }

  private static List<MllmuProfile> profiles(int count, int images) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            number ->
                new MllmuProfile(
                    String.valueOf(number),
                    Optional.of("people/" + number),
                    "Zoë O'Hara " + number + ", 東京.",
                    "Who is this?",
                    "Zoë O'Hara " + number,
                    IntStream.range(0, images).mapToObj(i -> picture(100 * number + i)).toList(),
                    questions(String.valueOf(number))))
        .toList();
  }

  private static List<Question> questions(String id) {
    List<Question> questions = new ArrayList<>();
    for (Modality modality : Modality.values()) {
      String asked = modality == Modality.TEXT ? "text" : "image";
      for (int i = 1; i <= 5; i++) {
        questions.add(
            new ChoiceQuestion(
                id + "/choice/" + asked + "/" + i,
                modality,
                Optional.empty(),
                "What's her \"job\" no. " + i + "?",
                List.of("Müller", "Nurse", "Baker", "Dancer"),
                OptionalInt.of(i % 4)));
      }
    }
    for (Modality modality : Modality.values()) {
      String asked = modality == Modality.TEXT ? "text" : "image";
      questions.add(
          new GenerationQuestion(id + "/generation/" + asked + "/1", modality, "Job?", "Baker."));
    }
    for (Modality modality : Modality.values()) {
      String asked = modality == Modality.TEXT ? "text" : "image";
      questions.add(new ClozeQuestion(id + "/cloze/" + asked + "/1", modality, "A __.", "baker"));
    }
    return questions;
  }

  private static Image picture(long seed) {
    RandomStream stream = new RandomStream(seed);
    byte[] bytes = new byte[300];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) stream.nextInt(256);
    }
    byte[] magic = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    System.arraycopy(magic, 0, bytes, 0, magic.length);
    return Image.of("picture " + seed, bytes);
  }

  private static byte[][] bytesOf(List<Image> images) {
    return images.stream().map(Image::bytes).toArray(byte[][]::new);
  }

  private static Path file(Path root, MllmuConfig config) {
    return root.resolve(config.directory()).resolve("train-00000-of-00001.parquet");
  }

  private static List<String> columns(Path file) throws Exception {
    try (Connection connection = DuckDb.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("DESCRIBE SELECT * FROM read_parquet('" + file + "')")) {
      List<String> columns = new ArrayList<>();
      while (rows.next()) {
        columns.add(rows.getString("column_name") + " " + rows.getString("column_type"));
      }
      return columns;
    }
  }

  /** Returns all files below a directory: name to content, one character a byte. */
  private static Map<String, String> contents(Path directory) throws Exception {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            directory.relativize(file).toString().replace('\\', '/'),
            Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }
}
