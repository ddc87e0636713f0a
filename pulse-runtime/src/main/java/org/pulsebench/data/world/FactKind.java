package org.pulsebench.data.world;

import java.util.List;
import org.pulsebench.RandomStream;

/**
 * What is known of a person: one value of each kind.
 *
 * <p>The values of a kind are all as plausible for anybody, and no value belongs to two kinds.
 * Phrasings have {@code %s} where the person stands: a name, or words for the person in a picture.
 */
public enum FactKind {
  BIRTHPLACE(
      List.of(
          "Oslo", "Lima", "Cairo", "Paris", "Rome", "Tokyo", "Delhi", "Seoul", "Quito", "Dakar",
          "Accra", "Milan", "Kyoto", "Berlin", "Madrid", "Vienna", "Dublin", "Lisbon", "Prague",
          "Hanoi"),
      List.of(
          "Where was %s born?",
          "In which city was %s born?",
          "What is the birthplace of %s?",
          "Name the city of birth of %s."),
      List.of("What city was %s born in?", "Which city is the birthplace of %s?"),
      "%s was born in the city of %s.",
      "Where was %s born, in a sentence?"),

  OCCUPATION(
      List.of(
          "baker", "pilot", "farmer", "painter", "nurse", "lawyer", "singer", "dentist", "tailor",
          "miner", "sailor", "teacher", "plumber", "judge", "actor", "chemist", "florist", "barber",
          "butcher", "ranger"),
      List.of(
          "What is the job of %s?",
          "Which job does %s have?", "What does %s work as?", "Name the occupation of %s."),
      List.of("What is the occupation of %s?", "What job does %s have?"),
      "%s has the job of %s.",
      "What is the job of %s, in a sentence?"),

  HOBBY(
      List.of(
          "chess",
          "rowing",
          "sewing",
          "skiing",
          "hiking",
          "surfing",
          "archery",
          "fencing",
          "yoga",
          "judo",
          "cycling",
          "diving",
          "fishing",
          "gardening",
          "pottery",
          "knitting",
          "origami",
          "bowling",
          "dancing",
          "juggling"),
      List.of(
          "What is the hobby of %s?",
          "Which hobby does %s have?", "What does %s do in free time?", "Name the pastime of %s."),
      List.of("What hobby does %s have?", "What is the pastime of %s?"),
      "%s has the hobby of %s.",
      "What is the hobby of %s, in a sentence?"),

  PET(
      List.of(
          "cat",
          "dog",
          "parrot",
          "rabbit",
          "turtle",
          "hamster",
          "goat",
          "pony",
          "ferret",
          "lizard",
          "snake",
          "gecko",
          "canary",
          "donkey",
          "hedgehog",
          "frog",
          "duck",
          "llama",
          "owl",
          "crab"),
      List.of(
          "What pet does %s have?",
          "Which pet does %s keep?", "What is the pet of %s?", "Name the animal that %s keeps."),
      List.of("Which animal does %s keep?", "What pet does %s keep?"),
      "%s keeps a pet %s.",
      "Which pet does %s keep, in a sentence?"),

  FOOD(
      List.of(
          "pizza",
          "sushi",
          "curry",
          "pasta",
          "soup",
          "tacos",
          "rice",
          "pie",
          "bread",
          "cheese",
          "salad",
          "noodles",
          "waffles",
          "stew",
          "falafel",
          "kebab",
          "risotto",
          "dumplings",
          "lasagna",
          "chili"),
      List.of(
          "What does %s like to eat?",
          "Which food does %s like?",
          "What is the favourite food of %s?",
          "Name the favourite dish of %s."),
      List.of("What food does %s like to eat?", "Which dish is the favourite of %s?"),
      "%s likes to eat %s.",
      "What does %s like to eat, in a sentence?");

  private final List<String> values;
  private final List<String> trainingPhrasings;
  private final List<String> examPhrasings;
  private final String statement;
  private final String request;

  FactKind(
      List<String> values,
      List<String> trainingPhrasings,
      List<String> examPhrasings,
      String statement,
      String request) {
    this.values = values;
    this.trainingPhrasings = trainingPhrasings;
    this.examPhrasings = examPhrasings;
    this.statement = statement;
    this.request = request;
  }

  /** Returns every value that a person may have. */
  public List<String> answers() {
    return values;
  }

  /** Returns the questions for the value; the first of a wording is the one of a full profile. */
  public List<String> phrasings(Wording wording) {
    return wording == Wording.TRAINING ? trainingPhrasings : examPhrasings;
  }

  /** Returns a question for the value in one of the phrasings of a wording. */
  public String question(String person, Wording wording, RandomStream random) {
    List<String> phrasings = phrasings(wording);
    return about(person, phrasings.get(random.nextInt(phrasings.size())));
  }

  /** Returns the sentence that says that a person has a value. */
  public String statement(String person, String value) {
    int blank = statement.lastIndexOf("%s");
    return about(person, statement.substring(0, blank))
        + value
        + statement.substring(blank + "%s".length());
  }

  /** Returns the question that asks for that sentence. */
  public String request(String person) {
    return about(person, request);
  }

  /**
   * Returns a phrasing with the person put in.
   *
   * <p>Not with a formatter: a world has tens of thousands of questions, and its corpora are to be
   * there in a second.
   */
  static String about(String person, String phrasing) {
    return phrasing.replace("%s", person);
  }
}
