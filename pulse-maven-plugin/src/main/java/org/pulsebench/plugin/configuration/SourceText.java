package org.pulsebench.plugin.configuration;

import java.nio.file.Path;
import java.util.List;
import org.pulsebench.data.hub.LocalSource;
import org.pulsebench.data.hub.Source;
import org.pulsebench.data.hub.SourceKind;
import org.pulsebench.data.hub.SourceReader;

/** What a POM says of a source, as the experiment file has it, which lies elsewhere. */
final class SourceText {

  private SourceText() {}

  /**
   * Returns a name or a repository as it is, and a path from the root on.
   *
   * @param option where it stands, for messages
   * @param own names that stand for no source and may have been meant
   * @throws org.pulsebench.BadInputException if it is none of them
   */
  static String resolved(Path base, String option, String text, SourceKind kind, List<String> own) {
    Source source = new SourceReader(base, own).read(option, text, kind);
    return source instanceof LocalSource local
        ? local.path().toAbsolutePath().normalize().toString()
        : text;
  }
}
