package org.pulsebench.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pulsebench.RandomStream;
import org.pulsebench.model.Adapter;
import org.pulsebench.model.AdapterFiles;
import org.pulsebench.model.Batch;
import org.pulsebench.model.LlavaModel;
import org.pulsebench.model.Reference;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;
import org.pulsebench.tensor.Tensor;

/** Losses and gradients against those of PyTorch, transformers and PEFT in float64. */
class MethodParityTest {

  private static final double TOLERANCE = 1e-5;
  private static final String ROOT = "base_model.model.";

  private final Reference forgotten = Reference.of("mha-untied");
  private final Reference expected =
      Reference.of(
          "methods", forgotten.directory(), Path.of("src/test/resources/reference/methods"));

  static Stream<String> cases() {
    return Reference.of(
            "methods",
            Reference.ROOT.resolve("mha-untied"),
            Path.of("src/test/resources/reference/methods"))
        .numbers()
        .get("cases")
        .properties()
        .stream()
        .map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void loss_and_gradients_are_those_of_pytorch(String name) {
    JsonNode details = expected.numbers().get("cases").get(name);
    ObjectiveMethod method =
        Stream.of(new Ga(), new GaKlr(), new Npo(), new Gd(), new Kl(), new Po())
            .filter(each -> each.description().name().equals(details.get("method").asText()))
            .findFirst()
            .orElseThrow();
    MethodSettings settings =
        MethodSettings.of(method.description(), settings(details.get("settings")));
    try (LlavaModel base = forgotten.load(Precision.F32);
        Adapter adapter = AdapterFiles.read(forgotten.adapter(), base);
        LlavaModel model = base.with(adapter);
        Scope scope = model.openScope();
        Tape tape = Tape.recording(scope, new RandomStream(1))) {
      Tensor loss = method.loss(new Step(tape, model, base, scope, settings));
      double wanted = details.get("loss").doubleValue();
      assertThat((double) loss.item()).isCloseTo(wanted, within(TOLERANCE * Math.abs(wanted)));
      tape.backward(loss);
      List<String> names = expected.expectedNames(name + ".gradients.");
      assertThat(names).hasSize(adapter.parameters().size());
      double worst = 0;
      for (String each : names) {
        float[] found = gradient(adapter, each, scope);
        worst = Math.max(worst, deviation(found, expected.expected(name + ".gradients." + each)));
      }
      System.out.printf("parity %-16s gradients relative to the largest: %.1e%n", name, worst);
      assertThat(worst).isLessThan(TOLERANCE);
    }
  }

  private static float[] gradient(Adapter adapter, String name, Scope scope) {
    return adapter.parameters().stream()
        .filter(parameter -> (ROOT + parameter.name()).equals(name))
        .findFirst()
        .flatMap(parameter -> parameter.values().gradient(scope))
        .orElseThrow(() -> new AssertionError("no gradient of " + name))
        .toFloats();
  }

  private static double deviation(float[] found, float[] expected) {
    double largest = 0;
    double deviation = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      deviation = Math.max(deviation, Math.abs(expected[i] - found[i]));
    }
    return deviation / largest;
  }

  private static Map<String, Object> settings(JsonNode json) {
    try {
      return new ObjectMapper().readerForMapOf(Object.class).readValue(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A step on batches that do not come from a set. */
  private final class Step implements ObjectiveStep, org.pulsebench.method.Reference {

    private final Tape tape;
    private final LlavaModel model;
    private final LlavaModel reference;
    private final MethodSettings settings;
    private final Batch forget;
    private final Batch retain;
    private final Batch refusal;

    Step(Tape tape, LlavaModel model, LlavaModel reference, Scope scope, MethodSettings settings) {
      this.tape = tape;
      this.model = model;
      this.reference = reference;
      this.settings = settings;
      this.forget = forgotten.batch(scope);
      this.retain = expected.batch(scope);
      // As in the reference: the loss does not know that the answers are others.
      this.refusal = forget;
    }

    @Override
    public Tape tape() {
      return tape;
    }

    @Override
    public LlavaModel model() {
      return model;
    }

    @Override
    public Batch forget() {
      return forget;
    }

    @Override
    public Batch retain() {
      return retain;
    }

    @Override
    public Batch refusal() {
      return refusal;
    }

    @Override
    public org.pulsebench.method.Reference reference() {
      return this;
    }

    @Override
    public MethodSettings settings() {
      return settings;
    }

    @Override
    public Tensor sequenceLogProbs(Batch batch) {
      try (Tape unrecorded = Tape.unrecorded(tape.scope())) {
        return reference.sequenceLogProbs(unrecorded, batch).moveTo(tape.scope());
      }
    }

    @Override
    public Tensor labelLogDistributions(Batch batch) {
      try (Tape unrecorded = Tape.unrecorded(tape.scope())) {
        return reference.labelLogDistributions(unrecorded, batch).moveTo(tape.scope());
      }
    }
  }
}
