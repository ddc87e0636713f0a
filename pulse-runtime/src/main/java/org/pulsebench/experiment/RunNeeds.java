package org.pulsebench.experiment;

import org.pulsebench.Checks;

/**
 * What a run needs of its machine.
 *
 * @param gpu whether the model computes on a GPU
 * @param computing bytes where the model computes: of the GPU, or of the machine without the heap
 * @param activity which step needs most of them, a phrase
 * @param host bytes of the machine's own memory, the Java heap included
 * @param disk bytes that are written more: what is fetched, and what steps leave in the store
 */
public record RunNeeds(boolean gpu, long computing, String activity, long host, long disk) {

  public RunNeeds {
    Checks.require(computing >= 0, "computing", computing, "0 or more");
    Checks.require(host >= 0, "host", host, "0 or more");
    Checks.require(disk >= 0, "disk", disk, "0 or more");
  }
}
