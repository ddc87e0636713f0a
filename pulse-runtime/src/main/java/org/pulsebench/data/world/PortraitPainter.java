package org.pulsebench.data.world;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;

/**
 * Paints head and shoulders of a drawn person.
 *
 * <p>The same arguments give the same pixels: only filled and stroked curves are drawn, and the one
 * angle goes through {@link StrictMath}.
 */
public final class PortraitPainter {

  private static final double CENTRE = Picture.SIDE / 2.0;

  /** Height of the point about which the head tilts. */
  private static final double NAPE = 96;

  private PortraitPainter() {}

  /** Returns the portrait of a face in a pose and a style. */
  public static Picture paint(Face face, Pose pose, PortraitStyle style) {
    return Picture.draw(graphics -> paint(graphics, face, pose, style));
  }

  private static void paint(Graphics2D graphics, Face face, Pose pose, PortraitStyle style) {
    PortraitGround ground = new PortraitGround(graphics, pose, style);
    ground.paintBehind();
    if (style == PortraitStyle.STICKER) {
      figure(new PortraitBrush(graphics, PortraitBrush.Manner.CONTOUR), face, pose);
    }
    figure(new PortraitBrush(graphics, manner(style)), face, pose);
    ground.paintBefore();
  }

  private static PortraitBrush.Manner manner(PortraitStyle style) {
    return switch (style) {
      case PLAIN, STICKER, NIGHT -> PortraitBrush.Manner.FLAT;
      case POSTER -> PortraitBrush.Manner.INKED;
      case SKETCH -> PortraitBrush.Manner.PENCILLED;
    };
  }

  private static void figure(PortraitBrush brush, Face face, Pose pose) {
    PortraitHead head = PortraitHead.of(face.faceShape());
    PortraitHair hair = new PortraitHair(brush, face, head);
    PortraitExtras extras = new PortraitExtras(brush, face, head);
    AffineTransform tilt = tilt(pose);
    brush.within(
        stand(pose),
        () -> {
          brush.within(tilt, hair::paintBehind);
          new PortraitClothing(brush, face).paint(head);
          extras.paintOnClothing();
          brush.within(
              tilt,
              () -> {
                new PortraitFeatures(brush, face, pose, head).paint();
                hair.paintBefore();
                extras.paintOnHead();
                new PortraitHeadwear(brush, face.headwear(), head).paint();
              });
        });
  }

  /** Returns the system of the figure: x is 0 on its axis, y is 128 where it leaves the picture. */
  private static AffineTransform stand(Pose pose) {
    double scaleX = pose.mirrored() ? -pose.scale() : pose.scale();
    return new AffineTransform(
        scaleX,
        0,
        0,
        pose.scale(),
        CENTRE + pose.shiftX(),
        Picture.SIDE * (1 - pose.scale()) + pose.shiftY());
  }

  private static AffineTransform tilt(Pose pose) {
    double angle = pose.tilt() / 180 * Math.PI;
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    return new AffineTransform(cos, sin, -sin, cos, NAPE * sin, NAPE * (1 - cos));
  }
}
