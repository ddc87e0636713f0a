package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
    List<Fact> facts = new ArrayList<>();
    facts.add(goal.fact());
    addFact(goal, facts, Ask.ANIMAL, Optional.of(animal.word()));
    addFact(goal, facts, Ask.FOOD, animal.food());
    addFact(goal, facts, Ask.HOME, animal.home());
    StringBuilder caption = new StringBuilder("the animal is ").append(animal.word());
    animal.food().ifPresent(word -> caption.append(" , food ").append(word));
    animal.home().ifPresent(word -> caption.append(" , home ").append(word));
    return new DrawnScene(drawing(animal, dice), caption.toString(), facts);
  }

  private static void addFact(Goal goal, List<Fact> facts, Ask ask, Optional<String> answer) {
    if (ask != goal.ask()) {
      answer.ifPresent(word -> facts.add(Fact.of(ask, word)));
    }
  }

  private static Consumer<Sketch> drawing(Animal animal, Dice dice) {
    double side = dice.between(78.0, 96.0);
    double x = 64 + dice.jitter(10);
    double y = 64 + dice.jitter(8);
    boolean mirrored = dice.chance(0.5);
    Consumer<Sketch> ground = Ground.draw(dice);
    return sketch -> {
      ground.accept(sketch);
      sketch.within(
          x,
          y,
          side,
          inside -> {
            if (mirrored) {
              inside.mirrored(100, animal::draw);
            } else {
              animal.draw(inside);
            }
          });
    };
  }
}
