package org.pulsebench.method.lumoe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pulsebench.data.Image;
import org.pulsebench.method.lumoe.ModelRouter.Choice;
import org.pulsebench.method.lumoe.RoutingModel.Turn;

class ModelRouterTest {

  private static final List<Choice> CHOICES =
      List.of(
          new Choice("TV series", "The X-Files", Optional.of("d")),
          new Choice("Animals", "Dog", Optional.of("a")),
          new Choice("Animals", "Cat", Optional.empty()));
  private static final RoutingQuestion QUESTION =
      new RoutingQuestion(
          "What is it?", Optional.of(Image.of("dog", new byte[1])), Optional.empty());

  private final List<List<Turn>> asked = new ArrayList<>();

  @Test
  void the_model_is_asked_for_the_class_and_then_for_the_entity() {
    assertThat(route("Animals", "Dog").experts()).containsExactly("a");

    assertThat(asked).hasSize(2);
    Turn first = asked.get(0).get(0);
    assertThat(first.image()).isEqualTo(QUESTION.image());
    assertThat(first.text()).contains("Classes: Animals; TV series", "What is it?", "None");
    assertThat(asked.get(1)).extracting(Turn::fromModel).containsExactly(false, true, false);
    assertThat(asked.get(1).get(1).text()).isEqualTo("Animals");
    assertThat(asked.get(1).get(2).text()).contains("Names: Cat; Dog").doesNotContain("X-Files");
  }

  @Test
  void a_kept_entity_and_none_route_to_none() {
    assertThat(route("Animals", "Cat")).isEqualTo(Routing.none());
    assertThat(route("Animals", "None")).isEqualTo(Routing.none());
    assertThat(route("None.")).isEqualTo(Routing.none());
  }

  @Test
  void case_white_space_and_a_full_stop_do_not_count() {
    assertThat(route(" tv series.", "the x-files\n").experts()).containsExactly("d");
  }

  @Test
  void a_reply_that_was_not_offered_leaves_the_question_undecided() {
    assertThat(route("It is one of the Animals").undecided())
        .contains("the class replied is none of those offered: It is one of the Animals");
    assertThat(route("Animals", "Dogs").undecided())
        .contains("the entity replied is none of those offered: Dogs");
    assertThat(route("Animals", "The X-Files").isNone()).isTrue();
    assertThat(route("").undecided()).isPresent();
  }

  @Test
  void an_empty_question_is_not_asked() {
    assertThat(new ModelRouter(this::fail, CHOICES).route(RoutingQuestion.ofText(" ")).isNone())
        .isTrue();
  }

  @Test
  void the_order_of_choices_does_not_change_what_is_asked() {
    route("Animals", "Dog");
    List<List<Turn>> before = List.copyOf(asked);
    asked.clear();
    List<Choice> reversed = new ArrayList<>(CHOICES);
    Collections.reverse(reversed);
    router(reversed, "Animals", "Dog").route(QUESTION);

    assertThat(asked).isEqualTo(before);
  }

  @Test
  void a_name_is_offered_once_in_its_class() {
    List<Choice> twice = List.of(CHOICES.get(0), CHOICES.get(0));

    assertThatThrownBy(() -> new ModelRouter(this::fail, twice))
        .hasMessage("name The X-Files is repeated, must be unique in its class");
  }

  private Routing route(String... replies) {
    return router(CHOICES, replies).route(QUESTION);
  }

  private ModelRouter router(List<Choice> choices, String... replies) {
    Deque<String> next = new ArrayDeque<>(List.of(replies));
    return new ModelRouter(
        turns -> {
          asked.add(List.copyOf(turns));
          return next.remove();
        },
        choices);
  }

  private String fail(List<Turn> turns) {
    throw new AssertionError("not to be asked");
  }
}
