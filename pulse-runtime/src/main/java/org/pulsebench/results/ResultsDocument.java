package org.pulsebench.results;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.Checks;
import org.pulsebench.protocol.Protocol;

/**
 * Everything that {@code results.json} tells of an experiment.
 *
 * @param experiment its name
 * @param configuration what was asked for, as JSON: the experiment's file without the places of the
 *     store and of the results, which do not matter to them
 * @param provenance what the results were made from
 * @param seeds at least one, in the experiment's order
 * @param protocols at least one, with names of their own
 * @param methods at least one, with the values of their parameters
 * @param cells one for each protocol, method, trained parts and seed
 * @param selections how people were selected, for protocols of pre-trained knowledge
 * @param summary every metric over all seeds
 * @param details the digest of the details that were written beside the results; empty where there
 *     are none ({@link org.pulsebench.results.details.ResultsDetails} reads them)
 * @param times what was computed, and how long it took
 * @param environment where the run was
 */
public record ResultsDocument(
    String experiment,
    String configuration,
    Provenance provenance,
    List<Long> seeds,
    List<Protocol> protocols,
    List<MethodRun> methods,
    List<CellResult> cells,
    List<SelectionAccount> selections,
    List<SummaryRow> summary,
    Optional<String> details,
    Times times,
    RunEnvironment environment) {

  /** What the file says of itself in its field {@code format}. */
  public static final String FORMAT = "pulse-results";

  /** The version of the format that this class reads. */
  public static final int VERSION = 1;

  public ResultsDocument {
    Checks.require(!experiment.isBlank(), "experiment", "blank", "a name");
    Objects.requireNonNull(configuration, "configuration");
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(details, "details");
    Objects.requireNonNull(times, "times");
    Objects.requireNonNull(environment, "environment");
    seeds = List.copyOf(seeds);
    protocols = List.copyOf(protocols);
    methods = List.copyOf(methods);
    cells = List.copyOf(cells);
    selections = List.copyOf(selections);
    summary = List.copyOf(summary);
  }

  /**
   * Reads a file.
   *
   * @throws org.pulsebench.BadInputException if there is no such file, or it is no JSON, of another
   *     format or a newer version, or if a field is missing, unknown or without a usable value
   * @throws org.pulsebench.EnvironmentException if it exists and cannot be read
   */
  public static ResultsDocument read(Path file) {
    return ResultsReader.read(file);
  }

  /** Returns the protocol of a name. */
  public Optional<Protocol> protocol(String name) {
    return protocols.stream().filter(protocol -> protocol.name().equals(name)).findFirst();
  }

  /** Returns the method of a name. */
  public Optional<MethodRun> method(String name) {
    return methods.stream().filter(method -> method.name().equals(name)).findFirst();
  }

  /** Returns the cells of a protocol, in their order. */
  public List<CellResult> cells(Protocol protocol) {
    return cells.stream().filter(cell -> cell.protocol().equals(protocol)).toList();
  }

  /** Returns the cells that differ in nothing but the seed. */
  public List<CellResult> cells(CellGroup group) {
    return cells.stream().filter(cell -> cell.group().equals(group)).toList();
  }

  /** Returns what was compared in a protocol, each once, in the order of the cells. */
  public List<CellGroup> groups(Protocol protocol) {
    LinkedHashSet<CellGroup> groups = new LinkedHashSet<>();
    cells(protocol).forEach(cell -> groups.add(cell.group()));
    return List.copyOf(groups);
  }
}
