package org.pulsebench.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pulsebench.Problem;
import org.pulsebench.evaluation.statistics.Agreement;
import org.pulsebench.evaluation.statistics.McNemar;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.json.JsonFields;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.Selection;
import org.pulsebench.protocol.Split;
import org.pulsebench.protocol.TrainedParts;

/** Reads the cells of an experiment. */
final class CellReader {

  private static final Pattern SET =
      Pattern.compile("exam|(unlearn|retain)(/(multimodal|text))?|unlearn/request-[1-9][0-9]*");

  private final String file;
  private final List<Protocol> protocols;
  private final List<String> methods;
  private final List<Long> seeds;

  /**
   * Creates a reader.
   *
   * @param file what messages call it
   * @param protocols those that cells may be of; methods and seeds likewise
   */
  CellReader(String file, List<Protocol> protocols, List<String> methods, List<Long> seeds) {
    this.file = file;
    this.protocols = protocols;
    this.methods = methods;
    this.seeds = seeds;
  }

  CellResult cell(JsonFields fields) {
    fields.requireOnly(
        List.of(
            "protocol",
            "method",
            "trainedParts",
            "seed",
            "complete",
            "start",
            "split",
            "selection",
            "states",
            "sustainability",
            "drift"));
    Protocol protocol = fields.choice("protocol", protocols, Protocol::name);
    String method = fields.choice("method", methods, name -> name);
    long seed = Scalars.seed(fields, "seed");
    if (!seeds.contains(seed)) {
      throw fields.bad("seed", fields.get("seed"), "one of the experiment's, " + seeds);
    }
    String place = "%s, cell %s, %s, seed %d".formatted(file, protocol.name(), method, seed);
    CellResult cell =
        new CellResult(
            protocol,
            method,
            fields.choice("trainedParts", protocol.trainedParts(), TrainedParts::id),
            seed,
            Scalars.digest(fields, "start"),
            Split.fromJson(fields.get("split"), place + ", split"),
            fields.get("selection").isMissingNode()
                ? Optional.empty()
                : Optional.of(Selection.fromJson(fields.get("selection"), place + ", selection")),
            states(fields, protocol),
            sustainability(fields, protocol),
            drift(fields, protocol));
    if (fields.requiredFlag("complete") != cell.isComplete()) {
      throw fields.bad(
          "complete", fields.get("complete"), cell.isComplete() + ", as the states have it");
    }
    return cell;
  }

  private static List<StateResult> states(JsonFields fields, Protocol protocol) {
    List<StateResult> states = new ArrayList<>();
    for (JsonFields one : fields.objects("states")) {
      if (states.size() > protocol.counts().requests()) {
        throw fields.bad("states", "more states", protocol.counts().requests() + " and the first");
      }
      states.add(state(one, states.size(), protocol));
    }
    if (states.isEmpty()) {
      throw fields.bad("states", "an empty list", "at least the state before any request");
    }
    return states;
  }

  private static StateResult state(JsonFields fields, int requests, Protocol protocol) {
    fields.requireOnly(
        List.of(
            "requests", "step", "evaluation", "diverged", "scorers", "written", "tasks", "judged"));
    return new StateResult(
        fields.wholeNumber("requests", requests, requests),
        Scalars.digest(fields, "step"),
        Scalars.digest(fields, "evaluation"),
        fields.get("diverged").isMissingNode()
            ? Optional.empty()
            : Optional.of(problem(fields.requiredObject("diverged"))),
        scorers(fields.requiredObject("scorers"), protocol),
        fields.get("written").isMissingNode()
            ? List.of()
            : fields.objects("written").stream().map(MetricReader::metric).toList(),
        protocol.isPublished()
            ? fields.objects("tasks").stream().map(MetricReader::accuracy).toList()
            : none(fields, "tasks"),
        protocol.isPublished()
            ? Optional.of(JudgedReader.read(fields.requiredObject("judged")))
            : CellReader.<JudgedState>none(fields, "judged").stream().findFirst());
  }

  private static List<Figure> drift(JsonFields fields, Protocol protocol) {
    return protocol.isPublished()
        ? fields.objects("drift").stream().map(MetricReader::figure).toList()
        : none(fields, "drift");
  }

  /** Refuses what only protocols of published tasks have. */
  private static <T> List<T> none(JsonFields fields, String name) {
    if (fields.has(name)) {
      throw fields.bad(name, fields.get(name), "none, of people who were drawn");
    }
    return List.of();
  }

  private static Map<String, ScorerResult> scorers(JsonFields fields, Protocol protocol) {
    List<String> names = scorers(protocol);
    fields.requireOnly(names);
    Map<String, ScorerResult> scorers = new LinkedHashMap<>();
    names.forEach(name -> scorers.put(name, scorer(fields.requiredObject(name), protocol)));
    return scorers;
  }

  private static List<String> scorers(Protocol protocol) {
    List<String> names = new ArrayList<>(List.of(protocol.scorer()));
    names.addAll(protocol.otherScorers());
    return names;
  }

  /** Where tasks are published, scorers judge the exam alone. */
  private static ScorerResult scorer(JsonFields fields, Protocol protocol) {
    fields.requireOnly(List.of("accuracies", "changes", "derived", "agreement", "mcnemar"));
    List<Metric> accuracies =
        fields.objects("accuracies").stream().map(MetricReader::accuracy).toList();
    if (accuracies.isEmpty() && !protocol.isPublished()) {
      throw fields.bad("accuracies", "an empty list", "at least one accuracy");
    }
    JsonFields agreement = fields.requiredObject("agreement");
    List<String> sets = protocol.isPublished() ? List.of() : List.of("unlearn", "retain");
    agreement.requireOnly(sets);
    Map<String, Agreement> agreements = new LinkedHashMap<>();
    for (String set : sets) {
      agreements.put(set, MetricReader.agreement(agreement.requiredObject(set)));
    }
    return new ScorerResult(
        accuracies,
        fields.objects("changes").stream().map(MetricReader::metric).toList(),
        fields.objects("derived").stream().map(MetricReader::figure).toList(),
        agreements,
        tests(fields.requiredObject("mcnemar")));
  }

  private static Map<String, McNemar> tests(JsonFields fields) {
    Map<String, McNemar> tests = new LinkedHashMap<>();
    for (String set : fields.names()) {
      if (!SET.matcher(set).matches()) {
        throw fields.bad(set, "the name " + set, "the name of a set of questions");
      }
      tests.put(set, MetricReader.test(fields.requiredObject(set)));
    }
    return tests;
  }

  /** Protocols of several requests have it, and no others. */
  private static Map<String, List<SetSustainability>> sustainability(
      JsonFields cell, Protocol protocol) {
    if (protocol.counts().requests() == 1) {
      if (cell.has("sustainability")) {
        throw cell.bad("sustainability", cell.get("sustainability"), "none, of one request");
      }
      return Map.of();
    }
    JsonFields fields = cell.requiredObject("sustainability");
    List<String> names = scorers(protocol);
    fields.requireOnly(names);
    Map<String, List<SetSustainability>> scorers = new LinkedHashMap<>();
    names.forEach(
        name ->
            scorers.put(name, fields.objects(name).stream().map(CellReader::sustained).toList()));
    return scorers;
  }

  private static SetSustainability sustained(JsonFields fields) {
    fields.requireOnly(List.of("set", "area", "relativeArea", "collapse"));
    List<QuestionSet> sets = List.of(QuestionSet.RETAIN, QuestionSet.EXAM);
    Function<String, Figure> figure = name -> MetricReader.figure(fields.requiredObject(name));
    return new SetSustainability(
        fields.choice("set", sets, QuestionSet::id),
        figure.apply("area"),
        figure.apply("relativeArea"),
        fields.get("collapse").isMissingNode()
            ? OptionalInt.empty()
            : OptionalInt.of(Scalars.positive(fields, "collapse")));
  }

  private static Problem problem(JsonFields fields) {
    fields.requireOnly(List.of("what", "where", "found", "expected", "remedy"));
    return new Problem(
        fields.requiredText("what"),
        fields.requiredText("where"),
        fields.requiredText("found"),
        fields.requiredText("expected"),
        fields.requiredText("remedy"));
  }
}
