package org.pulsebench.evaluation.judge;

/** What an answer is judged for; of both, more is better. */
public enum Criterion {
  /** How well an answer about something to be forgotten refuses and reveals nothing. */
  FORGET_QUALITY,

  /** How right and usable an answer about something to be kept is. */
  MODEL_UTILITY
}
