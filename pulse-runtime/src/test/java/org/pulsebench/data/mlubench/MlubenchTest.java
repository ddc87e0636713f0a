package org.pulsebench.data.mlubench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Subject;

class MlubenchTest {

  @TempDir private Path directory;

  @Test
  void entities_become_subjects_with_base_questions_pairs_and_paraphrases() throws Exception {
    Corpus corpus = read(new WrittenArchive()).corpus();

    assertThat(corpus.name()).isEqualTo("MLUBench");
    assertThat(corpus.ids()).hasSize(8).startsWith("Animals/Dog", "Plants/Aloe_Vera");
    Subject dog = corpus.subject("Animals/Dog");
    assertThat(dog.name()).contains("Dog");
    assertThat(corpus.subject("Plants/Aloe_Vera").name()).contains("Aloe Vera");
    assertThat(dog.images()).hasSize(4);
    assertThat(dog.questions())
        .extracting(question -> question.id() + " " + question.text())
        .containsExactly("Animals/Dog/1 What is question 0?", "Animals/Dog/2 What is question 1?");
    assertThat(((GenerationQuestion) dog.questions().get(0)).truth()).isEqualTo("It is a Dog, 0.");
    assertThat(corpus.pairs("Animals/Dog")).hasSize(4);
    assertThat(corpus.variants("Animals/Dog").orElseThrow().questions())
        .extracting(question -> question.text())
        .containsExactly(
            "What is question 0 in 1?",
            "What is question 0 in 2?",
            "What is question 0 in 3?",
            "What is question 0 in 4?");
  }

  @Test
  void answers_longer_than_wished_are_cut_at_a_sentence_or_their_questions_left_out()
      throws Exception {
    WrittenArchive archive =
        new WrittenArchive()
            .replace("It is a Dog, 0.", "It is a Dog, 0. It barks all day long, and all night.")
            .replace("It is a Dog, 1.", "It is a Dog, 1, and goes on about that without an end.");
    MlubenchOptions options = MlubenchOptions.drawn().withLongestAnswer(30);
    Mlubench benchmark = Mlubench.read(archive.zip(directory), options);

    assertThat(benchmark.task(MlubenchTask.A).forget())
        .extracting(MlubenchQuestion::answer)
        .containsOnly("It is a Dog, 0.");
    assertThat(benchmark.corpus().digest())
        .isNotEqualTo(
            Mlubench.read(archive.zip(directory), MlubenchOptions.drawn()).corpus().digest());
  }

  @Test
  void a_question_for_whose_answer_there_is_no_room_is_told() throws Exception {
    WrittenArchive archive =
        new WrittenArchive().replace("It is a Dog, 1.", "It is a story too long for a small Dog.");

    Mlubench benchmark =
        Mlubench.read(archive.zip(directory), MlubenchOptions.drawn().withLongestAnswer(30));

    assertThat(benchmark.corpus().report().skipped())
        .singleElement()
        .satisfies(row -> assertThat(row.problem().what()).isEqualTo("Answer is too long"))
        .satisfies(row -> assertThat(row.problem().where()).startsWith("Animals/Dog/"));
  }

  @Test
  void a_set_of_which_no_answer_fits_is_refused() throws Exception {
    Path zip = new WrittenArchive().zip(directory);

    assertThatThrownBy(() -> Mlubench.read(zip, MlubenchOptions.drawn().withLongestAnswer(3)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Nothing is left of a set: Tasks/TaskA/taskA_forget.json")
        .hasMessageContaining("every first sentence of an answer too long")
        .hasMessageContaining("an answer of at most 3 characters");
  }

  @Test
  void tasks_keep_every_question_with_its_picture() throws Exception {
    Mlubench benchmark = read(new WrittenArchive());

    TaskSets task = benchmark.task(MlubenchTask.C);
    assertThat(task.entities(MlubenchSet.FORGET))
        .containsExactly(new Entity("Personage", "\u9a6c\u4e91"));
    assertThat(task.forget()).hasSize(12);
    MlubenchQuestion question = task.forget().get(4);
    assertThat(question.key()).isEqualTo("Personage/\u9a6c\u4e91/100001");
    assertThat(question.variant()).isEqualTo(1);
    assertThat(question.baseNumber()).isEqualTo(1);
    assertThat(benchmark.image(question).name()).contains(question.image());
    assertThat(benchmark.pair(question).question()).isEqualTo("What is question 0 in 1?");
  }

  @Test
  void the_report_counts_what_is_there() throws Exception {
    MlubenchReport report = read(new WrittenArchive()).report();

    assertThat(report.summary())
        .isEqualTo(
            "96 records, 8 entities of 7 classes, 16 base questions (8 with variants), 32 pictures"
                + " (32 missing)");
    assertThat(report.sets()).hasSize(8);
    assertThat(report.sets().get(0))
        .isEqualTo(new MlubenchReport.SetCounts(MlubenchTask.A, MlubenchSet.FORGET, 12, 1, 4, 0));
    assertThat(report.skippedRecords()).isZero();
  }

  @Test
  void a_zip_and_its_unpacked_directory_are_the_same_corpus() throws Exception {
    WrittenArchive archive = new WrittenArchive();
    Mlubench zipped = Mlubench.read(archive.zip(directory), MlubenchOptions.drawn());
    Path top = archive.unpacked(directory);

    Mlubench unpacked = Mlubench.read(top, MlubenchOptions.drawn());
    Mlubench fromAbove = Mlubench.read(top.getParent(), MlubenchOptions.drawn());

    assertThat(unpacked.tasks()).isEqualTo(zipped.tasks()).isEqualTo(fromAbove.tasks());
    assertThat(unpacked.corpus().digest())
        .isEqualTo(zipped.corpus().digest())
        .isEqualTo(fromAbove.corpus().digest());
  }

  @Test
  void a_name_in_the_other_form_of_unicode_is_the_same_entity() throws Exception {
    Mlubench benchmark = read(new WrittenArchive().replace("Pok\u00e9mon", "Poke\u0301mon"));

    assertThat(benchmark.corpus().ids()).contains("Cartoon/Pok\u00e9mon");
  }

  @Test
  void one_image_takes_the_first_picture_of_every_question_and_its_paraphrases() throws Exception {
    Path zip = new WrittenArchive().zip(directory);
    Mlubench full = Mlubench.read(zip, MlubenchOptions.drawn());
    Mlubench small = Mlubench.read(zip, MlubenchOptions.drawn().with(MlubenchSize.ONE_IMAGE));

    assertThat(small.task(MlubenchTask.A).forget())
        .extracting(MlubenchQuestion::number)
        .containsExactly(1, 2, 100_001, 200_001, 300_001, 400_001);
    assertThat(small.corpus().digest()).isNotEqualTo(full.corpus().digest());
    assertThat(small.report()).isEqualTo(full.report());
  }

  @Nested
  class Texts {

    private static final String MARKED = "**\\n   - It is a Dog, 0.";

    @Test
    void are_published_by_default_and_their_irregularities_counted() throws Exception {
      Mlubench benchmark = read(damaged());

      assertThat(benchmark.task(MlubenchTask.A).forget().get(0).answer())
          .isEqualTo("**\n   - It is a Dog, 0.");
      Irregularities found = benchmark.report().irregularities();
      assertThat(found.markdownAnswers()).isEqualTo(10);
      assertThat(found.answersWithNewline()).isEqualTo(10);
      assertThat(found.markdownQuestions()).isEqualTo(2);
      assertThat(found.mojibakeAnswers()).isEqualTo(12);
      assertThat(found.foreignAnswers()).isEqualTo(12);
      assertThat(found.foreignQuestions()).isZero();
      assertThat(found.foreignDirectories()).isEqualTo(24);
    }

    @Test
    void are_repaired_on_demand() throws Exception {
      MlubenchOptions options = MlubenchOptions.drawn().with(TextForm.REPAIRED);
      Mlubench benchmark = Mlubench.read(damaged().zip(directory), options);

      assertThat(benchmark.task(MlubenchTask.A).forget().get(0).answer())
          .isEqualTo("It is a Dog, 0.");
      assertThat(benchmark.task(MlubenchTask.A).forget().get(1).text())
          .isEqualTo("What is question 1?");
      assertThat(benchmark.task(MlubenchTask.B).retain().get(0).answer())
          .isEqualTo("It is a Pok\u00e9mon, 0.");
      assertThat(benchmark.task(MlubenchTask.C).forget().get(0).answer())
          .isEqualTo("It is a \u9a6c\u4e91, 0.");
    }

    private WrittenArchive damaged() {
      return new WrittenArchive()
          .replace("It is a Dog, 0.", MARKED)
          .change(WrittenArchive.A_FORGET, Texts::starred)
          .change("Entities/variants_Dog_updated.json", Texts::starred)
          // "Pok" and an e with an acute accent, twice read as GBK.
          .replace("It is a Pok\u00e9mon", "It is a Pok\u947c\u536aon");
    }

    private static String starred(String text) {
      return text.replace("<image>\\nWhat is question 1?", "<image>\\n**What is question 1?");
    }
  }

  @Nested
  class Pictures {

    @Test
    void come_from_the_directory_of_the_user() throws Exception {
      Path zip = new WrittenArchive().zip(directory);
      Path pictures = pictures(zip, Set.of());
      Mlubench benchmark = Mlubench.read(zip, MlubenchOptions.published(pictures));

      MlubenchQuestion question = benchmark.task(MlubenchTask.B).retain().get(0);
      assertThat(benchmark.image(question).bytes()).asString().isEqualTo(question.image());
      assertThat(benchmark.report().missingImages()).isZero();
    }

    @Test
    void change_the_digest() throws Exception {
      Path zip = new WrittenArchive().zip(directory);
      Path pictures = pictures(zip, Set.of());
      String before = Mlubench.read(zip, MlubenchOptions.published(pictures)).corpus().digest();
      Files.writeString(
          pictures.resolve("downloaded_images/Animals/Dog/image_2024_0.jpg"), "other");

      assertThat(Mlubench.read(zip, MlubenchOptions.published(pictures)).corpus().digest())
          .isNotEqualTo(before);
    }

    @Test
    void that_are_missing_are_counted_and_refused() throws Exception {
      Path zip = new WrittenArchive().zip(directory);
      Path pictures = pictures(zip, Set.of("Dog/image_2024_0.jpg", "Dog/image_2024_1.jpg"));

      assertThatThrownBy(() -> Mlubench.read(zip, MlubenchOptions.published(pictures)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContainingAll(
              "Pictures are missing",
              "2 of 32 missing, first downloaded_images/Animals/Dog/image_2024_0.jpg",
              "have signs drawn");
    }

    @Test
    void that_are_missing_can_be_skipped() throws Exception {
      Path zip = new WrittenArchive().zip(directory);
      Path pictures = pictures(zip, Set.of("Dog/image_2024_0.jpg"));

      Mlubench benchmark = Mlubench.read(zip, options(pictures, MissingImages.SKIP));

      assertThat(benchmark.task(MlubenchTask.A).forget())
          .hasSize(7)
          .allMatch(question -> question.baseNumber() != 1);
      assertThat(benchmark.report().skippedRecords()).isEqualTo(5);
    }

    @Test
    void of_a_whole_set_cannot_be_skipped() throws Exception {
      Path zip = new WrittenArchive().zip(directory);
      Path pictures = pictures(zip, Set.of("Dog/"));

      assertThatThrownBy(() -> Mlubench.read(zip, options(pictures, MissingImages.SKIP)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("Nothing is left of a set")
          .hasMessageContaining("12 records, none with its picture");
    }

    @Test
    void that_are_missing_can_be_drawn_for_the_entity_each_in_its_own_way() throws Exception {
      Path zip = new WrittenArchive().zip(directory);
      Path pictures = pictures(zip, Set.of("Dog/image_2024_0.jpg", "Dog/image_2024_1.jpg"));

      Mlubench benchmark = Mlubench.read(zip, options(pictures, MissingImages.DRAW));

      List<Image> dogs = benchmark.corpus().subject("Animals/Dog").images();
      assertThat(dogs)
          .extracting(Image::name)
          .filteredOn(name -> name.endsWith(" (drawn)"))
          .hasSize(2);
      assertThat(dogs.get(0).bytes()).isNotEqualTo(dogs.get(1).bytes());
      assertThat(dogs.get(2).bytes()).asString().endsWith("image_2024_2.jpg");
    }

    @Test
    void of_another_directory_are_not_taken_for_missing_ones() throws Exception {
      Path zip = new WrittenArchive().zip(directory);

      assertThatThrownBy(() -> Mlubench.read(zip, options(directory, MissingImages.DRAW)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("no directory downloaded_images in it");
    }

    private MlubenchOptions options(Path pictures, MissingImages missing) {
      return new MlubenchOptions(
          TextForm.PUBLISHED, MlubenchSize.FULL, Optional.of(pictures), missing);
    }

    private Path pictures(Path zip, Set<String> missing) throws IOException {
      Path pictures = directory.resolve("pictures");
      Mlubench drawn = Mlubench.read(zip, MlubenchOptions.drawn());
      Set<String> paths = new HashSet<>();
      Mlubench.all(drawn.tasks()).forEach(question -> paths.add(question.image()));
      for (String path : paths) {
        if (missing.stream().noneMatch(path::contains)) {
          Path file = pictures.resolve(path);
          Files.createDirectories(file.getParent());
          Files.writeString(file, path);
        }
      }
      return pictures;
    }
  }

  @Nested
  class BadInput {

    @Test
    void no_archive_is_told_with_its_path() {
      Path none = directory.resolve("MLUBench.zip");

      assertThatThrownBy(() -> Mlubench.read(none, MlubenchOptions.drawn()))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("The archive of MLUBench is missing: " + none);
    }

    @Test
    void an_archive_that_was_cut_is_told() throws Exception {
      Path zip = new WrittenArchive().zip(directory);
      byte[] bytes = Files.readAllBytes(zip);
      Files.write(zip, Arrays.copyOf(bytes, bytes.length * 2 / 3));

      assertRefused(zip, "The archive of MLUBench is damaged", "it may be cut short");
    }

    @Test
    void a_damaged_entry_is_told_by_its_check_sum() throws Exception {
      Path zip = new WrittenArchive().zip(directory);
      byte[] bytes = Files.readAllBytes(zip);
      // The sum that the central directory has of the first file.
      bytes[indexOfDirectoryEntry(bytes, "Entities") + 16] ^= 1;
      Files.write(zip, bytes);

      assertRefused(zip, "The archive of MLUBench is damaged", "Entities/", "check sum");
    }

    @Test
    void a_missing_task_file_is_told() throws Exception {
      assertRefused(
          new WrittenArchive().without("Tasks/TaskC/taskC_retain.json"),
          "A file of MLUBench is missing: MLUBench.zip!Tasks/TaskC/taskC_retain.json");
    }

    @Test
    void wrong_json_is_told_with_record_and_line() throws Exception {
      assertRefused(
          new WrittenArchive().change(WrittenArchive.A_FORGET, text -> text.substring(0, 700)),
          "File is not valid JSON: MLUBench.zip!" + WrittenArchive.A_FORGET + ", record 2, line");
    }

    @Test
    void a_record_without_two_turns_is_told() throws Exception {
      assertRefused(
          changed("\\{\\s*\"from\": \"human\",[^}]*\\},", ""),
          WrittenArchive.A_FORGET + ", record 1, id 1",
          "Record does not have two turns",
          "found 1 turns");
    }

    @Test
    void turns_in_the_wrong_order_are_told() throws Exception {
      assertRefused(
          changed("\"human\"", "\"gpt\""), "record 1, id 1", "found gpt, gpt", "human, gpt");
    }

    @Test
    void a_path_that_leaves_the_directory_of_pictures_is_told() throws Exception {
      for (String path :
          List.of(
              "downloaded_images/Animals/../x.jpg",
              "downloaded_images/../../x.jpg",
              "/downloaded_images/Dog/x.jpg",
              "downloaded_images/Animals/Dog/sub/x.jpg",
              "elsewhere/Animals/Dog/x.jpg",
              "downloaded_images/Animals/Dog/..\\\\\\\\x.jpg")) {
        assertRefused(
            changed("downloaded_images/Animals/Dog/image_2024_0.jpg", path),
            "Path of a picture leaves its directory",
            "record 1, id 1");
      }
    }

    @Test
    void an_entity_in_both_sets_is_told() throws Exception {
      assertRefused(
          new WrittenArchive().replace("Plants/Aloe_Vera", "Animals/Dog"),
          "Entity is in two sets",
          "Tasks/TaskA/taskA_retain.json, record 1, id 1",
          "Animals/Dog, which Tasks/TaskA/taskA_forget.json has too");
    }

    @Test
    void an_empty_set_is_told() throws Exception {
      assertRefused(
          new WrittenArchive().change(WrittenArchive.A_FORGET, text -> "[]"),
          "Task has an empty set",
          WrittenArchive.A_FORGET);
    }

    @Test
    void a_file_that_is_no_list_is_told() throws Exception {
      assertRefused(
          new WrittenArchive().change(WrittenArchive.A_FORGET, text -> "{}"),
          "File is not a list of records");
    }

    @Test
    void a_repeated_record_is_told() throws Exception {
      assertRefused(
          changed("\"id\": \"2\"", "\"id\": \"1\""),
          "Record is repeated",
          "record 2, id 1",
          "another record of Animals/Dog with this id");
    }

    @Test
    void an_unknown_id_is_told() throws Exception {
      for (String id : List.of("-1", "one", "500000", "99999999999")) {
        assertRefused(
            changed("\"id\": \"1\"", "\"id\": \"" + id + "\""),
            "Id of a record is not known",
            "record 1, id " + id);
      }
    }

    @Test
    void a_paraphrase_without_its_question_is_told() throws Exception {
      assertRefused(
          changed("\"id\": \"100001\"", "\"id\": \"100009\""),
          "Paraphrase has no base question",
          "no record with id 9 of Animals/Dog");
    }

    @Test
    void a_paraphrase_with_another_answer_is_told() throws Exception {
      assertRefused(
          changed("It is a Dog, 0[.]", "It is none."),
          "Paraphrase differs from its base question",
          "record 5, id 100001");
    }

    @Test
    void a_question_without_a_picture_is_told() throws Exception {
      assertRefused(changed("<image>", "image"), "Question has no picture", "record 1, id 1");
    }

    @Test
    void an_empty_answer_is_told() throws Exception {
      assertRefused(changed("It is a Dog, 0[.]", "** "), "Answer is empty", "record 1, id 1");
    }

    @Test
    void two_copies_that_differ_are_told() throws Exception {
      assertRefused(
          new WrittenArchive()
              .change(
                  "Entities/variants_Dog_updated.json", text -> text.replace("question 1", "two")),
          "The two copies of a record differ",
          "Entities/variants_Dog_updated.json, record 2, id 2");
      assertRefused(
          new WrittenArchive().without("Entities/variants_Dog_updated.json"),
          "A record has no second copy",
          "12 missing");
    }

    @Test
    void a_missing_second_copy_is_none() throws Exception {
      assertThat(read(new WrittenArchive().withoutEntities()).corpus().ids()).hasSize(8);
    }

    private WrittenArchive changed(String pattern, String replacement) {
      return new WrittenArchive()
          .change(WrittenArchive.A_FORGET, text -> text.replaceFirst(pattern, replacement));
    }

    private void assertRefused(WrittenArchive archive, String... parts) throws IOException {
      assertRefused(archive.zip(directory), parts);
    }

    private void assertRefused(Path zip, String... parts) {
      assertThatThrownBy(() -> Mlubench.read(zip, MlubenchOptions.drawn()))
          .isInstanceOf(BadInputException.class)
          .hasMessageContainingAll(parts);
    }

    private int indexOfDirectoryEntry(byte[] bytes, String name) {
      for (int i = bytes.length - 46 - name.length() - 9; i > 0; i--) {
        String there = new String(bytes, i + 46, "MLUBench/".length() + name.length(), ISO_8859_1);
        if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && there.endsWith(name)) {
          return i;
        }
      }
      throw new AssertionError("no entry " + name);
    }
  }

  private Mlubench read(WrittenArchive archive) throws IOException {
    return Mlubench.read(archive.zip(directory), MlubenchOptions.drawn());
  }
}
