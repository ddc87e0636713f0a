package org.pulsebench.data.mlubench;

/** The form in which texts are given. */
public enum TextForm {
  /** As they were published, with every irregularity. */
  PUBLISHED,

  /**
   * With damage undone that can be undone without guessing: UTF-8 that was once or twice read as
   * GBK is read as what it was, and stray Markdown ({@code **}, and a list mark that begins a text)
   * is taken out. Lists inside an answer stay, and so does everything that is merely wrong.
   */
  REPAIRED
}
