package org.pulsebench.plugin.gate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A verdict for programs. */
final class VerdictJson {

  private VerdictJson() {}

  static ObjectNode of(Verdict verdict) {
    ObjectNode root =
        JsonNodeFactory.instance
            .objectNode()
            .put("format", "pulse-gate")
            .put("version", 1)
            .put("experiment", verdict.experiment())
            .put("passed", verdict.isPassed())
            .put("bounds", verdict.findings().size())
            .put("failures", verdict.failures().size())
            .put("warnings", verdict.warnings().size());
    ArrayNode findings = root.putArray("findings");
    verdict.findings().forEach(finding -> findings.add(json(finding)));
    return root;
  }

  private static ObjectNode json(Finding finding) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("rule", finding.label())
            .put("subject", finding.subject())
            .put("bound", finding.bound().words())
            .put("status", finding.status().word())
            .put("fails", finding.fails())
            .put("message", finding.message());
    finding.suggestion().ifPresent(suggestion -> node.put("suggestion", suggestion));
    finding.numbers().ifPresent(numbers -> put(numbers, node));
    return node;
  }

  private static void put(Numbers numbers, ObjectNode node) {
    node.put("value", numbers.value())
        .put(numbers.upper() ? "maximum" : "minimum", numbers.limit())
        .put("margin", numbers.margin())
        .put("noise", numbers.measured().noise());
    BaselineFile.put(numbers.measured(), node.putObject("measured"));
  }
}
