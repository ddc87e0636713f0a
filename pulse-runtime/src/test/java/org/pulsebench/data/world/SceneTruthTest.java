package org.pulsebench.data.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pulsebench.RandomStream;

/** Compares answers with what can be measured in the pixels, or with the caption. */
class SceneTruthTest {

  private static final int SCENES = 40;

  @Test
  void a_shape_is_where_the_answer_says() {
    for (DrawnScene scene : scenes(Ask.PLACE_OF_SHAPE)) {
      Fact fact = scene.facts().get(0);
      Blobs.Blob blob = Blobs.only(colourOf(fact.about(), scene), scene.paint());
      String[] rows = {"top", "middle", "bottom"};
      String[] columns = {"left", "middle", "right"};
      String place = rows[third(blob.y())] + " " + columns[third(blob.x())];
      assertThat(fact.answer()).isEqualTo(place.equals("middle middle") ? "centre" : place);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Ask.class,
      names = {"LEFT_OF", "RIGHT_OF", "ABOVE", "BELOW"})
  void the_neighbour_lies_on_the_side_that_was_asked_for(Ask ask) {
    for (DrawnScene scene : scenes(ask)) {
      Fact fact = scene.facts().get(0);
      Picture picture = scene.paint();
      Blobs.Blob from = Blobs.only(colourOf(fact.about(), scene), picture);
      Blobs.Blob to = Blobs.only(colourOf(fact.answer(), scene), picture);
      double right = to.x() - from.x();
      double down = to.y() - from.y();
      Ask found =
          Math.abs(right) > Math.abs(down)
              ? right > 0 ? Ask.RIGHT_OF : Ask.LEFT_OF
              : down > 0 ? Ask.BELOW : Ask.ABOVE;
      assertThat(found).isEqualTo(ask);
    }
  }

  @Test
  void as_many_shapes_of_the_colour_are_seen_as_counted() {
    for (DrawnScene scene : scenes(Ask.COUNT)) {
      String[] words = scene.caption().split(" ");
      int counted = Ask.COUNT.answers().indexOf(scene.facts().get(0).answer()) + 1;
      assertThat(Blobs.of(Hue.of(words[1]), scene.paint())).hasSize(counted);
    }
  }

  @Test
  void the_biggest_and_the_smallest_shape_have_the_colour_answered() {
    for (Ask ask : List.of(Ask.BIGGEST_COLOUR, Ask.SMALLEST_COLOUR)) {
      for (DrawnScene scene : scenes(ask)) {
        Picture picture = scene.paint();
        List<Hue> byPixels = seen(picture, Comparator.comparing(hue -> pixels(hue, picture)));
        List<Hue> byExtent =
            seen(picture, Comparator.comparing(hue -> Blobs.only(hue, picture).height()));
        int index = ask == Ask.BIGGEST_COLOUR ? 2 : 0;
        assertThat(byPixels).hasSize(3);
        assertThat(byPixels.get(index).word()).isEqualTo(scene.facts().get(0).answer());
        assertThat(byExtent.get(index).word()).isEqualTo(scene.facts().get(0).answer());
      }
    }
  }

  @Test
  void the_tallest_and_the_lowest_bar_have_the_colour_answered() {
    for (Ask ask : List.of(Ask.TALLEST_BAR, Ask.LOWEST_BAR)) {
      for (DrawnScene scene : scenes(ask)) {
        Picture picture = scene.paint();
        List<Hue> byHeight =
            seen(picture, Comparator.comparing(hue -> Blobs.only(hue, picture).height()));
        int index = ask == Ask.TALLEST_BAR ? 3 : 0;
        assertThat(byHeight).hasSize(4);
        assertThat(byHeight.get(index).word()).isEqualTo(scene.facts().get(0).answer());
      }
    }
  }

  @Test
  void the_odd_colour_is_seen_once_and_the_other_more_often() {
    for (DrawnScene scene : scenes(Ask.ODD_COLOUR)) {
      Picture picture = scene.paint();
      for (Hue hue : seen(picture, Comparator.naturalOrder())) {
        boolean odd = hue.word().equals(scene.facts().get(0).answer());
        assertThat(Blobs.of(hue, picture).size()).isBetween(odd ? 1 : 4, odd ? 1 : 5);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Ask.class,
      names = {"NEXT_SHAPE", "NEXT_COLOUR"})
  void what_comes_next_continues_the_shortest_period(Ask ask) {
    for (DrawnScene scene : scenes(ask)) {
      String[] shown = scene.caption().split(" , ")[1].split(" ");
      int period = 2;
      while (!repeats(shown, period)) {
        period++;
      }
      assertThat(period).isLessThanOrEqualTo(3);
      assertThat(scene.facts().get(0).answer()).isEqualTo(shown[shown.length - period]);
    }
  }

  @ParameterizedTest
  @EnumSource(Ask.class)
  void the_caption_names_every_answer(Ask ask) {
    for (DrawnScene scene : scenes(ask)) {
      String caption = " " + scene.caption() + " ";
      for (Fact fact : scene.facts()) {
        assertThat(caption).contains(" " + fact.answer() + " ");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Ask.class)
  void the_first_fact_is_the_one_that_the_scene_was_drawn_for(Ask ask) {
    RandomStream random = new RandomStream(5);
    for (int i = 0; i < SCENES; i++) {
      Goal goal = Goal.draw(ask, i % 4, random);
      Fact fact = SceneGenerator.draw(goal, random).facts().get(0);
      assertThat(fact.ask()).isEqualTo(ask);
      assertThat(fact.answer()).isEqualTo(goal.answer());
      assertThat(goal.options()).doesNotContain(fact.about());
    }
  }

  private static List<DrawnScene> scenes(Ask ask) {
    RandomStream random = new RandomStream(ask.ordinal());
    List<DrawnScene> scenes = new ArrayList<>();
    for (int i = 0; i < SCENES; i++) {
      scenes.add(SceneGenerator.draw(Goal.draw(ask, i % 4, random), random));
    }
    return scenes;
  }

  private static Hue colourOf(String form, DrawnScene scene) {
    for (String part : scene.caption().split(" , ")) {
      String[] words = part.split(" ");
      for (int i = 1; i < words.length; i++) {
        if (words[i].equals(form)) {
          return Hue.of(words[i - 1]);
        }
      }
    }
    throw new AssertionError("no " + form + " in: " + scene.caption());
  }

  private static List<Hue> seen(Picture picture, Comparator<Hue> order) {
    return Hue.ALL.stream().filter(hue -> !Blobs.of(hue, picture).isEmpty()).sorted(order).toList();
  }

  private static int pixels(Hue hue, Picture picture) {
    return Blobs.of(hue, picture).stream().mapToInt(Blobs.Blob::pixels).sum();
  }

  private static int third(double position) {
    return (int) (position / (Picture.SIDE / 3.0));
  }

  private static boolean repeats(String[] shown, int period) {
    for (int i = period; i < shown.length; i++) {
      if (!shown[i].equals(shown[i - period])) {
        return false;
      }
    }
    return true;
  }
}
