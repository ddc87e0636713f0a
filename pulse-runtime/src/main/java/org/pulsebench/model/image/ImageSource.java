package org.pulsebench.model.image;

import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/** The bytes of an image file, read big-endian, together with the name that errors give it. */
final class ImageSource {

  private final byte[] bytes;
  private final String name;

  ImageSource(byte[] bytes, String name) {
    this.bytes = bytes;
    this.name = name;
  }

  int length() {
    return bytes.length;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Returns whether the bytes at an offset are these characters of Latin-1. */
  boolean has(int offset, String expected) {
    if (offset > bytes.length - expected.length()) {
      return false;
    }
    for (int i = 0; i < expected.length(); i++) {
      if ((bytes[offset + i] & 0xFF) != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  int unsignedByte(int offset) {
    require(offset, 1);
    return bytes[offset] & 0xFF;
  }

  int unsignedShort(int offset) {
    require(offset, 2);
    return ((bytes[offset] & 0xFF) << 8) | (bytes[offset + 1] & 0xFF);
  }

  int signedInt(int offset) {
    require(offset, 4);
    return unsignedShort(offset) << 16 | unsignedShort(offset + 2);
  }

  /** Checks that the file holds so many bytes at an offset. */
  void require(int offset, int count) {
    if (offset < 0 || count < 0 || count > bytes.length - offset) {
      throw damaged(
          "the end of the file after %,d bytes".formatted(bytes.length),
          "more data at byte %,d".formatted(offset));
    }
  }

  BadInputException damaged(String found, String expected) {
    return new BadInputException(
        new Problem(
            "The image is damaged or cut short",
            name,
            found,
            expected,
            "Fetch the image again from its source."));
  }

  BadInputException damaged(String found, String expected, Throwable cause) {
    return new BadInputException(damaged(found, expected).problem(), cause);
  }

  BadInputException unsupported(String found) {
    return new BadInputException(
        new Problem(
            "The image format is not supported",
            name,
            found,
            "a PNG, or a JPEG of 8 bits in grey, YCbCr or RGB",
            "Convert the image to PNG or to an RGB JPEG."));
  }

  BadInputException tooLarge(int width, int height, String limit) {
    return new BadInputException(
        new Problem(
            "The image is too large to decode",
            name,
            "%,d x %,d = %,d pixels".formatted(width, height, (long) width * height),
            "at most " + limit,
            "Scale the image down, or raise the limit if the image is meant to be this large."));
  }
}
