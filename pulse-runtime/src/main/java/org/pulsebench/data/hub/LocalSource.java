package org.pulsebench.data.hub;

import java.nio.file.Path;

/**
 * A directory, used where it is, or an archive, used unpacked; both on this machine.
 *
 * @param name what the user calls it, which is also what a lock file does: the path as it was given
 * @param path of it
 * @param model whether it has to be a checkpoint
 */
public record LocalSource(String name, Path path, boolean model) implements Source {

  @Override
  public SourceKind kind() {
    return SourceKind.LOCAL;
  }

  @Override
  public String id() {
    return name;
  }

  @Override
  public String revision() {
    return "";
  }
}
