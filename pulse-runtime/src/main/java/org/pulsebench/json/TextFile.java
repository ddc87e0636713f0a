package org.pulsebench.json;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/** Whole small text files in UTF-8. */
public final class TextFile {

  private TextFile() {}

  /**
   * Reads a file.
   *
   * @throws BadInputException if there is none, or if it is not UTF-8
   * @throws EnvironmentException if it exists and cannot be read
   */
  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new BadInputException(
          new Problem(
              "File is missing",
              file.toString(),
              "no such file",
              "a file of that name",
              "Check the directory, or fetch the file from where it was published."),
          e);
    } catch (CharacterCodingException e) {
      throw new BadInputException(
          new Problem(
              "File is not text",
              file.toString(),
              "bytes that are not UTF-8",
              "UTF-8 text",
              "Fetch the file again; it was damaged or is another file under this name."),
          e);
    } catch (IOException e) {
      throw EnvironmentException.unreadable(file, e);
    }
  }
}
