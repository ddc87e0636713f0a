package org.pulsebench.data.mlubench;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.pulsebench.Checks;

/**
 * How the benchmark is read.
 *
 * @param images the directory that holds {@code downloaded_images}, where the user has it
 * @param missing what becomes of questions whose picture is not there
 * @param longestAnswer most characters of an answer, at least 1, for models that have no room for
 *     more: of a longer one the whole sentences that fit are taken, and a question of which not
 *     even one fits is left out and counted; empty to take all as they are
 */
public record MlubenchOptions(
    TextForm text,
    MlubenchSize size,
    Optional<Path> images,
    MissingImages missing,
    OptionalInt longestAnswer) {

  public MlubenchOptions {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(images, "images");
    Objects.requireNonNull(missing, "missing");
    longestAnswer.ifPresent(most -> Checks.positive(most, "longestAnswer"));
  }

  /** Creates options that take answers as long as they are. */
  public MlubenchOptions(
      TextForm text, MlubenchSize size, Optional<Path> images, MissingImages missing) {
    this(text, size, images, missing, OptionalInt.empty());
  }

  /** Returns the options to read everything as published, with pictures from a directory. */
  public static MlubenchOptions published(Path images) {
    return new MlubenchOptions(
        TextForm.PUBLISHED, MlubenchSize.FULL, Optional.of(images), MissingImages.REFUSE);
  }

  /** Returns the options to read all texts as published, about drawn pictures alone. */
  public static MlubenchOptions drawn() {
    return new MlubenchOptions(
        TextForm.PUBLISHED, MlubenchSize.FULL, Optional.empty(), MissingImages.DRAW);
  }

  /** Returns the same with texts in another form. */
  public MlubenchOptions with(TextForm form) {
    return new MlubenchOptions(form, size, images, missing, longestAnswer);
  }

  /** Returns the same in another size. */
  public MlubenchOptions with(MlubenchSize other) {
    return new MlubenchOptions(text, other, images, missing, longestAnswer);
  }

  /** Returns the same with answers of so many characters at most. */
  public MlubenchOptions withLongestAnswer(int characters) {
    return new MlubenchOptions(text, size, images, missing, OptionalInt.of(characters));
  }
}
