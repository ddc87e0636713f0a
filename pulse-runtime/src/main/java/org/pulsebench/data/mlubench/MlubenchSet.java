package org.pulsebench.data.mlubench;

import java.util.Locale;

/** The two sets of a task. */
public enum MlubenchSet {
  /** Entities that the task has the model forget. */
  FORGET,

  /** Entities that it has the model keep. */
  RETAIN;

  /** Returns the word that file names and reports have for it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
