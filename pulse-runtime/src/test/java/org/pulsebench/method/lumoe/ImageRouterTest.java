package org.pulsebench.method.lumoe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pulsebench.BadInputException;
import org.pulsebench.RandomStream;
import org.pulsebench.method.lumoe.CombinedRouter.Rule;
import org.pulsebench.method.lumoe.ImageRouter.Prototype;

class ImageRouterTest {

  private static final ImageFeatures EAST = features(1, 0);
  private static final ImageFeatures NORTH = features(0, 1);

  private final ImageRouter router =
      new ImageRouter(List.of(new Prototype("east", EAST), new Prototype("north", NORTH)), 0.9);

  @Test
  void a_picture_routes_to_the_nearest_prototype_that_is_near_enough() {
    assertThat(route(features(5, 1)).experts()).containsExactly("east");
    assertThat(route(features(5, 1)).matches().get(0).score())
        .isCloseTo(5 / Math.sqrt(26), within(1e-6));
    assertThat(route(features(1, 5)).experts()).containsExactly("north");
    assertThat(route(features(1, 1)).isNone()).isTrue();
    assertThat(route(features(-1, 0)).isNone()).isTrue();
  }

  @Test
  void every_prototype_routes_to_its_own_expert_in_any_order() {
    List<Prototype> prototypes =
        IntStream.range(0, 50).mapToObj(i -> new Prototype("e" + i, random(i, 67))).toList();
    ImageRouter one = new ImageRouter(prototypes, 0.99);
    ImageRouter other = new ImageRouter(new RandomStream(3).shuffled(prototypes), 0.99);

    for (Prototype each : prototypes) {
      RoutingQuestion question = RoutingQuestion.ofText("").with(each.features());
      assertThat(one.route(question).experts()).containsExactly(each.expert());
      assertThat(other.route(question)).isEqualTo(one.route(question));
    }
  }

  @Test
  void equally_near_prototypes_route_to_the_first_by_name() {
    List<Prototype> twins = List.of(new Prototype("b", EAST), new Prototype("a", EAST));

    assertThat(new ImageRouter(twins, 0.5).route(RoutingQuestion.ofText("").with(EAST)).experts())
        .containsExactly("a");
  }

  @Test
  void the_calibrated_threshold_routes_no_more_than_the_allowed_share_of_kept_pictures() {
    List<Prototype> prototypes =
        IntStream.range(0, 10).mapToObj(i -> new Prototype("e" + i, random(i, 16))).toList();
    List<ImageFeatures> kept = IntStream.range(100, 300).mapToObj(i -> random(i, 16)).toList();

    for (double most : List.of(0.0, 0.004, 0.05, 0.5)) {
      ImageRouter calibrated = ImageRouter.calibrated(prototypes, kept, most);
      long routed =
          kept.stream()
              .filter(each -> !calibrated.route(RoutingQuestion.ofText("").with(each)).isNone())
              .count();

      assertThat(routed).isEqualTo((long) Math.floor(200 * most));
    }
  }

  @Test
  void without_kept_pictures_the_threshold_keeps_entities_apart() {
    List<Prototype> east =
        List.of(new Prototype("one", features(1, 0, 0)), new Prototype("one", features(9, 1, 0)));
    List<Prototype> north = List.of(new Prototype("two", features(1, 9, 0)));
    ImageRouter apart = ImageRouter.apart(List.of(east, north), 0);

    // The second picture of the first entity comes nearest to another's.
    assertThat(apart.threshold())
        .isCloseTo(features(9, 1, 0).cosine(features(1, 9, 0)), within(1e-6));
    assertThat(apart.route(RoutingQuestion.ofText("").with(features(9, 1, 0))).experts())
        .containsExactly("one");
    assertThat(apart.route(RoutingQuestion.ofText("").with(features(0, 0, 1))).isNone()).isTrue();
    assertThat(ImageRouter.apart(List.of(east, north), 0.67).threshold())
        .isLessThan(apart.threshold());
    assertThatThrownBy(() -> ImageRouter.apart(List.of(east), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_question_without_features_is_refused() {
    assertThatThrownBy(() -> router.route(RoutingQuestion.ofText("Who is this?")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Question cannot be routed by its picture: \"Who is this?\"")
        .hasMessageContaining("found no features");
  }

  @Test
  void features_of_another_tower_are_refused() {
    assertThatThrownBy(() -> route(features(1, 2, 3)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("found 3 features; expected 2, as the prototypes have");
  }

  @Test
  void features_without_length_are_refused() {
    assertThatThrownBy(() -> features(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> features(Float.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_cosine_is_that_of_any_dimension() {
    for (int dimension = 1; dimension < 12; dimension++) {
      ImageFeatures one = random(1, dimension);
      assertThat(one.cosine(one)).isCloseTo(1, within(1e-6f));
    }
    assertThat(features(3, 4).cosine(features(4, 3))).isCloseTo(0.96f, within(1e-6f));
  }

  @Test
  void patches_are_averaged_over_parts_of_the_picture() {
    float[] patches = {1, 10, 3, 30, 5, 50, 7, 70};

    assertThat(ImageFeatures.ofPatches(patches, 2, 1)).isEqualTo(features(4, 40));
    assertThat(ImageFeatures.ofPatches(patches, 2, 2)).isEqualTo(features(patches));
    float[] row = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    assertThat(ImageFeatures.ofPatches(row, 4, 2).cosine(features(2.5f, 4.5f, 10.5f, 12.5f)))
        .isCloseTo(1, within(1e-6f));
    assertThatThrownBy(() -> ImageFeatures.ofPatches(row, 4, 3))
        .hasMessage("parts is 3, must be a divisor of 4");
    assertThatThrownBy(() -> ImageFeatures.ofPatches(row, 3, 1))
        .hasMessage("patches is 16 values, must be so many for each of 9");
  }

  @Test
  void names_come_first_and_pictures_decide_the_rest() {
    CombinedRouter combined = combined(Rule.NAMES_FIRST);

    assertThat(combined.route(question("a dog", Optional.of(EAST))).experts())
        .containsExactly("dogs");
    assertThat(combined.route(question("what?", Optional.of(EAST))).experts())
        .containsExactly("east");
    assertThat(combined.route(question("what?", Optional.of(features(1, 1)))).isNone()).isTrue();
    assertThat(combined.route(question("what?", Optional.empty())).isNone()).isTrue();
    assertThat(combined.route(question("a dog", Optional.empty())).experts())
        .containsExactly("dogs");
  }

  @Test
  void either_may_route() {
    CombinedRouter combined = combined(Rule.EITHER);

    assertThat(combined.route(question("a dog", Optional.of(EAST))).experts())
        .containsExactly("dogs", "east");
    assertThat(combined.route(question("a dog", Optional.of(features(1, 1)))).experts())
        .containsExactly("dogs");
    assertThat(combined.route(question("what?", Optional.of(NORTH))).experts())
        .containsExactly("north");
  }

  private CombinedRouter combined(Rule rule) {
    return new CombinedRouter(new NameRouter(List.of(NamedEntity.of("dogs", "Dog"))), router, rule);
  }

  private static RoutingQuestion question(String text, Optional<ImageFeatures> features) {
    return new RoutingQuestion(text, Optional.empty(), features);
  }

  private Routing route(ImageFeatures features) {
    return router.route(RoutingQuestion.ofText("").with(features));
  }

  private static ImageFeatures features(float... values) {
    return ImageFeatures.of(values);
  }

  private static ImageFeatures random(int seed, int dimension) {
    RandomStream random = new RandomStream(seed);
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return ImageFeatures.of(values);
  }
}
