package org.pulsebench.data.mlubench;

/** What becomes of questions whose picture is not at hand. */
public enum MissingImages {
  /** Reading fails and says how many are missing. */
  REFUSE,

  /** They are left out, and counted. */
  SKIP,

  /**
   * They are asked about a drawn sign of the entity, another picture of it for each picture file
   * ({@link org.pulsebench.data.world.Emblem}).
   */
  DRAW
}
