package org.pulsebench.data.hub;

import java.util.Arrays;
import java.util.Optional;

/** What a source is. */
public enum SourceKind {
  /** A repository of a model on a Hub. */
  MODEL("model"),
  /** A repository of a data set on a Hub. */
  DATASET("dataset"),
  /** Files at addresses of their own. */
  FILES("files"),
  /** A directory or an archive on this machine. */
  LOCAL("local");

  private final String id;

  SourceKind(String id) {
    this.id = id;
  }

  /** Returns the kind of an id, if there is one. */
  public static Optional<SourceKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
  }

  /** Returns what files call it. */
  public String id() {
    return id;
  }
}
