package org.pulsebench.plugin.gate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pulsebench.BadInputException;
import org.pulsebench.NearNames;
import org.pulsebench.Problem;
import org.pulsebench.plugin.gate.Gate.Tolerance;

/** Makes a gate of what a POM says. */
final class GateTranslation {

  private GateTranslation() {}

  static Gate of(GateConfiguration configuration, Optional<Path> property) {
    if (configuration.rules == null || configuration.rules.isEmpty()) {
      throw bad(
          "The gate has no rule",
          "<gate><rules>",
          "none",
          "at least one rule",
          "Write <rule><protocol>fine-tuned</protocol><set>unlearn</set><maximum>40</maximum></rule>"
              + " in it, for instance.");
    }
    List<GateRule> rules = new ArrayList<>();
    for (RuleConfiguration rule : configuration.rules) {
      rules.add(new RuleTranslation(rule, rules.size() + 1).rule());
    }
    requireDifferentNames(rules);
    Optional<Path> baseline =
        property.or(() -> Optional.ofNullable(configuration.baseline).map(file -> file.toPath()));
    Gate gate =
        new Gate(
            rules,
            baseline,
            configuration.haltOnFailure == null || configuration.haltOnFailure,
            tolerated(configuration));
    requireBaseline(gate);
    return gate;
  }

  private static Set<Tolerance> tolerated(GateConfiguration configuration) {
    Set<Tolerance> tolerated = EnumSet.noneOf(Tolerance.class);
    add(tolerated, Tolerance.MISSING_RESULTS, "missingResults", configuration.missingResults);
    add(tolerated, Tolerance.MISSING_METRIC, "missingMetric", configuration.missingMetric);
    add(tolerated, Tolerance.MISSING_BASELINE, "missingBaseline", configuration.missingBaseline);
    add(tolerated, Tolerance.UNDEFINED_METRIC, "undefinedMetric", configuration.undefinedMetric);
    return tolerated;
  }

  private static void add(
      Set<Tolerance> tolerated, Tolerance tolerance, String element, String text) {
    String word = text == null ? "fail" : text.strip().toLowerCase(Locale.ROOT);
    if (word.equals("warn")) {
      tolerated.add(tolerance);
    } else if (!word.equals("fail")) {
      throw bad(
          "An element of the gate cannot be used",
          "<gate><" + element + ">",
          "\"" + text + "\"",
          NearNames.expected(word, List.of("fail", "warn")),
          "Write <%s>warn</%s>, or leave it out.".formatted(element, element));
    }
  }

  private static void requireDifferentNames(List<GateRule> rules) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < rules.size(); i++) {
      String name = rules.get(i).name().orElse("");
      if (!name.isEmpty() && !seen.add(name)) {
        throw bad(
            "Two rules of the gate have one name",
            "<gate><rules><rule> number " + (i + 1) + ", <name>",
            "\"" + name + "\" twice",
            "a name of its own for each rule, or none",
            "Write another <name>.");
      }
    }
  }

  private static void requireBaseline(Gate gate) {
    for (int i = 0; i < gate.rules().size(); i++) {
      if (gate.rules().get(i).needsBaseline()
          && gate.baseline().isEmpty()
          && !gate.tolerated().contains(Tolerance.MISSING_BASELINE)) {
        throw bad(
            "A rule of the gate needs a baseline",
            "<gate><rules><rule> number " + (i + 1) + ", <maximumLoss>",
            "no <baseline> in <gate>",
            "the file that pulse:baseline wrote",
            "Write <baseline>src/pulse/baseline.json</baseline> in <gate>, or use"
                + " -Dpulse.gate.baseline=src/pulse/baseline.json.");
      }
    }
  }

  private static BadInputException bad(
      String what, String where, String found, String expected, String remedy) {
    return new BadInputException(new Problem(what, where, found, expected, remedy));
  }
}
