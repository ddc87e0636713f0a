package org.pulsebench.experiment;

import java.util.Arrays;
import java.util.List;

/** How often an exam asks each of its questions. */
public enum ExamMode {
  /** Once, as it was written: what LLaVA's own script does with a row. */
  SINGLE_PASS("single-pass"),

  /**
   * In all rotations of its options, each of which has to be answered right (CircularEval, arXiv
   * 2307.06281): a letter that is always the same gets nothing right.
   */
  CIRCULAR("circular");

  private final String id;

  ExamMode(String id) {
    this.id = id;
  }

  /** Returns the name in options and files. */
  public String id() {
    return id;
  }

  /** Returns all names. */
  static List<String> ids() {
    return Arrays.stream(values()).map(ExamMode::id).toList();
  }
}
