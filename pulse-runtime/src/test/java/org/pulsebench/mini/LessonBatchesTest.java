package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;
import org.pulsebench.data.world.Picture;
import org.pulsebench.evaluation.ChoiceItem;
import org.pulsebench.evaluation.DirectPrompts;
import org.pulsebench.evaluation.ImagePrompt;
import org.pulsebench.evaluation.MllmuPrompts;
import org.pulsebench.evaluation.MmbenchPrompts;
import org.pulsebench.model.Batch;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.text.LabelPolicy;
import org.pulsebench.tensor.Scope;

class LessonBatchesTest {

  private static final Picture PICTURE = Picture.draw(graphics -> graphics.fillRect(8, 8, 40, 40));
  private static final Image IMAGE = Image.of("picture", PICTURE.png());
  private static final String QUESTION = "What is the job of this person?";
  private static final List<String> OPTIONS = List.of("baker", "pilot", "judge", "nurse");
  private static final int CORRECT = 2;

  @TempDir static Path directory;

  private static Checkpoint checkpoint;
  private static LessonBatches batches;

  @BeforeAll
  static void load() {
    checkpoint = SmallRecipe.untrained(directory);
    batches = new LessonBatches(checkpoint);
  }

  @AfterAll
  static void close() {
    checkpoint.close();
  }

  @Test
  void the_answers_with_their_ends_are_labelled_and_nothing_else() {
    for (Lesson lesson : SmallRecipe.lessons(10)) {
      Batch.Sequence row = batches.row(lesson);
      int[] ids = row.ids();
      int[] labels = row.labels();
      List<String> learnt = new ArrayList<>();
      int start = 0;
      for (int i = 0; i < ids.length; i++) {
        assertThat(labels[i]).isIn(ids[i], Batch.IGNORED);
        boolean labelled = labels[i] != Batch.IGNORED;
        assertThat(labelled || ids[i] != SpecialToken.EOS.id()).as("an end with loss").isTrue();
        if (labelled && labels[i - 1] == Batch.IGNORED) {
          start = i;
        }
        if (labelled && (i + 1 == ids.length || labels[i + 1] == Batch.IGNORED)) {
          assertThat(ids[i]).isEqualTo(SpecialToken.EOS.id());
          learnt.add(checkpoint.tokenizer().decode(Arrays.copyOfRange(ids, start, i), false));
        }
      }
      assertThat(learnt)
          .isEqualTo(lesson.turns().stream().map(turn -> " " + turn.answer()).toList());
    }
  }

  @Test
  void a_row_begins_once_and_shows_its_picture_in_the_first_turn() {
    for (Lesson lesson : SmallRecipe.lessons(10)) {
      Batch.Sequence row = batches.row(lesson);
      assertThat(places(row, SpecialToken.BOS)).containsExactly(0);
      assertThat(places(row, SpecialToken.PAD)).isEmpty();
      List<Integer> image = places(row, SpecialToken.IMAGE);
      assertThat(image).hasSize(lesson.picture().isPresent() ? SmallRecipe.IMAGE_TOKENS : 0);
      if (!image.isEmpty()) {
        int last = image.get(image.size() - 1);
        assertThat(last - image.get(0)).isEqualTo(SmallRecipe.IMAGE_TOKENS - 1);
        assertThat(Arrays.stream(row.labels()).limit(last + 1)).containsOnly(Batch.IGNORED);
      }
    }
  }

  @Test
  void a_letter_means_the_first_token_of_its_option_and_other_answers_what_they_say() {
    for (Lesson lesson : SmallRecipe.lessons(10)) {
      Batch.Sequence row = batches.row(lesson);
      Batch.Sequence meaning = batches.meaning(lesson);
      assertThat(meaning.ids()).isEqualTo(row.ids());
      Turn turn = lesson.turns().get(0);
      if (turn.meaning().isEmpty()) {
        assertThat(meaning.labels()).isEqualTo(row.labels());
        continue;
      }
      int letter = row.length() - 2;
      assertThat(row.labels()[letter]).isEqualTo(row.ids()[letter]);
      int[] expected = new int[row.length()];
      Arrays.fill(expected, Batch.IGNORED);
      expected[letter] = checkpoint.tokenizer().encode(" " + turn.meaning().get(), false).ids()[0];
      assertThat(meaning.labels()).isEqualTo(expected);
    }
  }

  private static List<Integer> places(Batch.Sequence row, SpecialToken token) {
    return IntStream.range(0, row.length())
        .filter(i -> row.ids()[i] == token.id())
        .boxed()
        .toList();
  }

  @Test
  void every_lesson_of_the_recipe_fits_the_positions_of_the_model() {
    assertThat(SmallRecipe.SIZES.maxPositions())
        .isEqualTo(MiniArchitecture.Sizes.STANDARD.maxPositions());
    for (Lesson lesson : SmallRecipe.lessons(20)) {
      assertThat(batches.row(lesson).length()).isLessThan(SmallRecipe.SIZES.maxPositions());
    }
  }

  @Test
  void a_question_is_learnt_as_it_is_asked_directly() {
    Turn turn = new Turn(QUESTION, OPTIONS.get(CORRECT));
    for (Optional<Image> image : List.of(Optional.of(IMAGE), Optional.<Image>empty())) {
      ChoiceItem item = item(QUESTION, Optional.empty(), image);
      assertLearntAsAsked(lesson(turn, image), DirectPrompts.prompt(item));
    }
  }

  @Test
  void a_letter_is_learnt_as_mllmu_bench_asks_for_it() {
    Turn turn = Turn.mllmuLetter(QUESTION, OPTIONS, CORRECT);
    for (Optional<Image> image : List.of(Optional.of(IMAGE), Optional.<Image>empty())) {
      ChoiceItem item = item(QUESTION, Optional.empty(), image);
      assertLearntAsAsked(lesson(turn, image), new MllmuPrompts().prompt(item));
    }
  }

  @Test
  void a_letter_is_learnt_as_llava_is_asked_mmbench() {
    ChoiceItem item = item(QUESTION, Optional.of("Look."), Optional.of(IMAGE));
    Lesson lesson =
        Lesson.conversation(PICTURE, Turn.mmbenchLetter("Look.\n" + QUESTION, OPTIONS, CORRECT));
    assertLearntAsAsked(lesson, MmbenchPrompts.llava().prompt(item));
  }

  @Test
  void a_blank_is_learnt_as_mllmu_bench_asks_for_it() {
    Turn turn = new Turn("This person has the job of [Blank][Blank]." + Turn.FILL_BLANK, "judge");
    for (Optional<Image> image : List.of(Optional.of(IMAGE), Optional.<Image>empty())) {
      ClozeQuestion question =
          new ClozeQuestion("q", modality(image), "This person has the job of ____.", "judge");
      assertLearntAsAsked(lesson(turn, image), MllmuPrompts.cloze(question, image));
    }
  }

  @Test
  void a_sentence_about_a_picture_is_learnt_with_the_tokens_of_mllmu_bench() {
    String answer = "This person has the job of judge.";
    GenerationQuestion question =
        new GenerationQuestion("q", Modality.MULTIMODAL, QUESTION, answer);
    // The prompt itself ends in a space here, which is part of the answer's first token.
    assertThat(
            batches
                .row(lesson(new Turn(QUESTION + Turn.SAY_OF_IMAGE, answer), Optional.of(IMAGE)))
                .ids())
        .isEqualTo(
            checkpoint
                .tokenize(
                    MllmuPrompts.generation(question, Optional.of(IMAGE))
                        .prompt()
                        .withAnswer(answer),
                    LabelPolicy.ANSWER_ONLY)
                .ids());
  }

  @Test
  void a_later_turn_is_asked_like_a_question_of_text() {
    Turn first = new Turn(QUESTION, "judge");
    Turn second = new Turn("What pet does this person have?", "owl");
    int[] both = batches.row(Lesson.about(PICTURE, List.of(first, second))).ids();
    int[] start = batches.row(Lesson.about(PICTURE, List.of(first))).ids();
    int[] end = batches.row(Lesson.ofText(List.of(second))).ids();
    assertThat(both).startsWith(start).hasSize(start.length + end.length - 1);
    assertThat(Arrays.copyOfRange(both, start.length, both.length))
        .isEqualTo(Arrays.copyOfRange(end, 1, end.length));
  }

  @Test
  void a_batch_has_a_row_for_each_lesson_and_an_image_for_each_picture() {
    Lesson shown = Lesson.about(PICTURE, List.of(new Turn(QUESTION, "judge")));
    Lesson told = Lesson.ofText(List.of(new Turn(QUESTION, "judge")));
    try (Scope scope = batches.openScope()) {
      List<Lesson> mixed = List.of(shown, told, shown);
      Batch batch = batches.batch(scope, mixed, mixed.stream().map(batches::row).toList());
      assertThat(batch.rows()).isEqualTo(3);
      assertThat(batch.images().orElseThrow().count()).isEqualTo(2);
      List<Lesson> text = List.of(told);
      assertThat(batches.batch(scope, text, List.of(batches.row(told))).images()).isEmpty();
    }
  }

  private static void assertLearntAsAsked(Lesson lesson, ImagePrompt asked) {
    Batch.Sequence row = batches.row(lesson);
    int[] prompt = checkpoint.tokenize(asked.prompt(), LabelPolicy.ANSWER_ONLY).ids();
    int[] answer = checkpoint.tokenizer().encode(" " + lesson.turns().get(0).answer(), false).ids();
    int[] whole =
        IntStream.concat(
                IntStream.concat(Arrays.stream(prompt), Arrays.stream(answer)),
                IntStream.of(SpecialToken.EOS.id()))
            .toArray();
    assertThat(row.ids()).isEqualTo(whole);
    int[] labels = whole.clone();
    Arrays.fill(labels, 0, prompt.length, Batch.IGNORED);
    assertThat(row.labels()).isEqualTo(labels);
  }

  private static Lesson lesson(Turn turn, Optional<Image> image) {
    return image.isPresent() ? Lesson.about(PICTURE, List.of(turn)) : Lesson.ofText(List.of(turn));
  }

  private static ChoiceItem item(String text, Optional<String> hint, Optional<Image> image) {
    ChoiceQuestion question =
        new ChoiceQuestion("q", modality(image), hint, text, OPTIONS, OptionalInt.of(CORRECT));
    return new ChoiceItem(question, image);
  }

  private static Modality modality(Optional<Image> image) {
    return image.isPresent() ? Modality.MULTIMODAL : Modality.TEXT;
  }
}
