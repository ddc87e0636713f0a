package org.pulsebench.data.world;

import java.util.Objects;
import java.util.function.Supplier;
import org.pulsebench.data.Image;

/**
 * A picture that is painted when its bytes are first asked for, and kept from then on.
 *
 * <p>Painting is by far the longest part of making a world, and most of its pictures are never
 * looked at; those that are, are looked at often, and are a few kilobytes each.
 */
final class PaintedImage implements Image {

  private final String name;
  private final Supplier<byte[]> painter;
  private byte[] bytes;

  /**
   * Creates an image.
   *
   * @param painter gives the same bytes at every call, from any thread
   */
  PaintedImage(String name, Supplier<byte[]> painter) {
    this.name = Objects.requireNonNull(name, "name");
    this.painter = Objects.requireNonNull(painter, "painter");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized byte[] bytes() {
    if (bytes == null) {
      bytes = painter.get();
    }
    return bytes.clone();
  }

  @Override
  public String toString() {
    return name;
  }
}
