package org.pulsebench.plugin.gate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.LoraTargets;
import org.pulsebench.protocol.Knowledge;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.MethodRun;
import org.pulsebench.results.Provenance;
import org.pulsebench.results.QuestionSet;
import org.pulsebench.results.ResultsDocument;

/**
 * What numbers were made under, fact by fact: where two agree in those that concern a number, it
 * can be compared.
 *
 * <p>The code of a method is no such fact, for its change is what a gate is there to judge; the
 * values of its parameters are. Seeds are none either: how much they matter is measured.
 *
 * @param facts by name, such as {@code exam/mode} or {@code method/npo/beta}
 */
public record Conditions(SortedMap<String, String> facts) {

  private static final String NONE = "none";

  public Conditions {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /** Returns the conditions of results. */
  static Conditions of(ResultsDocument document) {
    SortedMap<String, String> facts = new TreeMap<>();
    Provenance provenance = document.provenance();
    facts.put("model", provenance.model().digest());
    facts.put("machine/device", provenance.machine().device());
    facts.put("machine/precision", provenance.machine().precision());
    facts.put("machine/pulse", provenance.machine().version());
    for (Provenance.Corpus corpus : provenance.corpora()) {
      facts.put("corpus/" + corpus.knowledge().id(), corpus.digest());
    }
    provenance
        .exam()
        .ifPresent(
            exam -> {
              facts.put("exam/digest", exam.digest());
              facts.put("exam/mode", exam.mode());
              facts.put("exam/questions", "" + exam.questions());
            });
    putLora(facts, provenance.lora());
    put(facts, "learning/", provenance.learning().method());
    facts.put("learning/replay", provenance.learning().replay());
    document.protocols().forEach(protocol -> put(facts, protocol));
    document.cells().forEach(cell -> putJudge(facts, cell));
    document.protocols().stream()
        .filter(provenance::showsExamples)
        .forEach(
            protocol ->
                facts.put("protocol/" + protocol.name() + "/examples", provenance.evaluation()));
    document.methods().forEach(method -> put(facts, "method/" + method.name() + "/", method));
    return new Conditions(facts);
  }

  /**
   * Returns what differs of what concerns a number, each as {@code exam/mode is circular, and
   * single-pass in the baseline}.
   */
  List<String> differences(Conditions baseline, Protocol protocol, String method, QuestionSet set) {
    TreeSet<String> names = new TreeSet<>(facts.keySet());
    names.addAll(baseline.facts.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String here = facts.getOrDefault(name, NONE);
      String there = baseline.facts.getOrDefault(name, NONE);
      if (concerns(name, protocol, method, set) && !here.equals(there)) {
        differences.add(
            "%s is %s, and %s in the baseline".formatted(name, shortened(here), shortened(there)));
      }
    }
    return differences;
  }

  private static boolean concerns(String name, Protocol protocol, String method, QuestionSet set) {
    return switch (name.substring(0, (name + "/").indexOf('/'))) {
      case "corpus" -> name.equals("corpus/" + protocol.knowledge().id());
      case "learning" -> protocol.knowledge() == Knowledge.FINE_TUNED;
      case "exam" -> set == QuestionSet.EXAM;
      case "protocol" -> name.startsWith("protocol/" + protocol.name() + "/");
      case "method" -> name.startsWith("method/" + method + "/");
      default -> true;
    };
  }

  private static void putLora(Map<String, String> facts, LoraSettings lora) {
    facts.put("lora/rank", "" + lora.rank());
    facts.put("lora/alpha", "" + lora.alpha());
    facts.put("lora/dropout", "" + lora.dropout());
    facts.put("lora/rank-stabilised", "" + lora.rankStabilised());
    facts.put("lora/targets", targets(lora.targets()));
  }

  private static String targets(LoraTargets targets) {
    if (targets instanceof LoraTargets.Suffixes suffixes) {
      return String.join(" ", suffixes.names());
    }
    return targets instanceof LoraTargets.Matching matching ? matching.expression() : "all-linear";
  }

  private static void put(Map<String, String> facts, String prefix, MethodRun method) {
    for (MethodRun.Setting setting : method.settings()) {
      facts.put(prefix + setting.parameter().name(), setting.value().toString());
    }
  }

  /** All states of a protocol have one judge. */
  private static void putJudge(Map<String, String> facts, CellResult cell) {
    cell.states()
        .get(0)
        .judged()
        .ifPresent(
            judged ->
                facts.put(
                    "protocol/" + cell.protocol().name() + "/judge", judged.judge().toString()));
  }

  private static void put(Map<String, String> facts, Protocol protocol) {
    String prefix = "protocol/" + protocol.name() + "/";
    facts.put(prefix + "knowledge", protocol.knowledge().id());
    facts.put(prefix + "people", "" + protocol.counts().people());
    facts.put(prefix + "unlearn", "" + protocol.counts().unlearn());
    facts.put(prefix + "retain", "" + protocol.counts().retain());
    facts.put(prefix + "requests", "" + protocol.counts().requests());
    facts.put(prefix + "subjects-per-request", "" + protocol.counts().subjectsPerRequest());
    if (protocol.isPublished()) {
      facts.put(prefix + "tasks", String.join(" ", protocol.tasks()));
    } else if (protocol.knowledge() == Knowledge.PRE_TRAINED) {
      // Who is best known depends on how that was judged.
      facts.put(prefix + "selected-by", protocol.scorer());
      facts.put(prefix + "minimum-accuracy", "" + protocol.minimumAccuracy());
    }
  }

  /** Nobody compares 64 digits by eye. */
  private static String shortened(String fact) {
    return fact.matches("[0-9a-f]{64}") ? fact.substring(0, 12) + "..." : fact;
  }
}
