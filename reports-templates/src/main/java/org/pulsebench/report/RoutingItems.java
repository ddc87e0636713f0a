package org.pulsebench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pulsebench.evaluation.Accuracy;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.method.Lumoe;
import org.pulsebench.method.lumoe.RoutingQuality;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.CellGroup;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.JudgedState;
import org.pulsebench.results.MethodRun;
import org.pulsebench.results.StateResult;

/** How well questions found their experts, and whether the weights under those stayed the same. */
final class RoutingItems {

  private static final Values.Quantity SHARE =
      new Values.Quantity(Unit.PERCENT, "questions", 0, 100);
  private static final Values.Quantity OF_MATCHES =
      new Values.Quantity(Unit.PERCENT, "experts that answered", 0, 100);
  private static final Values.Quantity COUNT =
      new Values.Quantity(Unit.COUNT, "", 0, Double.POSITIVE_INFINITY);
  private static final String WILSON = "Wilson, over questions";
  private static final int DIGITS = 16;

  private final Study study;
  private final Protocol protocol;

  RoutingItems(Study study, Protocol protocol) {
    this.study = study;
    this.protocol = protocol;
  }

  /** Returns the table of routing; empty where no method has experts. */
  Optional<Table> routing(String id) {
    List<Table.Block> blocks = new ArrayList<>();
    List<String> notes = new ArrayList<>(Captions.notes(study, protocol));
    for (CellGroup group : study.groups(protocol)) {
      List<CellResult> cells = study.cells(group);
      if (cells.stream().flatMap(cell -> cell.states().stream()).anyMatch(RoutingItems::isRouted)) {
        List<Table.Row> rows = new ArrayList<>();
        for (int i = 1; i <= protocol.tasks().size(); i++) {
          rows.add(row(cells, i));
        }
        blocks.add(new Table.Block(name(group), rows));
        router(group).ifPresent(notes::add);
      }
    }
    return blocks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Table(
                id,
                "Routing",
                "Precision: which share (%) of the experts that answered should have. Recall: of"
                    + " the questions about what was unlearnt, how many its expert answered."
                    + " Wrongly refused: of the questions about all else, how many an expert"
                    + " answered. Undecided: questions of which the router could not tell.",
                columns(),
                blocks,
                notes));
  }

  private static boolean isRouted(StateResult state) {
    return state.judged().flatMap(JudgedState::routing).isPresent();
  }

  private static List<Table.Column> columns() {
    return List.of(
        Table.Column.of("state", "State"),
        Table.Column.of("precision", "Precision", Direction.HIGHER_IS_BETTER),
        Table.Column.of("recall", "Recall", Direction.HIGHER_IS_BETTER),
        Table.Column.of("wrongly-refused", "Wrongly refused", Direction.LOWER_IS_BETTER),
        Table.Column.of("undecided", "Undecided", Direction.LOWER_IS_BETTER));
  }

  private Table.Row row(List<CellResult> cells, int requests) {
    return new Table.Row(
        false,
        List.of(
            Entry.Label.of("after task " + protocol.tasks().get(requests - 1)),
            share(cells, requests, OF_MATCHES, RoutingQuality::precision),
            share(cells, requests, SHARE, RoutingQuality::recall),
            share(cells, requests, SHARE, RoutingQuality::wronglyRefused),
            entry(
                cells,
                requests,
                COUNT,
                routing -> new Values.Reading.Known(routing.undecided(), Optional.empty(), 0))));
  }

  private static Entry share(
      List<CellResult> cells,
      int requests,
      Values.Quantity quantity,
      Function<RoutingQuality, Optional<Accuracy>> share) {
    return entry(
        cells,
        requests,
        quantity,
        routing ->
            share
                .apply(routing)
                .<Values.Reading>map(
                    found ->
                        new Values.Reading.Known(
                            100 * found.value(),
                            Optional.of(
                                new Entry.Interval(100 * found.low(), 100 * found.high(), WILSON)),
                            found.count()))
                .orElseGet(
                    () ->
                        new Values.Reading.Unknown(
                            Entry.Absent.Reason.UNDEFINED, "there was nothing to divide by")));
  }

  private static Entry entry(
      List<CellResult> cells,
      int requests,
      Values.Quantity quantity,
      Function<RoutingQuality, Values.Reading> reading) {
    return Values.of(
        cells,
        quantity,
        Optional.empty(),
        cell ->
            Values.ofReached(
                cell,
                requests,
                state ->
                    state
                        .judged()
                        .flatMap(JudgedState::routing)
                        .map(reading)
                        .orElseGet(() -> Values.missing("nothing was routed"))));
  }

  /** Says what a method's router looks at, and how much it was made to err. */
  private Optional<String> router(CellGroup group) {
    Optional<MethodRun> method =
        study.methods().stream().filter(one -> one.name().equals(group.method())).findFirst();
    Optional<Object> looksAt = method.flatMap(one -> setting(one, Lumoe.ROUTER));
    Optional<Object> errors = method.flatMap(one -> setting(one, Lumoe.ROUTING_ERRORS));
    boolean errs =
        errors.filter(share -> share instanceof Number n && n.doubleValue() > 0).isPresent();
    return looksAt.map(
        router ->
            "The router of %s looks at %s%s."
                .formatted(
                    name(group),
                    router.equals(Lumoe.BOTH) ? "names and pictures" : router,
                    errs
                        ? ", and %s %% of the questions were sent to a wrong place on purpose"
                            .formatted(
                                Unit.PERCENT.text(100 * ((Number) errors.get()).doubleValue()))
                        : ""));
  }

  private static Optional<Object> setting(MethodRun method, String name) {
    return method.settings().stream()
        .filter(setting -> setting.parameter().name().equals(name))
        .map(MethodRun.Setting::value)
        .findFirst();
  }

  /** Returns the digests of the weights that answer without any expert, before and after. */
  Table weights(String id) {
    List<Table.Row> rows = new ArrayList<>();
    for (CellResult cell : study.cells(protocol)) {
      List<String> digests =
          cell.states().stream()
              .flatMap(state -> state.judged().stream())
              .map(JudgedState::weights)
              .toList();
      if (!digests.isEmpty()) {
        rows.add(
            new Table.Row(
                false,
                List.of(
                    Entry.Label.of(name(cell.group())),
                    Entry.Label.of("" + cell.seed()),
                    Entry.Label.of(changed(digests)),
                    digest(digests.get(0)),
                    digest(digests.get(digests.size() - 1)))));
      }
    }
    return new Table(
        id,
        "Weights under the answers",
        "The first 16 digits of the SHA-256 of the weights that answer without any expert: a"
            + " method that keeps them as they are can take a request back.",
        List.of(
            Table.Column.of("method", "Method"),
            Table.Column.of("seed", "Seed"),
            Table.Column.of("weights", "Weights"),
            Table.Column.of("before", "Before"),
            Table.Column.of("last", "In the last state")),
        List.of(new Table.Block("", rows)),
        List.of());
  }

  private String changed(List<String> digests) {
    for (int i = 1; i < digests.size(); i++) {
      if (!digests.get(i).equals(digests.get(0))) {
        return "changed by task " + protocol.tasks().get(i - 1);
      }
    }
    return "the same throughout";
  }

  private static Entry digest(String digest) {
    return new Entry.Label(digest.substring(0, DIGITS), true);
  }

  private String name(CellGroup group) {
    return Names.group(group, protocol.trainedParts().size() > 1);
  }
}
