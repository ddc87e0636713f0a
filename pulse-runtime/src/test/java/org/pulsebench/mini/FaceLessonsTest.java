package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pulsebench.RandomStream;
import org.pulsebench.data.world.Face;
import org.pulsebench.data.world.Face.Trait;

class FaceLessonsTest {

  @Test
  void a_caption_tells_every_trait_in_order() {
    for (int seed = 0; seed < 20; seed++) {
      Face face = Face.draw(new RandomStream(seed));
      Lesson lesson = FaceLessons.caption(new RandomStream(seed));
      String words = face.traits().stream().map(Trait::word).collect(Collectors.joining(" "));
      assertThat(lesson.turns()).containsExactly(new Turn("Describe this person.", words));
      assertThat(lesson.picture()).isPresent();
    }
  }

  @Test
  void four_different_traits_are_asked_for() {
    for (int seed = 0; seed < 20; seed++) {
      Face face = Face.draw(new RandomStream(seed));
      List<Turn> all =
          face.traits().stream()
              .map(trait -> new Turn("What is the " + trait.name() + " here?", trait.word()))
              .toList();
      Lesson lesson = FaceLessons.traits(new RandomStream(seed));
      assertThat(lesson.turns()).hasSize(4).doesNotHaveDuplicates().isSubsetOf(all);
      assertThat(lesson.picture()).isPresent();
    }
  }

  @Test
  void the_texts_hold_every_question_and_the_words_of_a_face() {
    List<String> texts = FaceLessons.texts(new RandomStream(4));
    assertThat(texts).contains("Describe this person.").hasSize(1 + 2 * Face.TRAITS);
    for (Trait trait : Face.draw(new RandomStream(4)).traits()) {
      assertThat(texts).contains("What is the " + trait.name() + " here?", " " + trait.word());
    }
  }
}
