package org.pulsebench.data.mmbench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.data.Image;

/**
 * A picture that stays in the file, in base64, until it is asked for.
 *
 * @param file the file
 * @param offset the byte at which the base64 begins
 * @param length its length in bytes
 * @param name what messages call the picture
 */
record StoredImage(Path file, long offset, int length, String name) implements Image {

  StoredImage {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(name, "name");
  }

  @Override
  public byte[] bytes() {
    byte[] encoded = new byte[length];
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      if (in.length() < offset + length) {
        throw changed("only %,d bytes in the file".formatted(in.length()), null);
      }
      in.seek(offset);
      in.readFully(encoded);
    } catch (IOException e) {
      throw new EnvironmentException(
          new Problem(
              "The picture cannot be read",
              name,
              e.toString(),
              "a readable file",
              "Check the file's permissions and the disk."),
          e);
    }
    return decode(encoded);
  }

  private byte[] decode(byte[] encoded) {
    byte[] picture;
    try {
      picture = Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException e) {
      throw changed("what is not base64 any more", e);
    }
    if (!PictureFormat.isKnown(picture)) {
      throw changed("what is neither PNG nor JPEG any more", null);
    }
    return picture;
  }

  private BadInputException changed(String found, Throwable cause) {
    return new BadInputException(
        new Problem(
            "The file was changed after it was read",
            name,
            found,
            "the picture that was there",
            "Leave the file alone while it is in use, and start again."),
        cause);
  }

  @Override
  public String toString() {
    return name;
  }
}
