package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.pulsebench.Checks;
import org.pulsebench.RandomStream;

/**
 * An invented name. Last names are built from two syllables, which other people's names share.
 *
 * @param last one that no other person of the world has
 */
public record Name(String first, String last) {

  /** First names; several people share one. */
  public static final List<String> FIRST =
      List.of(
          "Ada", "Bela", "Cora", "Dario", "Edda", "Felix", "Greta", "Hugo", "Ines", "Jona", "Kira",
          "Leon", "Mira", "Nils", "Olga", "Pavel", "Rosa", "Sami", "Tara", "Udo", "Vera", "Willa",
          "Yara", "Zeno", "Alma", "Boris", "Clara", "Dina", "Emil", "Freya", "Gita", "Henri");

  /** The first halves of last names. */
  public static final List<String> STARTS =
      List.of(
          "Bar", "Cal", "Dor", "Fen", "Gal", "Hol", "Jan", "Kal", "Lin", "Mor", "Nor", "Pel",
          "Quin", "Ros", "Sor", "Tam", "Ul", "Van", "Wes", "Yor", "Zan", "Bri", "Cro", "Dra", "Gri",
          "Kel", "Mal", "Tor");

  /** The second halves of last names. */
  public static final List<String> ENDS =
      List.of(
          "dane", "kov", "mont", "ley", "strom", "berg", "wick", "ford", "ello", "ander", "ova",
          "ing", "man", "sen", "dale", "worth", "ski", "etti", "ard", "by", "well", "gren", "ius",
          "oza", "field", "mark", "ton", "lund");

  public Name {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(last, "last");
  }

  /** Returns so many names, no last name twice. */
  static List<Name> draw(RandomStream random, int count) {
    List<String> last = new ArrayList<>();
    for (String start : STARTS) {
      for (String end : ENDS) {
        last.add(start + end);
      }
    }
    Checks.require(count <= last.size(), "count", count, "at most " + last.size());
    List<String> shuffled = random.child("last").shuffled(last);
    RandomStream draws = random.child("first");
    List<Name> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(new Name(FIRST.get(draws.nextInt(FIRST.size())), shuffled.get(i)));
    }
    return List.copyOf(names);
  }

  @Override
  public String toString() {
    return first + " " + last;
  }
}
