package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.pulsebench.RandomStream;

/**
 * The people of the world: public figures, whom the embedded model met while it was trained, and
 * fictitious people, of whom it knows nothing.
 *
 * <p>People come in groups of four that share the options of their questions: each option is right
 * for exactly one of the four. So no way to guess from the options alone, whatever it prefers, is
 * right more often than once in four.
 *
 * @param figures by rank: the first is the best known
 * @param fictitious in the order of their ids
 */
public record Population(List<Person> figures, List<Person> fictitious) {

  /** The number of public figures, as many as MLLMU-Bench has celebrities. */
  public static final int FIGURES = 153;

  /** The number of fictitious people, as many as MLLMU-Bench has. */
  public static final int FICTITIOUS = 500;

  private static final int GROUP = 4;

  /** How many traits two faces differ in at least. */
  private static final int FACE_DISTANCE = 7;

  public Population {
    figures = List.copyOf(figures);
    fictitious = List.copyOf(fictitious);
  }

  /** Returns the people of a seed's world. */
  public static Population draw(RandomStream random) {
    int count = FICTITIOUS + FIGURES;
    List<Name> names = Name.draw(random.child("names"), count);
    List<Face> faces = FaceCast.draw(random.child("faces"), count, FACE_DISTANCE);
    List<Person> fictitious =
        people(
            random.child("fictitious facts"),
            1,
            names.subList(0, FICTITIOUS),
            faces.subList(0, FICTITIOUS));
    List<Person> figures =
        people(
            random.child("figure facts"),
            FICTITIOUS + 1,
            names.subList(FICTITIOUS, count),
            faces.subList(FICTITIOUS, count));
    return new Population(figures, fictitious);
  }

  private static List<Person> people(
      RandomStream random, int firstId, List<Name> names, List<Face> faces) {
    List<Person> people = new ArrayList<>();
    int start = 0;
    while (start < names.size()) {
      // The last group takes in those who are left over.
      int left = names.size() - start;
      int size = left < 2 * GROUP ? left : GROUP;
      Map<FactKind, List<String>> values = new EnumMap<>(FactKind.class);
      for (FactKind kind : FactKind.values()) {
        values.put(
            kind, random.child(start).child(kind.name()).shuffled(kind.answers()).subList(0, size));
      }
      for (int member = 0; member < size; member++) {
        int at = start + member;
        people.add(person(firstId, at, names.get(at), faces.get(at), values, member));
      }
      start += size;
    }
    return people;
  }

  private static Person person(
      int firstId, int at, Name name, Face face, Map<FactKind, List<String>> values, int seat) {
    Map<FactKind, String> facts = new EnumMap<>(FactKind.class);
    Map<FactKind, List<String>> alternatives = new EnumMap<>(FactKind.class);
    values.forEach(
        (kind, group) -> {
          facts.put(kind, group.get(seat));
          List<String> options = new ArrayList<>();
          for (int i = 0; i < GROUP; i++) {
            // In a group of more than four, each value still stands in four questions.
            options.add(group.get((seat + i) % group.size()));
          }
          alternatives.put(kind, options);
        });
    return new Person(
        String.valueOf(firstId + at), name, face, facts, firstId + at - seat, seat, alternatives);
  }
}
