package org.pulsebench.data.hub;

/** Something that a model or data can be had from. */
public sealed interface Source permits HubSource, FilesSource, LocalSource {

  /** Returns what the user calls it; unique in a lock file. */
  String name();

  /** Returns what it is. */
  SourceKind kind();

  /** Returns where it is: a repository's id, the directory of the addresses, or a path. */
  String id();

  /** Returns which version of it is asked for; empty if there are none. */
  String revision();
}
