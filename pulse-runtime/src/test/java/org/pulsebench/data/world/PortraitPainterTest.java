package org.pulsebench.data.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.GraphicsEnvironment;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pulsebench.RandomStream;
import org.pulsebench.data.world.Face.Trait;

class PortraitPainterTest {

  private static final int SMALL = Picture.SIDE / 2;

  /**
   * The least change of a small picture, summed over its samples of 0..255: as much as eight pixels
   * that turn from one clear colour into another. The whole picture can change by 3,000,000.
   */
  private static final double MINIMUM_CHANGE = 1000;

  @Test
  void paints_without_a_display() {
    assertThat(GraphicsEnvironment.isHeadless()).isTrue();
    assertThat(frontal(Face.draw(new RandomStream(1))).samples())
        .hasSize(Picture.SIDE * Picture.SIDE * 3);
  }

  @Test
  void no_two_of_653_people_look_alike() throws Exception {
    Map<String, Face> seen = new HashMap<>();
    for (Face face : FaceCast.draw(new RandomStream(4), 653, 5)) {
      Face twin = seen.put(digest(List.of(frontal(face))), face);
      assertThat(twin).as("looks like " + face).isNull();
    }
  }

  /** Found alike on Java 17 and 25; whoever changes a drawing on purpose changes the digest. */
  @Test
  void the_same_seed_paints_the_same_pixels_on_every_machine() throws Exception {
    assertThat(digest(sample()))
        .isEqualTo("3308fa9a72dedf4ab3bdea01bcc88c2ee684e64366db7401e03938277aedbdfd");
  }

  @Test
  void each_trait_shows_in_a_small_picture() {
    for (int seed = 0; seed < 6; seed++) {
      Face face = Face.draw(new RandomStream(seed));
      float[] before = small(frontal(face));
      for (Face changed : OneTraitChanged.of(face)) {
        assertThat(visibleChange(before, small(frontal(changed))))
            .as(difference(face, changed))
            .isGreaterThan(MINIMUM_CHANGE);
      }
    }
  }

  @Test
  void each_style_shows_every_trait() {
    Face face = Face.draw(new RandomStream(7));
    for (PortraitStyle style : PortraitStyle.values()) {
      float[] before = small(PortraitPainter.paint(face, Pose.frontal(), style));
      for (Face changed : OneTraitChanged.of(face)) {
        assertThat(
                visibleChange(before, small(PortraitPainter.paint(changed, Pose.frontal(), style))))
            .as(style + ": " + difference(face, changed))
            .isGreaterThan(MINIMUM_CHANGE / 2);
      }
    }
  }

  @Test
  void variants_differ_from_the_standard_portrait_and_from_each_other() throws Exception {
    Face face = Face.draw(new RandomStream(8));
    RandomStream random = new RandomStream(9);
    Map<String, Pose> seen = new HashMap<>();
    seen.put(digest(List.of(frontal(face))), Pose.frontal());
    for (int i = 0; i < 20; i++) {
      Pose pose = Pose.draw(random);
      Picture picture = PortraitPainter.paint(face, pose, PortraitStyle.PLAIN);
      assertThat(seen.put(digest(List.of(picture)), pose)).isNull();
    }
  }

  @Test
  void styles_differ() throws Exception {
    Face face = Face.draw(new RandomStream(8));
    Map<String, PortraitStyle> seen = new HashMap<>();
    for (PortraitStyle style : PortraitStyle.values()) {
      Picture picture = PortraitPainter.paint(face, Pose.frontal(), style);
      assertThat(seen.put(digest(List.of(picture)), style)).isNull();
    }
  }

  private static List<Picture> sample() {
    RandomStream random = new RandomStream(5);
    List<Picture> sample = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      for (PortraitStyle style : PortraitStyle.values()) {
        sample.add(PortraitPainter.paint(Face.draw(random), Pose.draw(random), style));
      }
    }
    return sample;
  }

  private static Picture frontal(Face face) {
    return PortraitPainter.paint(face, Pose.frontal(), PortraitStyle.PLAIN);
  }

  private static String difference(Face face, Face changed) {
    List<Trait> before = face.traits();
    List<Trait> after = changed.traits();
    for (int i = 0; i < Face.TRAITS; i++) {
      if (!before.get(i).equals(after.get(i))) {
        return before.get(i) + " -> " + after.get(i) + " of " + face;
      }
    }
    throw new AssertionError("the faces are equal");
  }

  /** Returns {@code [64, 64, 3]} means of four pixels each, as a small vision tower sees them. */
  private static float[] small(Picture picture) {
    byte[] samples = picture.samples();
    float[] small = new float[SMALL * SMALL * 3];
    for (int i = 0; i < samples.length; i++) {
      int x = i / 3 % Picture.SIDE;
      int y = i / 3 / Picture.SIDE;
      small[(y / 2 * SMALL + x / 2) * 3 + i % 3] += (samples[i] & 255) / 4f;
    }
    return small;
  }

  private static double visibleChange(float[] before, float[] after) {
    double change = 0;
    for (int i = 0; i < before.length; i++) {
      change += Math.abs(before[i] - after[i]);
    }
    return change;
  }

  private static String digest(List<Picture> pictures) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    pictures.forEach(picture -> digest.update(picture.samples()));
    return HexFormat.of().formatHex(digest.digest());
  }
}
