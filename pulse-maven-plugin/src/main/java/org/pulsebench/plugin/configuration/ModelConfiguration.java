package org.pulsebench.plugin.configuration;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pulsebench.data.hub.SourceKind;

/**
 * The model: {@code <model>mini</model>}, {@code <model>llava-1.5-7b</model>}, or {@code
 * <model><directory>...</directory></model>}.
 */
public final class ModelConfiguration {

  /** The name of the model that PULSE carries. */
  static final String EMBEDDED = "mini";

  /**
   * The directory of a checkpoint in the Hugging Face layout, such as a download of
   * llava-hf/llava-1.5-7b-hf.
   */
  private File directory;

  private String name;

  /**
   * Takes the short form: {@code mini}, the name of a known model, {@code owner/name@revision}, or
   * a directory or an archive, relative to the project's.
   */
  public void set(String text) {
    name = text;
  }

  /**
   * Returns what the experiment file calls the model.
   *
   * @throws org.pulsebench.BadInputException if it is none
   */
  String resolved(Path base) {
    if (directory != null) {
      return base.resolve(directory.toPath()).normalize().toString();
    }
    return Optional.ofNullable(name)
        .filter(given -> !given.equals(EMBEDDED))
        .map(
            given ->
                SourceText.resolved(
                    base, "<model> (-Dpulse.model)", given, SourceKind.MODEL, List.of(EMBEDDED)))
        .orElse(EMBEDDED);
  }
}
