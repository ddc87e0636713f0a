package org.pulsebench.report.compare;

import java.util.List;
import java.util.Optional;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.report.Names;
import org.pulsebench.results.CellGroup;
import org.pulsebench.results.CellResult;

/** One side of a comparison: a method with the parts that it trained, in one of the results. */
record Contestant(NamedResults source, Protocol protocol, CellGroup group) {

  /** Returns the cell of a seed, if it came through all requests. */
  Optional<CellResult> cell(long seed) {
    return cells().stream()
        .filter(cell -> cell.seed() == seed && cell.last(protocol.scorer()).isPresent())
        .findFirst();
  }

  List<CellResult> cells() {
    return source.results().cells(group);
  }

  /** Returns its name, with that of the results if they are not the only ones. */
  String name(boolean withSource) {
    String name = Names.group(group, protocol.trainedParts().size() > 1);
    return withSource ? source.name() + ", " + name : name;
  }
}
