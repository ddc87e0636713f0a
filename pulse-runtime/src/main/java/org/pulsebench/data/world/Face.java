package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pulsebench.Checks;
import org.pulsebench.RandomStream;

/**
 * What makes a drawn person recognisable: fourteen traits, independent of each other.
 *
 * <p>Every combination can be drawn, and no trait hides another: hats sit high on the hair, an eye
 * patch leaves the other eye, the brows show the hair's colour.
 */
public record Face(
    Skin skin,
    HairStyle hairStyle,
    HairColour hairColour,
    EyeColour eyeColour,
    FaceShape faceShape,
    Eyebrows eyebrows,
    Nose nose,
    FacialHair facialHair,
    FaceMark faceMark,
    Glasses glasses,
    Headwear headwear,
    Clothing clothing,
    ClothingColour clothingColour,
    Accessory accessory) {

  private static final List<Kind> KINDS =
      List.of(
          new Kind("skin", Skin.values()),
          new Kind("hair style", HairStyle.values()),
          new Kind("hair colour", HairColour.values()),
          new Kind("eye colour", EyeColour.values()),
          new Kind("face shape", FaceShape.values()),
          new Kind("eyebrows", Eyebrows.values()),
          new Kind("nose", Nose.values()),
          new Kind("facial hair", FacialHair.values()),
          new Kind("face mark", FaceMark.values()),
          new Kind("glasses", Glasses.values()),
          new Kind("headwear", Headwear.values()),
          new Kind("clothing", Clothing.values()),
          new Kind("clothing colour", ClothingColour.values()),
          new Kind("accessory", Accessory.values()));

  /** How many traits a face has. */
  public static final int TRAITS = KINDS.size();

  /**
   * One trait of a face in words.
   *
   * @param name what is described, such as "hair colour"
   * @param word how it looks, such as "ginger"; "none" for what is not worn
   */
  public record Trait(String name, String word) {}

  /** A look that a trait can have. */
  public interface Look {

    /** The name of the enum's constant. */
    String name();

    /** Returns the look in one or two lower-case English words. */
    default String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private record Kind(String name, Look[] looks) {}

  /** Returns a face whose traits are drawn independently, each look with the same probability. */
  public static Face draw(RandomStream random) {
    return new Face(
        pick(random, Skin.values()),
        pick(random, HairStyle.values()),
        pick(random, HairColour.values()),
        pick(random, EyeColour.values()),
        pick(random, FaceShape.values()),
        pick(random, Eyebrows.values()),
        pick(random, Nose.values()),
        pick(random, FacialHair.values()),
        pick(random, FaceMark.values()),
        pick(random, Glasses.values()),
        pick(random, Headwear.values()),
        pick(random, Clothing.values()),
        pick(random, ClothingColour.values()),
        pick(random, Accessory.values()));
  }

  /** Returns the number of traits in which the faces differ, 0..{@link #TRAITS}. */
  public int distance(Face other) {
    List<Look> mine = looks();
    List<Look> theirs = other.looks();
    int distance = 0;
    for (int i = 0; i < TRAITS; i++) {
      if (mine.get(i) != theirs.get(i)) {
        distance++;
      }
    }
    return distance;
  }

  /** Returns the traits in the order of the record's components. */
  public List<Trait> traits() {
    List<Look> looks = looks();
    List<Trait> traits = new ArrayList<>(TRAITS);
    for (int i = 0; i < TRAITS; i++) {
      traits.add(new Trait(KINDS.get(i).name(), looks.get(i).word()));
    }
    return List.copyOf(traits);
  }

  /**
   * Returns the words that a trait can have, for the wrong options of a question about it.
   *
   * @param trait the name of a {@link Trait}
   * @throws IllegalArgumentException if no trait has that name
   */
  public static List<String> words(String trait) {
    for (Kind kind : KINDS) {
      if (kind.name().equals(trait)) {
        return List.of(kind.looks()).stream().map(Look::word).toList();
      }
    }
    List<String> names = KINDS.stream().map(Kind::name).toList();
    Checks.require(false, "trait", trait, "one of " + names);
    throw new AssertionError("unreachable");
  }

  private List<Look> looks() {
    return List.of(
        skin,
        hairStyle,
        hairColour,
        eyeColour,
        faceShape,
        eyebrows,
        nose,
        facialHair,
        faceMark,
        glasses,
        headwear,
        clothing,
        clothingColour,
        accessory);
  }

  private static <T> T pick(RandomStream random, T[] looks) {
    return looks[random.nextInt(looks.length)];
  }

  /** The colour of the skin. */
  public enum Skin implements Look {
    PALE(0xFBDDCB),
    PEACH(0xF2B48A),
    TAN(0xCE8F58),
    BROWN(0x9F6138),
    DARK(0x653C27);

    private final PortraitTint tint;

    Skin(int rgb) {
      this.tint = PortraitTint.rgb(rgb);
    }

    PortraitTint tint() {
      return tint;
    }
  }

  /** The cut of the hair. */
  public enum HairStyle implements Look {
    CROPPED,
    PONYTAIL,
    SPIKY,
    CURLY,
    BOB,
    LONG,
    BRAIDS,
    BUNS
  }

  /** The colour of hair, brows and beard. */
  public enum HairColour implements Look {
    BLACK(0x2B2730),
    AUBURN(0x8C3322),
    BLOND(0xF3CF6B),
    GINGER(0xEA7A26),
    SILVER(0xD3D8E0),
    BLUE(0x3D74DB),
    PINK(0xEE74AE),
    GREEN(0x3FA66B);

    private final PortraitTint tint;

    HairColour(int rgb) {
      this.tint = PortraitTint.rgb(rgb);
    }

    PortraitTint tint() {
      return tint;
    }
  }

  /** The colour of the iris. */
  public enum EyeColour implements Look {
    BROWN(0x7B4419),
    BLUE(0x2384EA),
    GREEN(0x2DA347),
    GOLD(0xEBA800),
    VIOLET(0x9844D2);

    private final PortraitTint tint;

    EyeColour(int rgb) {
      this.tint = PortraitTint.rgb(rgb);
    }

    PortraitTint tint() {
      return tint;
    }
  }

  /** The outline of the head. */
  public enum FaceShape implements Look {
    ROUND,
    SQUARE,
    POINTED,
    LONG
  }

  /** The form of the eyebrows. */
  public enum Eyebrows implements Look {
    BUSHY,
    ARCHED,
    SLANTED,
    DROOPING,
    JOINED
  }

  /** The form of the nose. */
  public enum Nose implements Look {
    BUTTON,
    BROAD,
    LONG,
    POINTED
  }

  /** The hair of cheeks, lip and chin. */
  public enum FacialHair implements Look {
    NONE,
    MOUSTACHE,
    GOATEE,
    BEARD
  }

  /** What is to be seen on the cheeks. */
  public enum FaceMark implements Look {
    NONE,
    FRECKLES,
    BLUSH,
    MOLE,
    PLASTER,
    STAR
  }

  /** What is worn before the eyes. */
  public enum Glasses implements Look {
    NONE,
    ROUND,
    SQUARE,
    WINGED,
    MONOCLE
  }

  /** What is worn on the hair; each piece has a colour of its own. */
  public enum Headwear implements Look {
    NONE,
    CAP,
    BEANIE,
    TOP_HAT,
    CROWN,
    HEADBAND,
    STRAW_HAT,
    BOW
  }

  /** The cut or pattern of the clothing. */
  public enum Clothing implements Look {
    SUIT,
    HOODIE,
    SHIRT,
    TURTLENECK,
    OVERALLS,
    STRIPES,
    DOTS,
    DRESS
  }

  /** The colour of the clothing. */
  public enum ClothingColour implements Look {
    RED(0xD8343F),
    ORANGE(0xF08A2C),
    YELLOW(0xF5CB35),
    GREEN(0x3A9B57),
    BLUE(0x3268C8),
    PURPLE(0x8450B5),
    WHITE(0xF6F4EF),
    BLACK(0x35333D);

    private final PortraitTint tint;

    ClothingColour(int rgb) {
      this.tint = PortraitTint.rgb(rgb);
    }

    PortraitTint tint() {
      return tint;
    }
  }

  /** One more thing by which a person is known. */
  public enum Accessory implements Look {
    NONE,
    EARRINGS,
    NECKLACE,
    FLOWER,
    PATCH,
    BADGE,
    HEADPHONES
  }
}
