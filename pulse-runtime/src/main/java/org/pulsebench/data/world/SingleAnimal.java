package org.pulsebench.data.world;

import java.util.Optional;

/** One animal, of which is asked what it is, what it eats and where it lives. */
final class SingleAnimal {

  private SingleAnimal() {}

  static DrawnScene draw(Goal goal, Dice dice) {
    Animal animal =
        switch (goal.ask()) {
          case ANIMAL -> Animal.of(goal.answer());
          case FOOD -> Animal.with(Animal::food, goal.answer());
          default -> Animal.with(Animal::home, goal.answer());
        };
    return new Specimen(goal)
        .know(Ask.ANIMAL, "the animal is", Optional.of(animal.word()))
        .know(Ask.FOOD, "food", animal.food())
        .know(Ask.HOME, "home", animal.home())
        .scene(animal::draw, dice);
  }
}
