package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.List;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.TrainedParts;

/**
 * What an experiment runs, in its order: both the run and the number of its steps come from here.
 *
 * @param groups one for every seed and protocol
 */
record Plan(List<Group> groups) {

  /** One brings a state of the model about (learn, select or unlearn), one evaluates it. */
  private static final int STEPS_PER_STATE = 2;

  /** Cells that begin with one state of the model. */
  record Group(long seed, Protocol protocol, List<PlannedCell> cells) {

    Group {
      cells = List.copyOf(cells);
    }

    /** Returns how many states there are: the one before any request, and one after each. */
    int states() {
      return 1 + cells.size() * protocol.counts().requests();
    }
  }

  /** A method on some parts of the model, through all requests of the protocol. */
  record PlannedCell(TrainedParts parts, PreparedMethod method) {}

  Plan {
    groups = List.copyOf(groups);
  }

  /**
   * Plans an experiment.
   *
   * @param methods all of the experiment's
   */
  static Plan of(Experiment experiment, List<PreparedMethod> methods) {
    List<Group> groups = new ArrayList<>();
    for (long seed : experiment.seeds()) {
      for (Protocol protocol : experiment.protocols()) {
        groups.add(new Group(seed, protocol, cells(experiment, protocol, methods)));
      }
    }
    return new Plan(groups);
  }

  private static List<PlannedCell> cells(
      Experiment experiment, Protocol protocol, List<PreparedMethod> methods) {
    List<Experiment.MethodChoice> wanted = experiment.methodsOf(protocol);
    List<PlannedCell> cells = new ArrayList<>();
    for (TrainedParts parts : protocol.trainedParts()) {
      methods.stream()
          .filter(method -> wanted.contains(method.choice()))
          .forEach(method -> cells.add(new PlannedCell(parts, method)));
    }
    return cells;
  }

  /** Returns how many steps will be asked for until a phase ends; many may be finished. */
  int steps(Phase until) {
    int states = groups.stream().mapToInt(Group::states).sum();
    return switch (until) {
      case PREPARE -> 0;
      case LEARN -> groups.size();
      case UNLEARN -> states;
      case EVALUATE -> STEPS_PER_STATE * states;
    };
  }
}
