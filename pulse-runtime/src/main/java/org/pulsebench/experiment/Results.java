package org.pulsebench.experiment;

import java.util.List;
import java.util.Objects;
import org.pulsebench.experiment.environment.Environment;
import org.pulsebench.method.MethodDescription;
import org.pulsebench.method.MethodSettings;

/**
 * Everything that came of an experiment.
 *
 * @param provenance what they were made from
 * @param methods that were compared, in the order of the experiment, with the values they ran with
 * @param cells one for each protocol, method, trained parts and seed
 * @param steps all that were asked for, in order, those that were in the store too
 * @param environment where this was run
 */
public record Results(
    Experiment experiment,
    Provenance provenance,
    List<MethodRun> methods,
    List<Cell> cells,
    List<DoneStep> steps,
    Environment environment) {

  /**
   * A method with the values of its parameters.
   *
   * @param version what changes with the method's code
   */
  public record MethodRun(MethodDescription description, String version, MethodSettings settings) {}

  public Results {
    Objects.requireNonNull(experiment, "experiment");
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(environment, "environment");
    methods = List.copyOf(methods);
    cells = List.copyOf(cells);
    steps = List.copyOf(steps);
  }
}
