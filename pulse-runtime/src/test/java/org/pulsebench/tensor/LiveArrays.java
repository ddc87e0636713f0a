package org.pulsebench.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;

/** Counts what the engine holds for the whole process, whoever owns it. */
public final class LiveArrays {

  private LiveArrays() {}

  /** Returns the number of arrays that have not been freed. */
  public static int count() {
    try (NDManager manager = Torch.newManager(Device.cpu())) {
      return manager.getParentManager().getManagedArrays().size();
    }
  }
}
