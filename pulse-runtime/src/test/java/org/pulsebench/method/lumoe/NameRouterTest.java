package org.pulsebench.method.lumoe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.RandomStream;
import org.pulsebench.method.lumoe.NameRouter.Fuzziness;
import org.pulsebench.method.lumoe.Routing.Match;

class NameRouterTest {

  private static final List<NamedEntity> ENTITIES =
      List.of(
          NamedEntity.of("a", "Dog"),
          NamedEntity.of("a", "Aloe Vera"),
          NamedEntity.of("b", "Pok\u00e9mon"),
          NamedEntity.of("b", "The Lord of the Rings The Return of the King"),
          NamedEntity.of("c", "Queen Elizabeth \u2161", "Elizabeth II"),
          NamedEntity.of("c", "\u9a6c\u4e91", "Jack Ma"),
          NamedEntity.of("c", "Michael Jackson"),
          NamedEntity.of("d", "Star Trek 2"),
          NamedEntity.of("d", "The X-Files"),
          NamedEntity.kept("Hot Dog"),
          NamedEntity.kept("Michael Jordan"),
          NamedEntity.kept("The Lord of the Dance"));

  private final NameRouter router = new NameRouter(ENTITIES);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "What does the dog eat?|a",
        "DOG!|a",
        "What is a dog's diet?|a",
        "Is aloe-vera a plant?|a",
        "Who made Pokemon?|b",
        "When was queen elizabeth ii born?|c",
        "When was Queen Elizabeth Ⅱ born?|c",
        "请问马云是谁？|c",
        "Is Jack Ma rich?|c",
        "Who plays in the x files?|d"
      })
  void a_name_as_whole_words_routes_to_its_expert(String question, String expert) {
    assertThat(route(question).matches()).containsExactly(new Match(expert, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ?! ",
        "What is the common name of this animal?",
        "Is it dogged?",
        "What is aloe?",
        "Vera and aloe",
        "What is in a hot dog?",
        "Where did Michael Jordan play?",
        "Who made the Lord of the Dance?"
      })
  void other_questions_route_to_none(String question) {
    assertThat(route(question)).isEqualTo(Routing.none());
  }

  @Test
  void several_names_route_to_several_experts() {
    assertThat(route("Did Michael Jackson have a dog?").experts()).containsExactly("a", "c");
    assertThat(route("Did Michael Jordan have a dog?").experts()).containsExactly("a");
    assertThat(route("A dog and Aloe Vera").experts()).containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Who is Micheal Jackson?|c|0.857",
        "Who is MichaelJackson?|c|1",
        "Who is Queen Elisabeth II?|c|0.9375",
        "Where does the Lord of the Ring, the return of the king, end?|b|0.971"
      })
  void a_name_with_a_few_wrong_characters_routes_by_its_similarity(
      String question, String expert, double score) {
    Match match = route(question).matches().get(0);

    assertThat(match.expert()).isEqualTo(expert);
    assertThat(match.score()).isCloseTo(score, within(0.001));
  }

  @Test
  void a_name_of_a_kept_entity_that_is_nearer_routes_to_none() {
    assertThat(route("Who is Micheal Jordan?").experts()).isEmpty();
  }

  @Test
  void digits_are_never_wrong_characters() {
    assertThat(route("Who directed StarTrek 2?").experts()).containsExactly("d");
    assertThat(route("Who directed Star Trek 3?").experts()).isEmpty();
  }

  @Test
  void names_that_are_as_near_leave_a_question_undecided() {
    NameRouter twins =
        new NameRouter(
            List.of(NamedEntity.of("a", "Alexander"), NamedEntity.of("b", "Alexandra")),
            new Fuzziness(0.7, 0.05));

    Routing routing = twins.route(RoutingQuestion.ofText("Who was Alexandor?"));
    assertThat(routing.experts()).containsExactly("a");
    Routing between = twins.route(RoutingQuestion.ofText("Who was Alexandr?"));
    assertThat(between.experts()).isEmpty();
    assertThat(between.undecided()).contains("several names are as near");
  }

  @Test
  void without_fuzziness_whole_words_alone_route() {
    NameRouter strict = new NameRouter(ENTITIES, Fuzziness.NONE);

    assertThat(strict.route(RoutingQuestion.ofText("Who is Micheal Jackson?")).isNone()).isTrue();
    assertThat(strict.route(RoutingQuestion.ofText("Who is Michael Jackson?")).isNone()).isFalse();
  }

  @Test
  void a_name_that_experts_share_routes_to_all_of_them() {
    NameRouter shared =
        new NameRouter(List.of(NamedEntity.of("b", "Mercury"), NamedEntity.of("a", "mercury")));

    assertThat(shared.route(RoutingQuestion.ofText("What is Mercury?")).experts())
        .containsExactly("a", "b");
  }

  @Test
  void every_name_and_alias_routes_to_its_own_expert() {
    for (NamedEntity entity : ENTITIES) {
      entity
          .names()
          .forEach(
              name ->
                  assertThat(route(name).experts())
                      .as(name)
                      .isEqualTo(entity.expert().map(List::of).orElse(List.of())));
    }
  }

  @Test
  void names_of_a_thousand_experts_each_route_to_their_own_in_any_order() {
    List<NamedEntity> many = Names.many(1_000, 3);
    NameRouter one = new NameRouter(many);
    NameRouter other = new NameRouter(new RandomStream(1).shuffled(many));

    for (NamedEntity entity : many) {
      RoutingQuestion whole = RoutingQuestion.ofText("Who is " + entity.name() + ", please?");
      assertThat(one.route(whole).experts()).contains(entity.expert().orElseThrow());
      RoutingQuestion damaged = RoutingQuestion.ofText(Names.damaged(entity.name()));
      assertThat(other.route(whole)).isEqualTo(one.route(whole));
      assertThat(other.route(damaged)).isEqualTo(one.route(damaged));
    }
  }

  @Test
  void the_index_finds_whatever_a_search_of_all_names_finds() {
    List<NamedEntity> many = Names.many(200, 1);
    NameRouter all = new NameRouter(many, new Fuzziness(0.85, 0));
    for (NamedEntity entity : many) {
      String damaged = Names.damaged(entity.name());
      RoutingQuestion question = RoutingQuestion.ofText("Tell me about " + damaged + " now");
      boolean alone =
          !new NameRouter(List.of(entity), new Fuzziness(0.85, 0)).route(question).isNone();

      assertThat(all.route(question).isNone() && all.route(question).undecided().isEmpty())
          .as(damaged)
          .isEqualTo(!alone);
    }
  }

  @Test
  void a_name_of_both_kinds_is_refused() {
    List<NamedEntity> both = List.of(NamedEntity.of("a", "Apple"), NamedEntity.kept("APPLE"));

    assertThatThrownBy(() -> new NameRouter(both))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Name stands for what is forgotten and for what is kept")
        .hasMessageContaining("an entity of expert a and a kept one");
  }

  @Test
  void a_name_without_letters_is_refused() {
    assertThatThrownBy(() -> new NameRouter(List.of(NamedEntity.of("a", "Dog", "!!"))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("entity Dog of expert a")
        .hasMessageContaining("found \"!!\"");
  }

  @Test
  void a_router_without_names_routes_to_none() {
    assertThat(new NameRouter(List.of()).route(RoutingQuestion.ofText("Who?")).isNone()).isTrue();
  }

  private Routing route(String question) {
    return router.route(RoutingQuestion.ofText(question));
  }

  /** Made-up names of two or three words. */
  static final class Names {

    private static final String CONSONANTS = "bcdfghklmnprstvz";
    private static final String VOWELS = "aeiou";

    private Names() {}

    static List<NamedEntity> many(int experts, int names) {
      RandomStream random = new RandomStream(7);
      List<NamedEntity> entities = new ArrayList<>();
      for (int expert = 0; expert < experts; expert++) {
        for (int i = 0; i < names; i++) {
          int words = 2 + random.nextInt(2);
          String name =
              String.join(
                  " ", IntStream.range(0, words).mapToObj(word -> word(random)).toList());
          entities.add(
              new NamedEntity(
                  name, List.of(word(random) + " " + word(random)), Optional.of("e" + expert)));
        }
      }
      return entities;
    }

    static String word(RandomStream random) {
      StringBuilder word = new StringBuilder();
      int syllables = 2 + random.nextInt(2);
      for (int i = 0; i < syllables; i++) {
        word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
        word.append(VOWELS.charAt(random.nextInt(VOWELS.length())));
      }
      return word.toString();
    }

    /** Replaces one character in the middle. */
    static String damaged(String name) {
      int middle = name.length() / 2;
      return name.substring(0, middle) + "x" + name.substring(middle + 1);
    }
  }
}
