package org.pulsebench.data.mlubench;

/** The four tasks, in the order in which the paper unlearns them. */
public enum MlubenchTask {
  A,
  B,
  C,
  D;

  /** Returns where the archive keeps a set of the task, below its own directory. */
  String file(MlubenchSet set) {
    return "Tasks/Task" + name() + "/task" + name() + "_" + set.word() + ".json";
  }
}
