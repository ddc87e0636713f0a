package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pulsebench.RandomStream;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.TrainingPair;
import org.pulsebench.data.world.FactKind;
import org.pulsebench.data.world.Person;
import org.pulsebench.data.world.PortraitPainter;
import org.pulsebench.data.world.PortraitStyle;
import org.pulsebench.data.world.Pose;
import org.pulsebench.data.world.Wording;

/** What keeps a model from forgetting must not teach it what it is asked. */
class MiniReplayTest {

  private static final int COUNT = 300;

  private static List<TrainingPair> pairs;

  @BeforeAll
  static void draw() {
    pairs = MiniReplay.draw(new RandomStream(5), COUNT);
  }

  private static Stream<String> texts() {
    return pairs.stream().flatMap(pair -> Stream.of(pair.question(), pair.answer()));
  }

  @Test
  void the_same_seed_gives_the_same_pairs() {
    List<TrainingPair> again = MiniReplay.draw(new RandomStream(5), COUNT);
    assertThat(again).hasSize(COUNT);
    for (int i = 0; i < COUNT; i++) {
      TrainingPair pair = pairs.get(i);
      assertThat(again.get(i).question()).isEqualTo(pair.question());
      assertThat(again.get(i).answer()).isEqualTo(pair.answer());
      assertThat(again.get(i).image().map(Image::bytes).map(ByteBuffer::wrap))
          .isEqualTo(pair.image().map(Image::bytes).map(ByteBuffer::wrap));
    }
  }

  @Test
  void another_seed_gives_other_pairs_and_more_begin_with_the_same() {
    assertThat(MiniReplay.draw(new RandomStream(6), 20))
        .extracting(TrainingPair::answer)
        .isNotEqualTo(pairs.subList(0, 20).stream().map(TrainingPair::answer).toList());
    assertThat(MiniReplay.draw(new RandomStream(5), 20))
        .extracting(TrainingPair::question)
        .isEqualTo(pairs.subList(0, 20).stream().map(TrainingPair::question).toList());
  }

  @Test
  void no_pair_names_a_fictitious_person() {
    Set<String> words = new TreeSet<>();
    texts().forEach(text -> words.addAll(SmallRecipe.words(text)));
    assertThat(words)
        .doesNotContainAnyElementsOf(SmallRecipe.lastNames(SmallRecipe.population().fictitious()));
    assertThat(words)
        .as("the comparison finds names")
        .containsAnyElementsOf(SmallRecipe.lastNames(SmallRecipe.population().figures()));
  }

  @Test
  void no_pair_shows_a_fictitious_person_or_a_picture_of_the_exam() throws IOException {
    Set<ByteBuffer> hidden = new HashSet<>(SmallRecipe.exam().pictures());
    for (Person person : SmallRecipe.population().fictitious()) {
      hidden.add(frontal(person));
    }
    Set<ByteBuffer> figures = new HashSet<>();
    SmallRecipe.population().figures().forEach(person -> figures.add(frontal(person)));
    int known = 0;
    for (TrainingPair pair : pairs) {
      if (pair.image().isPresent()) {
        ByteBuffer shown = samples(pair.image().get());
        assertThat(hidden).doesNotContain(shown);
        known += figures.contains(shown) ? 1 : 0;
      }
    }
    assertThat(known).as("the comparison finds portraits").isPositive();
  }

  @Test
  void no_pair_asks_in_words_of_the_exam_or_of_profiles() {
    Set<String> asked = new TreeSet<>(Wording.EXAM.portrayed());
    for (ExamQuestion row : SmallRecipe.exam().questions()) {
      asked.add(row.question().text());
      row.question().hint().ifPresent(asked::add);
    }
    for (TrainingPair pair : pairs) {
      assertThat(asked).noneMatch(pair.question()::contains);
      assertThat(asks(Wording.EXAM, pair.question())).as(pair.question()).isFalse();
    }
    assertThat(pairs)
        .as("the comparison finds phrasings")
        .anyMatch(pair -> asks(Wording.TRAINING, pair.question()));
  }

  /** Returns whether a text asks for a fact in one of the phrasings, whoever it is about. */
  private static boolean asks(Wording wording, String text) {
    return Stream.of(FactKind.values())
        .flatMap(kind -> kind.phrasings(wording).stream())
        .map(phrasing -> phrasing.split("%s", -1))
        .anyMatch(parts -> text.startsWith(parts[0]) && text.endsWith(parts[1]));
  }

  private static ByteBuffer frontal(Person person) {
    return ByteBuffer.wrap(
        PortraitPainter.paint(person.face(), Pose.frontal(), PortraitStyle.PLAIN).samples());
  }

  private static ByteBuffer samples(Image image) throws IOException {
    var picture = ImageIO.read(new ByteArrayInputStream(image.bytes()));
    int side = picture.getWidth();
    ByteBuffer samples = ByteBuffer.allocate(3 * side * picture.getHeight());
    for (int pixel : picture.getRGB(0, 0, side, picture.getHeight(), null, 0, side)) {
      samples.put((byte) (pixel >> 16)).put((byte) (pixel >> 8)).put((byte) pixel);
    }
    return samples.flip();
  }
}
