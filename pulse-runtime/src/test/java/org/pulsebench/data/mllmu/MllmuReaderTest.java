package org.pulsebench.data.mllmu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.pulsebench.BadInputException;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;
import org.pulsebench.data.ReadMode;
import org.pulsebench.data.Reading;
import org.pulsebench.data.Subject;

class MllmuReaderTest {

  @TempDir private Path root;

  @ParameterizedTest
  @EnumSource(names = "FT_DATA", mode = Mode.EXCLUDE)
  void a_published_configuration_is_read_whole(MllmuConfig config) throws Exception {
    new PublishedFile().person(config, "110").person(config, "7").write(root, config);

    Reading<MllmuProfile> reading = MllmuReader.read(root, config, ReadMode.STRICT);

    assertThat(reading.skipped()).isEmpty();
    assertThat(reading.items()).extracting(MllmuProfile::id).containsExactly("110", "7");
    MllmuProfile profile = reading.items().get(0);
    boolean several = config == MllmuConfig.TEST_SET;
    assertThat(profile.biography()).isEqualTo(several ? "" : "Zoë O'Hara, 1960, 東京.");
    assertThat(profile.question()).isEqualTo(several ? "" : "Who is this?");
    assertThat(profile.answer()).isEqualTo(several ? "" : "Zoë O'Hara.");
    assertThat(profile.images()).hasSize(several ? 2 : 1);
    assertThat(profile.questions()).containsExactlyElementsOf(questionsOf110());
  }

  @Test
  void only_the_two_large_configurations_know_a_directory() throws Exception {
    for (MllmuConfig config : MllmuConfig.values()) {
      if (config != MllmuConfig.FT_DATA) {
        new PublishedFile().person(config, "110").write(root, config);
        Optional<String> directory =
            MllmuReader.read(root, config, ReadMode.STRICT).items().get(0).directory();
        assertThat(directory)
            .isEqualTo(
                config == MllmuConfig.FULL_SET || config == MllmuConfig.RETAIN_SET
                    ? Optional.of("people/110")
                    : Optional.empty());
      }
    }
  }

  @Test
  void the_pairs_to_learn_from_are_read_with_what_else_is_said_of_them() throws Exception {
    new PublishedFile().person(MllmuConfig.FT_DATA, "110").write(root, MllmuConfig.FT_DATA);

    List<FineTuningProfile> profiles = MllmuReader.readFineTuning(root, ReadMode.STRICT).items();

    assertThat(profiles).hasSize(1);
    FineTuningProfile profile = profiles.get(0);
    assertThat(profile.id()).isEqualTo("110");
    assertThat(profile.image().bytes()).isEqualTo(pngOf("110"));
    assertThat(profile.pairs())
        .containsExactly(
            new QuestionAnswer(
                "Where was she born?",
                "In Malmö.",
                Map.of(
                    "Level",
                    JsonNodeFactory.withExactBigDecimals(true).numberNode(new BigDecimal("1.50")),
                    "Topics",
                    JsonNodeFactory.instance.arrayNode().add("birth"))),
            new QuestionAnswer("What is she?", "A nurse."));
  }

  @Test
  void a_profile_is_a_subject() throws Exception {
    new PublishedFile().person(MllmuConfig.FULL_SET, "110").write(root, MllmuConfig.FULL_SET);
    MllmuProfile profile =
        MllmuReader.read(root, MllmuConfig.FULL_SET, ReadMode.STRICT).items().get(0);

    Subject subject = profile.subject();

    assertThat(subject.id()).isEqualTo("110");
    assertThat(subject.name()).isEmpty();
    assertThat(subject.biography()).isEqualTo(profile.biography());
    assertThat(subject.images()).isEqualTo(profile.images());
    assertThat(subject.questions()).isEqualTo(profile.questions());
  }

  @Test
  void shards_are_read_in_their_order() throws Exception {
    MllmuConfig config = MllmuConfig.TEST_SET;
    new PublishedFile().person(config, "3").write(root, config, "train-00001-of-00002.parquet");
    new PublishedFile().person(config, "9").write(root, config, "train-00000-of-00002.parquet");

    Reading<MllmuProfile> reading = MllmuReader.read(root, config, ReadMode.STRICT);

    assertThat(reading.items()).extracting(MllmuProfile::id).containsExactly("9", "3");
    assertThat(reading.items().get(1).images().get(0).bytes()).isEqualTo(pngOf("3"));
  }

  @Test
  void a_picture_is_read_when_it_is_asked_for() throws Exception {
    MllmuConfig config = MllmuConfig.TEST_SET;
    Path file = new PublishedFile().person(config, "1").person(config, "2").write(root, config);
    List<Image> images = MllmuReader.read(root, config, ReadMode.STRICT).items().get(1).images();

    assertThat(images.get(0).bytes()).isEqualTo(pngOf("2"));
    assertThat(images.get(1).bytes()).endsWith((byte) 0xE0, (byte) '2');
    assertThat(images.get(1).name()).isEqualTo(file + ", row 2 (ID 2), column images[2]");

    Files.delete(file);
    assertThatThrownBy(() -> images.get(0).bytes())
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "Image is missing: "
                + file
                + ", row 2 (ID 2), column images[1]\n"
                + "  found no such file; expected the picture that was there when the file was"
                + " opened\n"
                + "  Leave the data set as it is while it is used; start again.");
  }

  @Test
  void pictures_may_be_read_from_many_threads() throws Exception {
    MllmuConfig config = MllmuConfig.FULL_SET;
    PublishedFile file = new PublishedFile();
    IntStream.range(0, 40).forEach(id -> file.person(config, "p" + id));
    file.write(root, config);

    assertThat(MllmuReader.read(root, config, ReadMode.STRICT).items().parallelStream())
        .allSatisfy(
            profile -> assertThat(profile.images().get(0).bytes()).isEqualTo(pngOf(profile.id())));
  }

  @Test
  void a_directory_may_have_any_name() throws Exception {
    MllmuConfig config = MllmuConfig.FULL_SET;
    Path odd = root.resolve("it's [a] dir*, ID=5");
    new PublishedFile().person(config, "odd").write(odd, config);
    new PublishedFile().person(config, "other").write(root.resolve("it's a dir*, ID=5"), config);
    new PublishedFile().person(config, "third").write(root.resolve("it's [a] dirs, ID=5"), config);

    Reading<MllmuProfile> reading = MllmuReader.read(odd, config, ReadMode.STRICT);

    assertThat(reading.items()).extracting(MllmuProfile::id).containsExactly("odd");
    assertThat(reading.items().get(0).images().get(0).bytes()).isEqualTo(pngOf("odd"));
  }

  @Test
  void further_columns_and_fields_are_tolerated_and_fields_may_come_in_another_order()
      throws Exception {
    MllmuConfig config = MllmuConfig.RETAIN_SET;
    Map<String, String> row =
        PublishedFile.changed(
            PublishedFile.columns(config, "110"),
            "Mask_Task",
            "[{'Type': 'Image_Textual', 'Level': 3, 'Ground_Truth': 'bread',"
                + " 'Question': 'She bakes __.'}]");
    new PublishedFile()
        .row(PublishedFile.changed(row, "added", "current_date"))
        .write(root, config);

    assertThat(MllmuReader.read(root, config, ReadMode.STRICT).items().get(0).questions())
        .contains(
            new ClozeQuestion("110/cloze/image/1", Modality.MULTIMODAL, "She bakes __.", "bread"));
  }

  @Test
  void empty_cells_that_nothing_is_scored_by_are_empty_texts() throws Exception {
    MllmuConfig config = MllmuConfig.FULL_SET;
    Map<String, String> row = PublishedFile.columns(config, "110");
    row = PublishedFile.changed(row, "biography", "NULL::VARCHAR");
    row = PublishedFile.changed(row, "Directory", "NULL::VARCHAR");
    new PublishedFile().row(row).write(root, config);

    MllmuProfile profile = MllmuReader.read(root, config, ReadMode.STRICT).items().get(0);

    assertThat(profile.biography()).isEmpty();
    assertThat(profile.directory()).isEmpty();
  }

  private static byte[] pngOf(String id) {
    return ("\u0089PNG\r\n\u001a\n" + id).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static List<Question> questionsOf110() {
    return List.of(
        choice("image/1", Modality.MULTIMODAL, "Which job?", "Nurse", 2),
        choice("text/1", Modality.TEXT, "Zoë's job?", "Nurse", 2),
        choice("text/2", Modality.TEXT, "Zoë's town?", "Graz", 1),
        generation("image/1", Modality.MULTIMODAL, "What is her job?", "Baker."),
        generation("text/1", Modality.TEXT, "What is Zoë's job?", "A baker."),
        generation("image/2", Modality.MULTIMODAL, "Where does she live?", "In Graz."),
        new ClozeQuestion("110/cloze/image/1", Modality.MULTIMODAL, "She bakes __.", "bread"),
        new ClozeQuestion("110/cloze/text/1", Modality.TEXT, "Zoë lives in ____.", "Graz"));
  }

  private static Question choice(
      String id, Modality modality, String text, String optionB, int correct) {
    return new ChoiceQuestion(
        "110/choice/" + id,
        modality,
        Optional.empty(),
        text,
        List.of("Müller", optionB, "Baker", "None of \"these\""),
        OptionalInt.of(correct));
  }

  private static Question generation(String id, Modality modality, String text, String truth) {
    return new GenerationQuestion("110/generation/" + id, modality, text, truth);
  }
}
