package org.pulsebench.data.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.pulsebench.Checks;
import org.pulsebench.RandomStream;
import org.pulsebench.data.Image;

/**
 * A drawn sign that stands for a name where the pictures of what it names are not at hand.
 *
 * <p>The name decides the colours of the four quarters of a plate and the coloured shapes on them:
 * some 10^10 signs, so that a few thousand names have one each. The picture's name decides where on
 * which ground the plate lies and how large it is, so that pictures of one name are alike and never
 * the same. Nothing of what the name means is shown.
 *
 * @param name what the sign stands for; not blank
 */
public record Emblem(String name) {

  /** Changes whenever the drawing does: pictures of two versions are different pictures. */
  public static final String VERSION = "emblem-1";

  private static final int FIELDS = 4;
  private static final double SMALLEST = 112;
  private static final double LARGEST = 124;

  public Emblem {
    Checks.require(!name.isBlank(), "name", "blank", "a name");
  }

  /** Returns what tells the sign from others, in words: equal words are equal signs. */
  public String code() {
    return sign().toString();
  }

  /**
   * Returns a picture of the sign, which is drawn when its bytes are first asked for.
   *
   * @param picture the name of the picture; the same name gives the same bytes
   */
  public Image image(String picture) {
    return new PaintedImage(picture + " (drawn)", () -> draw(picture).png());
  }

  private Picture draw(String picture) {
    Dice dice = new Dice(new RandomStream(0).child(VERSION).child("picture").child(picture));
    Consumer<Sketch> ground = Ground.draw(dice);
    double side = dice.between(SMALLEST, LARGEST);
    double slack = (Picture.SIDE - side) / 2;
    double x = Picture.SIDE / 2.0 + dice.jitter(slack);
    double y = Picture.SIDE / 2.0 + dice.jitter(slack);
    Sign sign = sign();
    return Picture.draw(
        graphics -> {
          Sketch sketch = new Sketch(graphics);
          ground.accept(sketch);
          sketch.within(x, y, side, sign::draw);
        });
  }

  private Sign sign() {
    Dice dice = new Dice(new RandomStream(0).child(VERSION).child("name").child(name));
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < FIELDS; i++) {
      List<Hue> hues = dice.sample(Hue.ALL, 2);
      double x = 25 + i % 2 * 50;
      double y = 25 + i / 2 * 50;
      fields.add(new Field(hues.get(0), new Figure(dice.pick(Form.ALL), hues.get(1), x, y, 38)));
    }
    return new Sign(fields);
  }

  /** A quarter of the plate, with the shape on it. */
  private record Field(Hue ground, Figure figure) {

    void draw(Sketch sketch) {
      sketch.ink(ground.rgb()).box(figure.x() - 25, figure.y() - 25, 50, 50);
      figure.draw(sketch);
    }
  }

  private record Sign(List<Field> fields) {

    void draw(Sketch sketch) {
      fields.forEach(field -> field.draw(sketch));
    }

    @Override
    public String toString() {
      return fields.stream()
          .map(field -> field.figure().words() + " on " + field.ground().word())
          .collect(Collectors.joining(", "));
    }
  }
}
