package org.pulsebench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.pulsebench.json.JsonFields;
import org.pulsebench.method.MethodParameter;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.LoraTargets;
import org.pulsebench.protocol.Knowledge;

/** Reads what results were made from. */
final class ProvenanceReader {

  private static final String ALL_LINEAR = "all-linear";

  private ProvenanceReader() {}

  static Provenance read(JsonFields root) {
    List<Provenance.Corpus> corpora =
        root.objects("corpora").stream().map(ProvenanceReader::corpus).toList();
    if (corpora.isEmpty()) {
      throw root.bad("corpora", root.get("corpora"), "at least one");
    }
    return new Provenance(
        model(root.requiredObject("model")),
        machine(root.requiredObject("machineClass")),
        corpora,
        root.get("exam").isMissingNode()
            ? Optional.empty()
            : Optional.of(exam(root.requiredObject("exam"))),
        Scalars.word(root, "evaluation", Provenance.WITHOUT_EXAMPLES, Provenance.PUBLISHED),
        lora(root.requiredObject("lora")),
        learning(root.requiredObject("learning")),
        root.get("sources").isMissingNode()
            ? List.of()
            : root.objects("sources").stream().map(ProvenanceReader::source).toList());
  }

  static MethodRun method(JsonFields fields) {
    fields.requireOnly(List.of("name", "version", "title", "paper", "formula", "parameters"));
    return new MethodRun(
        Scalars.visible(fields, "name"),
        Scalars.visible(fields, "version"),
        Scalars.visible(fields, "title"),
        Scalars.visible(fields, "paper"),
        Scalars.visible(fields, "formula"),
        fields.objects("parameters").stream().map(ProvenanceReader::setting).toList());
  }

  private static Provenance.Model model(JsonFields fields) {
    fields.requireOnly(List.of("name", "digest"));
    return new Provenance.Model(Scalars.visible(fields, "name"), Scalars.digest(fields, "digest"));
  }

  private static Provenance.MachineClass machine(JsonFields fields) {
    fields.requireOnly(List.of("device", "precision", "version"));
    return new Provenance.MachineClass(
        Scalars.word(fields, "device", "cpu", "gpu"),
        Scalars.word(fields, "precision", "F32", "BF16"),
        Scalars.visible(fields, "version"));
  }

  private static Provenance.Corpus corpus(JsonFields fields) {
    fields.requireOnly(List.of("knowledge", "name", "version", "digest", "subjects", "skipped"));
    return new Provenance.Corpus(
        fields.choice("knowledge", List.of(Knowledge.values()), Knowledge::id),
        Scalars.visible(fields, "name"),
        Scalars.visible(fields, "version"),
        Scalars.digest(fields, "digest"),
        Scalars.positive(fields, "subjects"),
        Scalars.count(fields, "skipped"));
  }

  private static Provenance.Exam exam(JsonFields fields) {
    fields.requireOnly(List.of("name", "version", "digest", "questions", "skipped", "mode"));
    return new Provenance.Exam(
        Scalars.visible(fields, "name"),
        Scalars.visible(fields, "version"),
        Scalars.digest(fields, "digest"),
        Scalars.positive(fields, "questions"),
        Scalars.count(fields, "skipped"),
        Scalars.word(fields, "mode", "single-pass", "circular"));
  }

  private static LoraSettings lora(JsonFields fields) {
    fields.requireOnly(List.of("rank", "alpha", "dropout", "rankStabilised", "targets"));
    return new LoraSettings(
        Scalars.positive(fields, "rank"),
        fields.number("alpha", Double.MIN_VALUE, "a positive number"),
        fields.number("dropout", 0, "a number from 0 to less than 1"),
        fields.requiredFlag("rankStabilised"),
        targets(fields));
  }

  private static LoraTargets targets(JsonFields fields) {
    JsonNode targets = fields.get("targets");
    if (targets.isArray()) {
      return new LoraTargets.Suffixes(fields.texts("targets").orElseThrow());
    }
    String text = Scalars.visible(fields, "targets");
    return text.equals(ALL_LINEAR) ? new LoraTargets.AllLinear() : new LoraTargets.Matching(text);
  }

  private static Provenance.Learning learning(JsonFields fields) {
    fields.requireOnly(List.of("method", "replay"));
    return new Provenance.Learning(
        method(fields.requiredObject("method")), Scalars.visible(fields, "replay"));
  }

  private static Provenance.Source source(JsonFields fields) {
    fields.requireOnly(
        List.of("name", "kind", "id", "revision", "licence", "files", "bytes", "digest"));
    return new Provenance.Source(
        Scalars.visible(fields, "name"),
        Scalars.word(fields, "kind", "model", "dataset", "files", "local"),
        Scalars.visible(fields, "id"),
        fields.requiredText("revision"),
        Scalars.visible(fields, "licence"),
        Scalars.positive(fields, "files"),
        fields.count("bytes"),
        Scalars.digest(fields, "digest"));
  }

  private static MethodRun.Setting setting(JsonFields fields) {
    String kind = Scalars.word(fields, "kind", "number", "integer", "choice");
    MethodParameter.Values values = values(fields, kind);
    MethodParameter parameter =
        new MethodParameter(
            Scalars.visible(fields, "name"),
            values,
            value(fields, "default", values),
            Scalars.visible(fields, "what"),
            Scalars.visible(fields, "reason"));
    return new MethodRun.Setting(parameter, value(fields, "value", values));
  }

  private static MethodParameter.Values values(JsonFields fields, String kind) {
    if (kind.equals("choice")) {
      fields.requireOnly(List.of("name", "kind", "value", "default", "choices", "what", "reason"));
      return new MethodParameter.Choices(
          fields
              .texts("choices")
              .orElseThrow(() -> fields.bad("choices", fields.get("choices"), "a list of texts")));
    }
    fields.requireOnly(
        List.of("name", "kind", "value", "default", "least", "most", "what", "reason"));
    if (kind.equals("integer")) {
      return new MethodParameter.Integers(
          fields.wholeNumber("least", Integer.MIN_VALUE, Integer.MAX_VALUE),
          fields.wholeNumber("most", Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
    return new MethodParameter.Numbers(
        bound(fields, "least", Double.NEGATIVE_INFINITY),
        bound(fields, "most", Double.POSITIVE_INFINITY));
  }

  private static double bound(JsonFields fields, String name, double absent) {
    return fields.get(name).isMissingNode() ? absent : Scalars.number(fields, name);
  }

  private static Object value(JsonFields fields, String name, MethodParameter.Values values) {
    JsonNode node = fields.get(name);
    // A number in quotes is a text, which a parameter would take for the number.
    Object given = values instanceof MethodParameter.Choices ? node.textValue() : number(node);
    return Optional.ofNullable(given)
        .flatMap(values::accept)
        .orElseThrow(() -> fields.bad(name, node, values.allowed()));
  }

  private static Number number(JsonNode node) {
    return node.isNumber() ? node.numberValue() : null;
  }
}
