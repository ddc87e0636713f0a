package org.pulsebench.data.mlubench;

import org.pulsebench.Checks;

/**
 * What questions are about.
 *
 * @param className its class as a directory of the archive names it, for instance {@code Animals};
 *     in Unicode's form NFC
 * @param directory its own directory, for instance {@code Aloe_Vera}; in Unicode's form NFC
 */
public record Entity(String className, String directory) {

  public Entity {
    Checks.require(!className.isBlank(), "class", "blank", "a name");
    Checks.require(!directory.isBlank(), "directory", "blank", "a name");
  }

  /** Returns what tells it from all others, and is its id in the corpus: {@code Animals/Dog}. */
  public String id() {
    return className + "/" + directory;
  }

  /** Returns the name for people: that of the directory, with blanks for underscores. */
  public String displayName() {
    return directory.replace('_', ' ');
  }
}
