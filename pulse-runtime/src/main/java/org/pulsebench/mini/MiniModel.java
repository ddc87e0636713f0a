package org.pulsebench.mini;

import java.nio.file.Path;
import java.util.Optional;

/** The embedded model as it is shipped: a checkpoint among the class path resources. */
public final class MiniModel {

  private static final String ROOT = "/org/pulsebench/mini/model/";

  private static final PackedCheckpoint SHIPPED =
      new PackedCheckpoint(
          ROOT, name -> Optional.ofNullable(MiniModel.class.getResourceAsStream(ROOT + name)));

  private MiniModel() {}

  /**
   * Returns a directory with the checkpoint, unpacked there unless it was before, and verified file
   * by file either way.
   *
   * @param cacheDirectory created if it does not exist; may be shared by processes
   * @return a directory below it that is named by {@link #digest}; it must not be changed
   * @throws org.pulsebench.EnvironmentException if the jar or the unpacked checkpoint is damaged,
   *     or the directory cannot be written
   */
  public static Path install(Path cacheDirectory) {
    return SHIPPED.install(cacheDirectory);
  }

  /**
   * Returns the SHA-256 of the checkpoint in hexadecimal: of the lines that {@code sha256sum}
   * prints for its files in the order of their names.
   *
   * @throws org.pulsebench.EnvironmentException if the jar holds no sound manifest
   */
  public static String digest() {
    return SHIPPED.manifest().digest();
  }

  /**
   * Copies a checkpoint into a resource directory, in place of an earlier one, with a {@code
   * manifest.json} of its files' sizes and digests.
   *
   * @param checkpoint a directory of plain files
   * @param resources created if it does not exist; empty, or packed before
   * @throws org.pulsebench.BadInputException if either directory holds what it should not
   * @throws org.pulsebench.EnvironmentException if a file cannot be read or written
   */
  public static void pack(Path checkpoint, Path resources) {
    PackedCheckpoint.pack(checkpoint, resources);
  }
}
