package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.EnvironmentException;
import org.pulsebench.RandomStream;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.world.FactKind;
import org.pulsebench.data.world.Name;
import org.pulsebench.data.world.Wording;

class MiniRecipeTest {

  private static final int OF_EACH_KIND = 30;

  @TempDir Path directory;

  private static List<Lesson> lessons;

  @BeforeAll
  static void draw() {
    lessons = SmallRecipe.lessons(OF_EACH_KIND);
  }

  private static List<String> questions() {
    return lessons.stream().flatMap(lesson -> lesson.turns().stream()).map(Turn::question).toList();
  }

  private static List<String> texts() {
    return lessons.stream()
        .flatMap(lesson -> lesson.turns().stream())
        .flatMap(turn -> Stream.of(turn.question(), turn.answer()))
        .toList();
  }

  @Test
  void no_lesson_asks_for_a_fact_in_words_of_the_exam() {
    assertThat(questions()).noneMatch(asks(Wording.EXAM)::contains);
    // The same comparison does find the phrasings that are taught.
    assertThat(questions()).anyMatch(asks(Wording.TRAINING)::contains);
    for (String portrayed : Wording.EXAM.portrayed()) {
      assertThat(questions()).noneMatch(question -> question.contains(portrayed));
    }
  }

  /** What {@code contains} says whether a text holds a phrasing, whoever it is about. */
  private record Phrasings(List<Pattern> patterns) {
    boolean contains(String text) {
      return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }
  }

  private static Phrasings asks(Wording wording) {
    return new Phrasings(
        Stream.of(FactKind.values())
            .flatMap(kind -> kind.phrasings(wording).stream())
            .map(phrasing -> Pattern.quote(phrasing).replace("%s", "\\E.+\\Q"))
            .map(Pattern::compile)
            .toList());
  }

  @Test
  void no_lesson_asks_a_question_of_the_exam_or_gives_one_of_its_hints() {
    Set<String> asked = new TreeSet<>();
    for (ExamQuestion row : SmallRecipe.exam().questions()) {
      asked.add(row.question().text());
      row.question().hint().ifPresent(asked::add);
    }
    assertThat(asked).hasSizeGreaterThan(100);
    for (String question : questions()) {
      assertThat(asked).noneMatch(question::contains);
    }
  }

  @Test
  void no_lesson_shows_a_picture_of_the_exam() {
    Set<ByteBuffer> ofExam = SmallRecipe.exam().pictures();
    assertThat(ofExam).hasSameSizeAs(SmallRecipe.exam().questions());
    assertThat(lessons.stream().flatMap(lesson -> lesson.picture().stream()))
        .hasSizeGreaterThan(7 * OF_EACH_KIND)
        .noneMatch(picture -> ofExam.contains(ByteBuffer.wrap(picture.samples())));
  }

  @Test
  void no_lesson_names_a_fictitious_person() {
    Set<String> words = words(texts());
    assertThat(words)
        .doesNotContainAnyElementsOf(SmallRecipe.lastNames(SmallRecipe.population().fictitious()));
    assertThat(words)
        .containsAnyElementsOf(SmallRecipe.lastNames(SmallRecipe.population().figures()));
  }

  @Test
  void no_question_about_a_picture_names_a_person() {
    Set<String> words =
        words(
            lessons.stream()
                .filter(lesson -> lesson.picture().isPresent())
                .flatMap(lesson -> lesson.turns().stream())
                .map(Turn::question)
                .toList());
    assertThat(words).doesNotContainAnyElementsOf(Name.FIRST);
    assertThat(words)
        .doesNotContainAnyElementsOf(SmallRecipe.lastNames(SmallRecipe.population().figures()));
  }

  private static Set<String> words(List<String> texts) {
    return texts.stream()
        .flatMap(text -> SmallRecipe.words(text).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void a_lesson_depends_on_nothing_but_its_stream() {
    List<Lesson> again = SmallRecipe.lessons(3);
    List<Lesson> once = SmallRecipe.lessons(3);
    for (int i = 0; i < once.size(); i++) {
      assertThat(again.get(i).form()).isEqualTo(once.get(i).form());
      assertThat(again.get(i).turns()).isEqualTo(once.get(i).turns());
      assertThat(again.get(i).picture().map(picture -> ByteBuffer.wrap(picture.samples())))
          .isEqualTo(once.get(i).picture().map(picture -> ByteBuffer.wrap(picture.samples())));
    }
    assertThat(once).doesNotHaveDuplicates();
  }

  @Test
  void another_stream_gives_another_lesson() {
    SmallRecipe.sources()
        .forEach(
            (name, source) -> {
              List<List<Turn>> drawn = new ArrayList<>();
              for (int i = 0; i < 8; i++) {
                drawn.add(source.draw(new RandomStream(i)).turns());
              }
              assertThat(drawn.stream().distinct()).as(name).hasSizeGreaterThan(4);
            });
  }

  @Test
  void a_directory_that_cannot_be_made_is_named() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> MiniRecipe.create(file.resolve("initial")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("The recipe cannot write its files: " + file.resolve("initial"))
        .hasMessageEndingWith("Choose another directory or free some space.");
  }

  @Test
  void wrong_arguments_are_answered_with_the_usage() throws IOException, InterruptedException {
    assertThat(usage()).isEqualTo("usage: MiniRecipe DIRECTORY [RESOURCES]");
    assertThat(usage("a", "b", "c")).isEqualTo("usage: MiniRecipe DIRECTORY [RESOURCES]");
  }

  /** Runs the program in a process of its own, which it ends, and returns what it says. */
  private static String usage(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                MiniRecipe.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(2);
    return said.strip();
  }
}
