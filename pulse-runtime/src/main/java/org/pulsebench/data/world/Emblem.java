package org.pulsebench.data.world;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.pulsebench.Checks;
import org.pulsebench.RandomStream;
import org.pulsebench.data.Image;

/**
 * A drawn sign that stands for a name where the pictures of what it names are not at hand.
 *
 * <p>The name decides the weave of the plate, its two colours and the four coloured shapes on it:
 * some 10^9 signs, so that a few thousand names have one each. The picture's name decides where on
 * which ground the plate lies and how large it is, so that pictures of one name are alike and never
 * the same. Nothing of what the name means is shown.
 *
 * @param name what the sign stands for; not blank
 */
public record Emblem(String name) {

  /** Changes whenever the drawing does: pictures of two versions are different pictures. */
  public static final String VERSION = "emblem-1";

  private static final int SIGNS = 4;
  private static final double SMALLEST = 90;
  private static final double LARGEST = 116;

  /** How the two colours of a plate alternate, in 100 x 100 units. */
  private enum Weave {
    ROWS,
    COLUMNS,
    CHECKS,
    RINGS,
    DOTS;

    static final List<Weave> ALL = List.of(values());
    private static final int BANDS = 5;
    private static final double BAND = 100.0 / BANDS;

    /** Draws what is of the second colour. */
    void draw(Sketch sketch) {
      if (this == RINGS) {
        sketch.ring(8, 50, 50, 45).ring(8, 50, 50, 20);
        return;
      }
      for (int row = 0; row < BANDS; row++) {
        for (int column = 0; column < BANDS; column++) {
          cell(sketch, row, column);
        }
      }
    }

    private void cell(Sketch sketch, int row, int column) {
      boolean inked =
          switch (this) {
            case ROWS -> row % 2 == 0;
            case COLUMNS -> column % 2 == 0;
            default -> (row + column) % 2 == 0;
          };
      if (inked && this == DOTS) {
        sketch.circle((column + 0.5) * BAND, (row + 0.5) * BAND, 0.4 * BAND);
      } else if (inked) {
        sketch.box(column * BAND, row * BAND, BAND, BAND);
      }
    }
  }

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
    List<Hue> hues = dice.sample(Hue.ALL, 2);
    List<Figure> figures =
        IntStream.range(0, SIGNS)
            .mapToObj(
                i ->
                    new Figure(
                        dice.pick(Form.ALL),
                        dice.pick(Hue.ALL),
                        29 + i % 2 * 42,
                        29 + i / 2 * 42,
                        28))
            .toList();
    return new Sign(dice.pick(Weave.ALL), hues.get(0), hues.get(1), figures);
  }

  private record Sign(Weave weave, Hue first, Hue second, List<Figure> figures) {

    void draw(Sketch sketch) {
      sketch.ink(first.rgb()).box(0, 0, 100, 100).ink(second.rgb());
      weave.draw(sketch);
      for (Figure figure : figures) {
        sketch.ink(0xFFFFFF).rounded(figure.x() - 17, figure.y() - 17, 34, 34, 5);
        figure.draw(sketch);
      }
    }

    @Override
    public String toString() {
      List<String> words = figures.stream().map(Figure::words).toList();
      return String.join(", ", words)
          + String.join(" ", Arrays.asList(" on", weave.name(), first.word(), second.word()));
    }
  }
}
