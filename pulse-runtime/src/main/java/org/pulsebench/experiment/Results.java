package org.pulsebench.experiment;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.Exam;
import org.pulsebench.data.mlubench.Mlubench;
import org.pulsebench.experiment.environment.Environment;
import org.pulsebench.method.MethodDescription;
import org.pulsebench.method.MethodSettings;
import org.pulsebench.protocol.Knowledge;
import org.pulsebench.results.SelectionAccount;

/**
 * Everything that came of an experiment.
 *
 * @param provenance what they were made from
 * @param methods that were compared, in the order of the experiment, with the values they ran with
 * @param cells one for each protocol, method, trained parts and seed
 * @param selections how people were selected, one for each protocol of pre-trained knowledge
 * @param sources what was asked about
 * @param steps all that were asked for, in order, those that were in the store too
 * @param environment where this was run
 */
public record Results(
    Experiment experiment,
    Provenance provenance,
    List<MethodRun> methods,
    List<Cell> cells,
    List<SelectionAccount> selections,
    Sources sources,
    List<DoneStep> steps,
    Environment environment) {

  /**
   * A method with the values of its parameters.
   *
   * @param version what changes with the method's code
   */
  public record MethodRun(MethodDescription description, String version, MethodSettings settings) {}

  /**
   * What was asked about.
   *
   * @param corpora one for each kind of knowledge that a protocol has
   * @param exam as it was sat, if there was one
   * @param benchmark that published tasks are from, if there are any
   */
  public record Sources(
      Map<Knowledge, Corpus> corpora, Optional<Exam> exam, Optional<Mlubench> benchmark) {

    public Sources {
      corpora = Collections.unmodifiableMap(new TreeMap<>(corpora));
      Objects.requireNonNull(exam, "exam");
      Objects.requireNonNull(benchmark, "benchmark");
    }

    /** Creates sources without published tasks. */
    public Sources(Map<Knowledge, Corpus> corpora, Optional<Exam> exam) {
      this(corpora, exam, Optional.empty());
    }
  }

  public Results {
    Objects.requireNonNull(experiment, "experiment");
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(sources, "sources");
    Objects.requireNonNull(environment, "environment");
    methods = List.copyOf(methods);
    cells = List.copyOf(cells);
    selections = List.copyOf(selections);
    steps = List.copyOf(steps);
  }
}
