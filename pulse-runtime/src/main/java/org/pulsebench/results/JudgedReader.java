package org.pulsebench.results;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pulsebench.NearNames;
import org.pulsebench.evaluation.judge.JudgeIdentity;
import org.pulsebench.evaluation.judge.Verdict;
import org.pulsebench.json.JsonFields;

/** Reads who judged answers about published tasks, and what routed the questions. */
final class JudgedReader {

  private JudgedReader() {}

  static JudgedState read(JsonFields fields) {
    fields.requireOnly(List.of("judge", "failures", "routing", "weights"));
    return new JudgedState(
        judge(fields.requiredObject("judge")),
        failures(fields.requiredObject("failures")),
        fields.has("routing")
            ? Optional.of(RoutingJson.read(fields.requiredObject("routing")))
            : Optional.empty(),
        Scalars.digest(fields, "weights"));
  }

  private static JudgeIdentity judge(JsonFields fields) {
    fields.requireOnly(List.of("name", "version", "options"));
    JsonFields options = fields.requiredObject("options");
    Map<String, String> values = new TreeMap<>();
    options.names().forEach(name -> values.put(name, options.requiredText(name)));
    return new JudgeIdentity(
        Scalars.visible(fields, "name"), Scalars.visible(fields, "version"), values);
  }

  private static Map<Verdict.Cause, Integer> failures(JsonFields fields) {
    Map<Verdict.Cause, Integer> failures = new EnumMap<>(Verdict.Cause.class);
    List<String> known = Arrays.stream(Verdict.Cause.values()).map(Enum::name).toList();
    for (String name : fields.names()) {
      if (!known.contains(name)) {
        throw fields.bad(name, name, NearNames.expected(name, known));
      }
      failures.put(Verdict.Cause.valueOf(name), Scalars.positive(fields, name));
    }
    return failures;
  }
}
