package org.pulsebench.data.mllmu;

/** How a pair of {@link MllmuConfig#FT_DATA} is asked whose question names the person. */
public enum NamedPairs {
  /**
   * Without the portrait, as a text question.
   *
   * <p>A question that gives the name can be answered without looking. Asked with the portrait, it
   * would leave the model untaught for half of what it is asked later: five of ten multiple-choice
   * questions name the person and show nothing.
   */
  AS_TEXT,

  /** With the portrait, like every other pair, as the publisher's training code does. */
  WITH_IMAGE
}
