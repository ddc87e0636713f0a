package org.pulsebench.data.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pulsebench.RandomStream;
import org.pulsebench.data.world.Face.Trait;

class FaceTest {

  private final Face face = Face.draw(new RandomStream(1));

  @Test
  void traits_follow_the_components_of_the_record() {
    List<String> components = new ArrayList<>();
    for (var component : Face.class.getRecordComponents()) {
      components.add(component.getName().toLowerCase());
    }
    assertThat(face.traits())
        .extracting(trait -> trait.name().replace(" ", ""))
        .containsExactlyElementsOf(components);
    assertThat(components).hasSize(Face.TRAITS);
  }

  @Test
  void each_trait_has_its_own_words() {
    for (Trait trait : face.traits()) {
      List<String> words = Face.words(trait.name());
      assertThat(words).contains(trait.word()).doesNotHaveDuplicates();
      assertThat(words).hasSizeBetween(4, 8).allMatch(word -> word.matches("[a-z]+( [a-z]+)?"));
    }
  }

  @Test
  void an_unknown_trait_has_no_words() {
    assertThatThrownBy(() -> Face.words("mood"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("trait is mood, must be one of [skin, hair style, ");
  }

  @Test
  void distance_counts_the_traits_that_differ() {
    assertThat(face.distance(face)).isZero();
    for (Face changed : OneTraitChanged.of(face)) {
      assertThat(face.distance(changed)).isEqualTo(1);
      assertThat(changed.distance(face)).isEqualTo(1);
    }
  }

  @Test
  void each_look_is_drawn_about_equally_often() {
    RandomStream random = new RandomStream(2);
    List<Trait> drawn = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      drawn.addAll(Face.draw(random).traits());
    }
    for (Trait trait : face.traits()) {
      List<String> words = Face.words(trait.name());
      for (String word : words) {
        long count = drawn.stream().filter(new Trait(trait.name(), word)::equals).count();
        assertThat(count * words.size() / 4000.0).as(trait.name() + " " + word).isBetween(0.8, 1.2);
      }
    }
  }

  @Test
  void a_cast_of_653_keeps_eight_traits_apart() {
    List<Face> cast = FaceCast.draw(new RandomStream(3), 653, 8);
    assertThat(cast).hasSize(653);
    for (int i = 0; i < cast.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(cast.get(i).distance(cast.get(j))).isGreaterThanOrEqualTo(8);
      }
    }
    assertThat(FaceCast.draw(new RandomStream(3), 653, 8)).isEqualTo(cast);
  }

  @Test
  void a_cast_that_cannot_be_found_says_how_far_it_came() {
    assertThatThrownBy(() -> FaceCast.draw(new RandomStream(3), 9, Face.TRAITS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("minimumDistance is 14, must be lower: only \\d of 9 faces were found");
  }

  @Test
  void a_distance_no_two_faces_can_have_is_refused() {
    assertThatThrownBy(() -> FaceCast.draw(new RandomStream(3), 2, Face.TRAITS + 1))
        .hasMessage("minimumDistance is 15, must be in 1..14");
  }
}
