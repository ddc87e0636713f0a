package org.pulsebench.data.world;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The things that questions ask for, each with what it is made of and what it is for. */
enum Thing {
  KEY(SmallThings::key, "metal", "unlocking"),
  CUP(SmallThings::cup, "", "drinking"),
  BOOK(SmallThings::book, "paper", "reading"),
  PENCIL(SmallThings::pencil, "wood", "writing"),
  SCISSORS(SmallThings::scissors, "metal", "cutting"),
  BALL(SmallThings::ball, "rubber", "playing"),
  BOTTLE(SmallThings::bottle, "glass", ""),
  LETTER(SmallThings::letter, "paper", ""),
  SHIRT(SmallThings::shirt, "cloth", "wearing"),
  BOOT(SmallThings::boot, "rubber", ""),
  UMBRELLA(LargeThings::umbrella, "cloth", ""),
  LAMP(LargeThings::lamp, "", "lighting"),
  CHAIR(LargeThings::chair, "wood", "sitting"),
  BOAT(LargeThings::boat, "", "sailing"),
  CAR(LargeThings::car, "metal", "driving"),
  HOUSE(LargeThings::house, "", "living"),
  TREE(LargeThings::tree, "wood", ""),
  CASTLE(LargeThings::castle, "stone", "");

  /** The things that lie on tables and in boxes: few, and plain enough to be drawn small. */
  static final List<Thing> PORTABLE = List.of(KEY, CUP, BOOK, BALL, BOTTLE, LETTER, BOOT, LAMP);

  private final Drawing drawing;
  private final String material;
  private final String purpose;

  Thing(Drawing drawing, String material, String purpose) {
    this.drawing = drawing;
    this.material = material;
    this.purpose = purpose;
  }

  /** Draws something in 100 x 100 units; the colour is that of its main part. */
  interface Drawing {
    void draw(Sketch sketch, int rgb);
  }

  void draw(Sketch sketch, int rgb) {
    drawing.draw(sketch, rgb);
  }

  /** Returns how far down its lowest point is, in hundredths of its size. */
  double foot() {
    return switch (this) {
      case KEY -> 78;
      case LETTER -> 84;
      case CUP, BOOK -> 86;
      default -> 97;
    };
  }

  /** Draws it standing on a floor. */
  void stand(Sketch sketch, double x, double floor, double side, int rgb) {
    sketch.within(x, floor + side * (0.5 - foot() / 100), side, inside -> draw(inside, rgb));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what it is made of; empty where several answers are right. */
  Optional<String> material() {
    return Optional.of(material).filter(word -> !word.isEmpty());
  }

  /** Returns what it is for; empty where no single word says it. */
  Optional<String> purpose() {
    return Optional.of(purpose).filter(word -> !word.isEmpty());
  }

  static Thing of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  static List<String> words(List<Thing> things) {
    return things.stream().map(Thing::word).toList();
  }

  static List<String> materials() {
    return distinct(Thing::material);
  }

  static List<String> purposes() {
    return distinct(Thing::purpose);
  }

  /** Returns the things of which the property has the value. */
  static List<Thing> with(Function<Thing, Optional<String>> property, String value) {
    return all().filter(thing -> property.apply(thing).equals(Optional.of(value))).toList();
  }

  private static List<String> distinct(Function<Thing, Optional<String>> property) {
    return all().map(property).flatMap(Optional::stream).distinct().toList();
  }

  private static Stream<Thing> all() {
    return Arrays.stream(values());
  }
}
