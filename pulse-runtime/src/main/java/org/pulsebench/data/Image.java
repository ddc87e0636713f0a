package org.pulsebench.data;

import java.util.Objects;

/**
 * An encoded picture (PNG or JPEG) of a corpus or an exam.
 *
 * <p>The bytes may be read from a file only when they are asked for: a published corpus holds
 * gigabytes of portraits, of which most steps need a few.
 */
public interface Image {

  /** Returns what messages call the picture, for instance a file with a row and a column. */
  String name();

  /**
   * Returns the encoded picture; the caller may change the array.
   *
   * @throws org.pulsebench.BadInputException if the picture is missing where it was announced
   * @throws org.pulsebench.EnvironmentException if it cannot be read
   */
  byte[] bytes();

  /** Returns a picture that is held in memory. */
  static Image of(String name, byte[] bytes) {
    Objects.requireNonNull(name, "name");
    byte[] copy = bytes.clone();
    return new Image() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public byte[] bytes() {
        return copy.clone();
      }

      @Override
      public String toString() {
        return name;
      }
    };
  }
}
