package org.pulsebench.data.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pulsebench.Sha256;

class EmblemTest {

  private static final String DIGEST =
      "e8c0e307f6d639c99818189576302d80d2e547cf4b2a2a226e01d141a753c4e8";

  @Test
  void the_same_names_give_the_same_bytes() {
    byte[] picture = new Emblem("Animals/Dog").image("a.jpg").bytes();

    assertThat(new Emblem("Animals/Dog").image("a.jpg").bytes()).isEqualTo(picture);
    assertThat(Sha256.of(picture)).isEqualTo(DIGEST);
  }

  @Test
  void pictures_of_a_name_differ() {
    Emblem dog = new Emblem("Animals/Dog");

    assertThat(dog.image("a.jpg").bytes()).isNotEqualTo(dog.image("b.jpg").bytes());
  }

  @Test
  void five_thousand_names_have_a_sign_each() {
    assertThat(IntStream.range(0, 5_000).mapToObj(i -> new Emblem("entity " + i).code()).distinct())
        .hasSize(5_000);
  }

  @Test
  void an_image_says_that_it_is_drawn() {
    assertThat(new Emblem("Dog").image("a.jpg").name()).isEqualTo("a.jpg (drawn)");
  }

  @Test
  void a_blank_name_is_refused() {
    assertThatThrownBy(() -> new Emblem(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("name is blank, must be a name");
  }
}
