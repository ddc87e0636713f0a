package org.pulsebench.plugin.configuration;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;

/** The model: {@code <model>mini</model>}, or {@code <model><directory>...</directory></model>}. */
public final class ModelConfiguration {

  /** The name of the model that PULSE carries. */
  static final String EMBEDDED = "mini";

  /**
   * The directory of a checkpoint in the Hugging Face layout, such as a download of
   * llava-hf/llava-1.5-7b-hf.
   */
  private File directory;

  private String name;

  /** Takes the short form: {@code mini}, or a directory, relative to the project's. */
  public void set(String text) {
    name = text;
  }

  /** Returns what the experiment file calls the model. */
  String resolved(Path base) {
    if (directory != null) {
      return base.resolve(directory.toPath()).normalize().toString();
    }
    return Optional.ofNullable(name)
        .filter(given -> !given.equals(EMBEDDED))
        .map(given -> base.resolve(given).normalize().toString())
        .orElse(EMBEDDED);
  }
}
