package org.pulsebench.data.mlubench;

/** How many of the pictures that a question is published with it is asked about. */
public enum MlubenchSize {
  /** All of them: six in the published archive. */
  FULL,

  /**
   * The first in the order of the task file. The evaluation sets that came with the paper's code
   * are of this size; which picture they took is not documented.
   */
  ONE_IMAGE
}
