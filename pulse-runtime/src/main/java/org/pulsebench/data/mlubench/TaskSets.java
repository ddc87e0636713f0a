package org.pulsebench.data.mlubench;

import java.util.List;
import java.util.Objects;

/**
 * The questions of a task, in the order of its files; both sets have some, about different
 * entities.
 */
public record TaskSets(
    MlubenchTask task, List<MlubenchQuestion> forget, List<MlubenchQuestion> retain) {

  public TaskSets {
    Objects.requireNonNull(task, "task");
    forget = List.copyOf(forget);
    retain = List.copyOf(retain);
  }

  /** Returns one of the two sets. */
  public List<MlubenchQuestion> questions(MlubenchSet set) {
    return set == MlubenchSet.FORGET ? forget : retain;
  }

  /** Returns the entities of a set in the order in which they are first asked for. */
  public List<Entity> entities(MlubenchSet set) {
    return questions(set).stream().map(MlubenchQuestion::entity).distinct().toList();
  }
}
