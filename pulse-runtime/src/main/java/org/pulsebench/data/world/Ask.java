package org.pulsebench.data.world;

import java.util.Arrays;
import java.util.List;
import org.pulsebench.Checks;

/**
 * The questions of the exam: what is asked in which words, and every answer that there is.
 *
 * <p>In a phrasing {@code %s} stands for what the question is about. The exam's phrasings are new
 * sentences made of words of the training phrasings.
 */
enum Ask {
  SCENE(
      Skill.IMAGE_SCENE,
      List.of("beach", "forest", "desert", "city", "mountain", "farm", "ocean", "space"),
      List.of(
          "Which scene does the picture show?",
          "What scene is in the picture?",
          "Which place does the picture show?",
          "What kind of place is this?"),
      List.of("What kind of scene is this?", "Which place is in the picture?")),
  WEATHER(
      Skill.IMAGE_WEATHER,
      List.of("sunny", "cloudy", "rainy", "snowy", "stormy", "windy", "foggy"),
      List.of(
          "What is the weather like?",
          "Which weather does the picture show?",
          "How is the weather in the picture?",
          "What kind of weather is this?"),
      List.of("What is the weather in the picture?", "Which kind of weather is this?")),
  COLOUR_OF_SHAPE(
      Skill.ATTRIBUTE_RECOGNITION,
      Hue.words(),
      List.of(
          "What colour is the %s?",
          "Which colour does the %s have?",
          "The %s has which colour?",
          "What is the colour of this %s?"),
      List.of("Which colour is the %s?", "What colour does the %s have?")),
  SHAPE_OF_COLOUR(
      Skill.ATTRIBUTE_RECOGNITION,
      Form.words(),
      List.of(
          "What shape is the %s one?",
          "Which shape is %s?", "Which of the shapes is %s?", "What shape has the colour %s?"),
      List.of("What shape is %s?", "Which shape has the colour %s?")),
  PLACE_OF_SHAPE(
      Skill.OBJECT_LOCALIZATION,
      Spot.allWords(),
      List.of(
          "Where is the %s?",
          "Where in the picture is the %s?",
          "In which part is the %s?",
          "Which part of the picture has the %s?"),
      List.of("In which part of the picture is the %s?", "Where is the %s in the picture?")),
  DIGIT(
      Skill.OCR,
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
      List.of(
          "Which number is written here?",
          "What number does the picture show?",
          "What is the number in the picture?",
          "Which number can you read?"),
      List.of("What number is written in the picture?", "Which number does the picture show?")),
  WORD(
      Skill.OCR,
      List.of("sun", "map", "box", "tea", "zoo", "owl", "jam", "fly", "ink", "bus"),
      List.of(
          "Which word is written here?",
          "What word does the picture show?",
          "What is the word in the picture?",
          "Which word can you read?"),
      List.of("What word is written in the picture?", "Which word does the picture show?")),
  THING(
      Skill.OBJECT_RECOGNITION,
      Thing.words(List.of(Thing.values())),
      List.of(
          "Which thing does the picture show?",
          "What thing is this?",
          "What is the thing in the picture?",
          "Which thing can you see?"),
      List.of("Which thing is this?", "What thing does the picture show?")),
  ANIMAL(
      Skill.OBJECT_RECOGNITION,
      Animal.words(),
      List.of(
          "Which animal does the picture show?",
          "What animal is this?",
          "What is the animal in the picture?",
          "Which animal can you see?"),
      List.of("Which animal is this?", "What animal does the picture show?")),
  LEFT_OF(Skill.SPATIAL_RELATIONSHIP, Form.words(), beside("left of"), besideInExam("left of")),
  RIGHT_OF(Skill.SPATIAL_RELATIONSHIP, Form.words(), beside("right of"), besideInExam("right of")),
  ABOVE(Skill.SPATIAL_RELATIONSHIP, Form.words(), beside("above"), besideInExam("above")),
  BELOW(Skill.SPATIAL_RELATIONSHIP, Form.words(), beside("below"), besideInExam("below")),
  BIGGEST_SHAPE(Skill.ATTRIBUTE_COMPARISON, Form.words(), most("biggest"), mostInExam("biggest")),
  SMALLEST_SHAPE(
      Skill.ATTRIBUTE_COMPARISON, Form.words(), most("smallest"), mostInExam("smallest")),
  BIGGEST_COLOUR(
      Skill.ATTRIBUTE_COMPARISON, Hue.words(), colourOfMost("biggest"), colourInExam("biggest")),
  SMALLEST_COLOUR(
      Skill.ATTRIBUTE_COMPARISON, Hue.words(), colourOfMost("smallest"), colourInExam("smallest")),
  COUNT(
      Skill.OBJECT_COUNTING,
      List.of("one", "two", "three", "four", "five", "six"),
      List.of(
          "How many %s are there?",
          "How many %s can you count?",
          "The picture has how many %s?",
          "What number of %s is in the picture?"),
      List.of("How many %s are in the picture?", "What number of %s can you count?")),
  NEXT_SHAPE(
      Skill.FUTURE_PREDICTION,
      Form.words(),
      List.of(
          "Which shape comes next?",
          "What shape follows in the pattern?",
          "Which shape is next in the pattern?",
          "What is the next shape?"),
      List.of("What shape comes next in the pattern?", "Which is the next shape?")),
  NEXT_COLOUR(
      Skill.FUTURE_PREDICTION,
      Hue.words(),
      List.of(
          "Which colour comes next?",
          "What colour follows in the pattern?",
          "Which colour is next in the pattern?",
          "What is the next colour?"),
      List.of("What colour comes next in the pattern?", "Which is the next colour?")),
  TALLEST_BAR(
      Skill.STRUCTURALIZED_IMAGETEXT_UNDERSTANDING,
      Hue.words(),
      bar("tallest"),
      barInExam("tallest")),
  LOWEST_BAR(
      Skill.STRUCTURALIZED_IMAGETEXT_UNDERSTANDING,
      Hue.words(),
      bar("lowest"),
      barInExam("lowest")),
  ODD_SHAPE(
      Skill.ODD_ONE_OUT,
      Form.words(),
      List.of(
          "Which shape is the odd one out?",
          "What shape differs from the others?",
          "Which shape is not like the others?",
          "What is the odd shape?"),
      List.of("What shape is the odd one out?", "Which shape differs from the others?")),
  ODD_COLOUR(
      Skill.ODD_ONE_OUT,
      Hue.words(),
      List.of(
          "Which colour is the odd one out?",
          "What colour differs from the others?",
          "Which colour is not like the others?",
          "What is the odd colour?"),
      List.of("What colour is the odd one out?", "Which colour differs from the others?")),
  FOOD(
      Skill.NATURE_RELATION,
      Animal.foods(),
      List.of(
          "What does this animal eat?",
          "What is the food of this animal?",
          "Which food does the animal like?",
          "What does the animal like to eat?"),
      List.of("What food does this animal eat?", "What does this animal like to eat?")),
  HOME(
      Skill.NATURE_RELATION,
      Animal.homes(),
      List.of(
          "Where does this animal live?",
          "What is the home of this animal?",
          "Where is the home of the animal?",
          "In which place does the animal live?"),
      List.of("Where does the animal live?", "In which place does this animal live?")),
  ON_TABLE(Skill.PHYSICAL_RELATION, portable(), at("on the table"), atInExam("on the table")),
  UNDER_TABLE(
      Skill.PHYSICAL_RELATION, portable(), at("under the table"), atInExam("under the table")),
  IN_BOX(Skill.PHYSICAL_RELATION, portable(), at("in the box"), atInExam("in the box")),
  BESIDE_BOX(Skill.PHYSICAL_RELATION, portable(), at("beside the box"), atInExam("beside the box")),
  PURPOSE(
      Skill.FUNCTION_REASONING,
      Thing.purposes(),
      List.of(
          "What is this thing for?",
          "What is the thing used for?",
          "What do people use it for?",
          "This thing is used for what?"),
      List.of("What is this thing used for?", "What do people use this thing for?")),
  MATERIAL(
      Skill.PHYSICAL_PROPERTY_REASONING,
      Thing.materials(),
      List.of(
          "What is this thing made of?",
          "What is it made of?",
          "Which material is this thing made of?",
          "What material is the thing?"),
      List.of("What is the thing made of?", "What material is this thing made of?"));

  private final Skill skill;
  private final List<String> answers;
  private final List<String> training;
  private final List<String> exam;

  Ask(Skill skill, List<String> answers, List<String> training, List<String> exam) {
    Checks.require(answers.size() >= SceneQuestion.OPTIONS, "answers", answers, "four or more");
    this.skill = skill;
    this.answers = answers;
    this.training = training;
    this.exam = exam;
  }

  Skill skill() {
    return skill;
  }

  /** Returns every answer that a scene may have. */
  List<String> answers() {
    return answers;
  }

  List<String> phrasings(Wording wording) {
    return wording == Wording.TRAINING ? training : exam;
  }

  /** Returns the questions that test a skill. */
  static List<Ask> of(Skill skill) {
    return Arrays.stream(values()).filter(ask -> ask.skill == skill).toList();
  }

  private static List<String> portable() {
    return Thing.words(Thing.PORTABLE);
  }

  private static List<String> beside(String side) {
    return List.of(
        "What is " + side + " the %s?",
        "Which shape is " + side + " the %s?",
        "What can you see " + side + " the %s?",
        "The shape " + side + " the %s is what?");
  }

  private static List<String> besideInExam(String side) {
    return List.of(
        "What shape is " + side + " the %s?", "Which shape can you see " + side + " the %s?");
  }

  private static List<String> most(String degree) {
    return List.of(
        "Which shape is the " + degree + "?",
        "Which is the " + degree + " shape?",
        "What shape is the " + degree + " one?",
        "The " + degree + " shape is what?");
  }

  private static List<String> mostInExam(String degree) {
    return List.of("What is the " + degree + " shape?", "Which shape is the " + degree + " one?");
  }

  private static List<String> colourOfMost(String degree) {
    return List.of(
        "What colour is the " + degree + " shape?",
        "Which colour has the " + degree + " shape?",
        "The " + degree + " shape has which colour?",
        "What is the colour of the " + degree + " one?");
  }

  private static List<String> colourInExam(String degree) {
    return List.of(
        "Which colour is the " + degree + " shape?",
        "What is the colour of the " + degree + " shape?");
  }

  private static List<String> bar(String degree) {
    return List.of(
        "Which bar is the " + degree + "?",
        "What colour is the " + degree + " bar?",
        "Which colour has the " + degree + " bar?",
        "The " + degree + " bar has which colour?");
  }

  private static List<String> barInExam(String degree) {
    return List.of(
        "Which colour is the " + degree + " bar?", "What colour has the " + degree + " bar?");
  }

  private static List<String> at(String place) {
    return List.of(
        "What is " + place + "?",
        "Which thing is " + place + "?",
        "What can you see " + place + "?",
        "The thing " + place + " is what?");
  }

  private static List<String> atInExam(String place) {
    return List.of("What thing is " + place + "?", "Which thing can you see " + place + "?");
  }
}
