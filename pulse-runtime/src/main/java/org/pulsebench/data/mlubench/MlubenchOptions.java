package org.pulsebench.data.mlubench;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How the benchmark is read.
 *
 * @param images the directory that holds {@code downloaded_images}, where the user has it
 * @param missing what becomes of questions whose picture is not there
 */
public record MlubenchOptions(
    TextForm text, MlubenchSize size, Optional<Path> images, MissingImages missing) {

  public MlubenchOptions {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(images, "images");
    Objects.requireNonNull(missing, "missing");
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
    return new MlubenchOptions(form, size, images, missing);
  }

  /** Returns the same in another size. */
  public MlubenchOptions with(MlubenchSize other) {
    return new MlubenchOptions(text, other, images, missing);
  }
}
