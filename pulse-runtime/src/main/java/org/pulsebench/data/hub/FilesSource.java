package org.pulsebench.data.hub;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pulsebench.data.hub.content.FileDigest;

/**
 * Files at addresses of their own.
 *
 * @param name what the user calls it
 * @param id what the addresses have in common
 * @param revision the version that its publisher gives it
 * @param files at least one
 * @param licence the id of its licence
 * @param unpacked whether the one file is an archive that is used unpacked
 */
public record FilesSource(
    String name,
    String id,
    String revision,
    List<File> files,
    Optional<String> licence,
    boolean unpacked)
    implements Source {

  /**
   * One of the files.
   *
   * @param path its name in the directory
   * @param size in bytes, where it is published
   * @param digest of its bytes, where one is published
   */
  public record File(String path, URI address, OptionalLong size, Optional<FileDigest> digest) {}

  public FilesSource {
    files = List.copyOf(files);
  }

  @Override
  public SourceKind kind() {
    return SourceKind.FILES;
  }
}
