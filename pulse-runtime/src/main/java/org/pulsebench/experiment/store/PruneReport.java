package org.pulsebench.experiment.store;

import java.util.List;
import org.pulsebench.Checks;

/**
 * What was removed from a store.
 *
 * @param removed the steps that are gone
 * @param inUse the steps that should have gone but are being run or used by an open store
 * @param leftovers how many unfinished steps of ended processes are gone
 * @param bytesFreed the size of all that is gone
 */
public record PruneReport(
    List<StoredStep> removed, List<StoredStep> inUse, int leftovers, long bytesFreed) {

  public PruneReport {
    removed = List.copyOf(removed);
    inUse = List.copyOf(inUse);
    Checks.require(leftovers >= 0, "leftovers", leftovers, "at least 0");
    Checks.require(bytesFreed >= 0, "bytesFreed", bytesFreed, "at least 0");
  }
}
