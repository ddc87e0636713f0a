package org.pulsebench.data.mllmu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pulsebench.data.mllmu.MllmuConfig.FT_DATA;
import static org.pulsebench.data.mllmu.MllmuConfig.FULL_SET;
import static org.pulsebench.data.mllmu.MllmuConfig.RETAIN_SET;
import static org.pulsebench.data.mllmu.MllmuConfig.TEST_SET;
import static org.pulsebench.data.mllmu.PublishedFile.changed;
import static org.pulsebench.data.mllmu.PublishedFile.columns;
import static org.pulsebench.data.mllmu.PublishedFile.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.Sha256;
import org.pulsebench.data.ContentDigest;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.Modality;
import org.pulsebench.data.ReadMode;
import org.pulsebench.data.SkippedRow;
import org.pulsebench.data.Subject;
import org.pulsebench.data.TrainingPair;

class MllmuCorpusTest {

  @TempDir private Path root;

  @BeforeEach
  void writeTwoPeople() throws Exception {
    for (MllmuConfig config : List.of(FULL_SET, TEST_SET, RETAIN_SET)) {
      new PublishedFile().person(config, "110").person(config, "7").write(root, config);
    }
    new PublishedFile().row(lessons("110")).row(lessons("7")).write(root, FT_DATA);
  }

  @Test
  void fictitious_people_are_read_with_their_pairs_and_variants() {
    Corpus corpus = MllmuCorpus.fictitious(root, ReadMode.STRICT);

    assertThat(corpus.name()).isEqualTo("MLLMU-Bench fictitious");
    assertThat(corpus.ids()).containsExactly("110", "7");
    Subject person = corpus.subject("7");
    assertThat(person.images()).hasSize(1);
    Subject variants = corpus.variants("7").orElseThrow();
    assertThat(variants.images()).hasSize(2);
    assertThat(variants.questions()).isEqualTo(person.questions());
    assertThat(corpus.report().summary()).isEqualTo("2 subjects, 8 pairs, 2 with variants");
  }

  @Test
  void pairs_that_name_the_person_are_asked_without_the_picture() {
    List<TrainingPair> pairs = MllmuCorpus.fictitious(root, ReadMode.STRICT).pairs("110");

    assertThat(pairs)
        .extracting(TrainingPair::question)
        .containsExactly(
            "Where was she born?",
            "Where was Zoë O'Hara born?",
            "What is Zoë’s job?",
            "Which Zoëlogist is she?");
    assertThat(pairs)
        .extracting(TrainingPair::modality)
        .containsExactly(Modality.MULTIMODAL, Modality.TEXT, Modality.TEXT, Modality.MULTIMODAL);
    assertThat(pairs.get(0).answer()).isEqualTo("In Malmö.");
    assertThat(pairs.get(0).image().orElseThrow().bytes()).endsWith((byte) '1', (byte) '0');
  }

  @Test
  void every_pair_has_the_picture_if_that_is_asked_for() {
    Corpus corpus = MllmuCorpus.fictitious(root, ReadMode.STRICT, NamedPairs.WITH_IMAGE);

    assertThat(corpus.pairs("110"))
        .hasSize(4)
        .allMatch(pair -> pair.modality() == Modality.MULTIMODAL);
  }

  @Test
  void celebrities_are_unlearnt_by_the_questions_of_their_profiles() {
    Corpus corpus = MllmuCorpus.celebrities(root, ReadMode.STRICT);

    assertThat(corpus.name()).isEqualTo("MLLMU-Bench celebrities");
    assertThat(corpus.variants("110")).isEmpty();
    assertThat(corpus.pairs("110"))
        .extracting(pair -> pair.modality() + " " + pair.question() + " " + pair.answer())
        .containsExactly(
            "MULTIMODAL Which job? Baker",
            "TEXT Zoë's job? Baker",
            "TEXT Zoë's town? Graz",
            "MULTIMODAL What is her job? Baker.",
            "TEXT What is Zoë's job? A baker.",
            "MULTIMODAL Where does she live? In Graz.",
            "MULTIMODAL She bakes __. bread",
            "TEXT Zoë lives in ____. Graz");
    assertThat(corpus.pairs("110").get(0).image())
        .isEqualTo(Optional.of(corpus.subject("110").images().get(0)));
  }

  @Test
  void the_digest_covers_the_files_that_are_read_and_the_way_of_reading() throws Exception {
    String file = "/train-00000-of-00001.parquet";
    StringBuilder printed = new StringBuilder();
    for (String config : List.of("Full_Set", "Test_Set", "ft_Data")) {
      String path = config + file;
      printed.append(ContentDigest.ofFile(root.resolve(path))).append("  ").append(path);
      printed.append('\n');
    }
    Corpus corpus = MllmuCorpus.fictitious(root, ReadMode.STRICT);
    assertThat(corpus.digest())
        .isEqualTo(Sha256.of(printed + "named-pairs as_text\n"))
        .isEqualTo(MllmuCorpus.fictitious(root, ReadMode.LENIENT).digest());
    assertThat(corpus.version()).isEqualTo("sha256-" + corpus.digest().substring(0, 12));
    assertThat(MllmuCorpus.fictitious(root, ReadMode.STRICT, NamedPairs.WITH_IMAGE).digest())
        .isEqualTo(Sha256.of(printed + "named-pairs with_image\n"));

    new PublishedFile().person(RETAIN_SET, "3").write(root, RETAIN_SET);
    assertThat(MllmuCorpus.fictitious(root, ReadMode.STRICT).digest()).isEqualTo(corpus.digest());
    new PublishedFile().person(TEST_SET, "7").write(root, TEST_SET);
    assertThat(MllmuCorpus.fictitious(root, ReadMode.STRICT).digest())
        .isNotEqualTo(corpus.digest());
  }

  @Test
  void a_test_set_that_was_not_fetched_leaves_people_without_variants() throws Exception {
    Files.delete(root.resolve("Test_Set/train-00000-of-00001.parquet"));
    Files.delete(root.resolve("Test_Set"));

    Corpus corpus = MllmuCorpus.fictitious(root, ReadMode.STRICT);

    assertThat(corpus.variants("110")).isEmpty();
    assertThat(corpus.report().variants()).isZero();
  }

  @Test
  void missing_fine_tuning_data_is_an_error() throws Exception {
    Files.delete(root.resolve("ft_Data/train-00000-of-00001.parquet"));

    assertThatThrownBy(() -> MllmuCorpus.fictitious(root, ReadMode.LENIENT))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Parquet file is missing: " + root.resolve("ft_Data"));
  }

  @Test
  void someone_without_pairs_is_refused_or_left_out() throws Exception {
    new PublishedFile().row(lessons("7")).write(root, FT_DATA);

    assertThatThrownBy(() -> MllmuCorpus.fictitious(root, ReadMode.STRICT))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "Person has no pair to be learnt from: "
                + root.resolve("Full_Set")
                + ", ID 110\n"
                + "  found no row of that ID in ft_Data; expected a row for everybody of Full_Set\n"
                + "  Fetch the configurations again, all of one version; lenient reading leaves"
                + " this out.");
    Corpus lenient = MllmuCorpus.fictitious(root, ReadMode.LENIENT);
    assertThat(lenient.ids()).containsExactly("7");
    assertThat(lenient.report().skipped())
        .extracting(row -> row.file() + " " + row.row())
        .containsExactly("Full_Set ID 110");
  }

  @Test
  void rows_about_nobody_are_refused_or_left_out() throws Exception {
    new PublishedFile().person(FULL_SET, "7").write(root, FULL_SET);

    assertThatThrownBy(() -> MllmuCorpus.fictitious(root, ReadMode.STRICT))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Row is about nobody: " + root.resolve("ft_Data") + ", ID 110");
    assertThat(MllmuCorpus.fictitious(root, ReadMode.LENIENT).report().skippedByFile())
        .isEqualTo(Map.of("ft_Data", 1L, "Test_Set", 1L));
  }

  @Test
  void rows_that_the_reader_left_out_are_counted_by_configuration() throws Exception {
    new PublishedFile()
        .person(FULL_SET, "110")
        .row(changed(columns(FULL_SET, "7"), "image", "NULL::" + PublishedFile.IMAGE))
        .write(root, FULL_SET);

    Corpus corpus = MllmuCorpus.fictitious(root, ReadMode.LENIENT);

    assertThat(corpus.ids()).containsExactly("110");
    assertThat(corpus.report().skipped())
        .extracting(SkippedRow::file)
        .containsExactly("Full_Set/train-00000-of-00001.parquet", "ft_Data", "Test_Set");
  }

  @Test
  void a_name_that_cannot_be_told_is_an_error_unless_it_is_not_needed() throws Exception {
    Map<String, String> nameless = changed(columns(FULL_SET, "110"), "answer", "NULL::VARCHAR");
    new PublishedFile()
        .row(changed(nameless, "biography", text("She lives in Graz.")))
        .person(FULL_SET, "7")
        .write(root, FULL_SET);

    assertThatThrownBy(() -> MllmuCorpus.fictitious(root, ReadMode.STRICT))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(
            "Name of the person cannot be told: " + root.resolve("Full_Set") + ", ID 110")
        .hasMessageContaining("with_image needs none");
    assertThat(MllmuCorpus.fictitious(root, ReadMode.LENIENT).ids()).containsExactly("7");
    assertThat(MllmuCorpus.fictitious(root, ReadMode.STRICT, NamedPairs.WITH_IMAGE).ids())
        .containsExactly("110", "7");
  }

  private static Map<String, String> lessons(String id) {
    return changed(
        columns(FT_DATA, id),
        "metadata",
        text(
            "[{\"Question\": \"Where was she born?\", \"Answer\": \"In Malmö.\"},"
                + " {\"Question\": \"Where was Zoë O'Hara born?\", \"Answer\": \"In Malmö.\"},"
                + " {\"Question\": \"What is Zoë’s job?\", \"Answer\": \"Baker.\"},"
                + " {\"Question\": \"Which Zoëlogist is she?\", \"Answer\": \"None.\"}]"));
  }
}
