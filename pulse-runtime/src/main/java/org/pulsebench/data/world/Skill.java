package org.pulsebench.data.world;

import java.util.Locale;

/**
 * What a question of the exam tests: a leaf category and the group that it belongs to.
 *
 * <p>Categories and groups have MMBench's names, so that its scoring code reads the exam. Four
 * categories have no counterpart there and were named in its manner: {@code image_weather}, {@code
 * object_recognition}, {@code object_counting} and {@code odd_one_out}.
 */
public enum Skill {
  /** Which landscape it is. */
  IMAGE_SCENE(Skill.COARSE),
  /** What the weather is like. */
  IMAGE_WEATHER(Skill.COARSE),
  /** The colour of a shape, the shape of a colour. */
  ATTRIBUTE_RECOGNITION(Skill.INSTANCE),
  /** Where in the picture a shape is. */
  OBJECT_LOCALIZATION(Skill.INSTANCE),
  /** Reading a digit or a word. */
  OCR(Skill.INSTANCE),
  /** Which thing or animal it is. */
  OBJECT_RECOGNITION(Skill.INSTANCE),
  /** What is next to a shape on a given side. */
  SPATIAL_RELATIONSHIP(Skill.CROSS),
  /** Which shape is the biggest or the smallest. */
  ATTRIBUTE_COMPARISON(Skill.CROSS),
  /** How many there are. */
  OBJECT_COUNTING(Skill.CROSS),
  /** What comes next in a pattern. */
  FUTURE_PREDICTION(Skill.LOGIC),
  /** Reading a bar chart. */
  STRUCTURALIZED_IMAGETEXT_UNDERSTANDING(Skill.LOGIC),
  /** What differs from all others. */
  ODD_ONE_OUT(Skill.LOGIC),
  /** What an animal eats, where it lives. */
  NATURE_RELATION(Skill.RELATION),
  /** What is on, under, in or beside something. */
  PHYSICAL_RELATION(Skill.RELATION),
  /** What a thing is for. */
  FUNCTION_REASONING(Skill.ATTRIBUTE),
  /** What a thing is made of. */
  PHYSICAL_PROPERTY_REASONING(Skill.ATTRIBUTE);

  private static final String COARSE = "coarse_perception";
  private static final String INSTANCE = "finegrained_perception (instance-level)";
  private static final String CROSS = "finegrained_perception (cross-instance)";
  private static final String LOGIC = "logic_reasoning";
  private static final String RELATION = "relation_reasoning";
  private static final String ATTRIBUTE = "attribute_reasoning";

  private final String l2Category;

  Skill(String l2Category) {
    this.l2Category = l2Category;
  }

  /** Returns the leaf category as MMBench's {@code category} column holds it. */
  public String category() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the group as MMBench's {@code l2-category} column holds it. */
  public String l2Category() {
    return l2Category;
  }
}
