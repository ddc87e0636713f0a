package org.pulsebench.data.world;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The animals that questions ask for, each with what it eats and where it lives. */
enum Animal {
  RABBIT(AnimalHeads::rabbit, "", "burrow"),
  MOUSE(AnimalHeads::mouse, "cheese", ""),
  COW(AnimalHeads::cow, "grass", "barn"),
  DOG(AnimalHeads::dog, "bones", "kennel"),
  CAT(AnimalHeads::cat, "mice", ""),
  MONKEY(AnimalHeads::monkey, "bananas", "jungle"),
  BIRD(WholeAnimals::bird, "worms", "nest"),
  BEE(WholeAnimals::bee, "nectar", "hive"),
  FISH(WholeAnimals::fish, "", "pond"),
  PENGUIN(WholeAnimals::penguin, "", "ice");

  private final Consumer<Sketch> drawing;
  private final String food;
  private final String home;

  Animal(Consumer<Sketch> drawing, String food, String home) {
    this.drawing = drawing;
    this.food = food;
    this.home = home;
  }

  /** Draws it in 100 x 100 units. */
  void draw(Sketch sketch) {
    drawing.accept(sketch);
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what it eats; empty where no one answer is right. */
  Optional<String> food() {
    return Optional.of(food).filter(word -> !word.isEmpty());
  }

  /** Returns where it lives; empty where no one answer is right. */
  Optional<String> home() {
    return Optional.of(home).filter(word -> !word.isEmpty());
  }

  static Animal of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  static List<String> words() {
    return all().map(Animal::word).toList();
  }

  static List<String> foods() {
    return all().map(Animal::food).flatMap(Optional::stream).toList();
  }

  static List<String> homes() {
    return all().map(Animal::home).flatMap(Optional::stream).toList();
  }

  /** Returns the animal of which the property has the value. */
  static Animal with(Function<Animal, Optional<String>> property, String value) {
    return all()
        .filter(animal -> property.apply(animal).equals(Optional.of(value)))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Animal> all() {
    return Arrays.stream(values());
  }
}
