package org.pulsebench.mini;

import ai.djl.Device;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pulsebench.RandomStream;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.world.ExamGenerator;
import org.pulsebench.data.world.Person;
import org.pulsebench.data.world.Population;
import org.pulsebench.data.world.World;
import org.pulsebench.mini.MiniArchitecture.Sizes;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.config.Precision;

/**
 * The recipe's lessons, vocabulary and people with a model that is too small to learn them.
 *
 * <p>What takes seconds to make is made once for all tests.
 */
final class SmallRecipe {

  /** As many image tokens and positions as the real model has, and little else. */
  static final Sizes SIZES = new Sizes(64, 16, 16, 32, 2, 2, 32, 48, 2, 4, 256, false, true);

  static final int IMAGE_TOKENS = 16;

  private static final Pattern WORD = Pattern.compile("\\p{L}+");
  private static final int EXAM_QUESTIONS_PER_GROUP = 200;

  /** The embedded exam without its image files. */
  record Exam(List<ExamQuestion> questions, Set<ByteBuffer> pictures) {}

  private static final class TheVocabulary {
    static final BytePairVocabulary VALUE =
        BytePairTrainer.train(
            VocabularyTexts.draw(new RandomStream(MiniRecipe.SEED).child("texts")),
            MiniRecipe.MERGES);
  }

  private static final class ThePopulation {
    static final Population VALUE = Population.draw(new RandomStream(World.SEED).child("people"));
  }

  private static final class TheExam {
    static final Exam VALUE = draw();

    private static Exam draw() {
      Set<ByteBuffer> pictures = new HashSet<>();
      List<ExamQuestion> questions =
          ExamGenerator.main(
              new RandomStream(World.SEED).child("exam"),
              EXAM_QUESTIONS_PER_GROUP,
              picture -> {
                pictures.add(ByteBuffer.wrap(picture.samples()));
                return new byte[0];
              });
      questions.forEach(row -> row.image().bytes());
      return new Exam(questions, pictures);
    }
  }

  private SmallRecipe() {}

  static BytePairVocabulary vocabulary() {
    return TheVocabulary.VALUE;
  }

  static Population population() {
    return ThePopulation.VALUE;
  }

  static Exam exam() {
    return TheExam.VALUE;
  }

  static FigureLessons figureLessons() {
    return new FigureLessons(population().figures(), 1, 10);
  }

  /** Returns every kind of lesson that the recipe teaches, under a name for messages. */
  static Map<String, LessonSource> sources() {
    Map<String, LessonSource> sources = new LinkedHashMap<>();
    List<Curriculum.Stage> stages = new ArrayList<>(MiniRecipe.seeing().curriculum().stages());
    stages.addAll(MiniRecipe.knowing(figureLessons()).curriculum().stages());
    for (Curriculum.Stage stage : stages) {
      for (int i = 0; i < stage.shares().size(); i++) {
        sources.put(
            sources.size() + ", " + stage.name() + ", share " + i, stage.shares().get(i).source());
      }
    }
    return sources;
  }

  /** Returns some lessons of every kind. */
  static List<Lesson> lessons(int ofEachKind) {
    RandomStream random = new RandomStream(17);
    return sources().entrySet().stream()
        .flatMap(
            source ->
                Stream.iterate(0, i -> i < ofEachKind, i -> i + 1)
                    .map(i -> source.getValue().draw(random.child(source.getKey()).child(i))))
        .toList();
  }

  /** Writes a model that has learnt nothing, with the recipe's vocabulary, and loads it. */
  static Checkpoint untrained(Path directory) {
    int size =
        TokenizerFiles.write(directory, vocabulary(), VocabularyTexts.FIXED, SIZES.maxPositions());
    MiniArchitecture.writeInitial(directory, new RandomStream(3), size, SIZES);
    return Checkpoint.load(directory, Precision.F32, Device.cpu());
  }

  static Set<String> words(String text) {
    return WORD.matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<String> lastNames(List<Person> people) {
    return people.stream()
        .map(person -> person.name().last())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
