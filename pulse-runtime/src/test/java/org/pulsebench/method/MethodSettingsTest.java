package org.pulsebench.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.BadInputException;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.text.LabelPolicy;
import org.pulsebench.tensor.LearningRateSchedule;

class MethodSettingsTest {

  private static final MethodDescription NPO = new Npo().description();

  @Test
  void every_parameter_has_its_default_and_its_reason() {
    for (CheckedMethod method : Methods.builtIn()) {
      MethodSettings settings = MethodSettings.defaults(method.description());
      assertThat(settings.values().keySet())
          .containsExactlyElementsOf(
              method.description().parameters().stream().map(MethodParameter::name).toList())
          .contains("epochs", "batch-size", "labels");
    }
    assertThat(MethodSettings.defaults(NPO).number("beta")).isEqualTo(0.1);
    assertThat(MethodSettings.defaults(NPO).choice("log-probability")).isEqualTo("sum");
    assertThat(MethodSettings.defaults(NPO).integer("batch-size")).isEqualTo(4);
    assertThat(new GaKlr().description().parameters())
        .extracting(MethodParameter::name)
        .startsWith("lambda", "direction", "kl-data", "reference", "epochs");
    assertThat(new Ga().description().parameters()).isEqualTo(TrainingSettings.PARAMETERS);
  }

  @Test
  void numbers_may_be_given_as_numbers_or_as_text() {
    for (Object beta : List.of(0.5, "0.5", " 5e-1 ", new BigDecimal("0.5"))) {
      assertThat(MethodSettings.of(NPO, Map.of("beta", beta)).number("beta")).isEqualTo(0.5);
    }
    for (Object epochs : List.of(3, "3", 3L)) {
      assertThat(MethodSettings.of(NPO, Map.of("epochs", epochs)).integer("epochs")).isEqualTo(3);
    }
    assertThat(MethodSettings.of(NPO, Map.of("beta", 1)))
        .isEqualTo(MethodSettings.of(NPO, Map.of("beta", "1.0")));
  }

  @Test
  void an_unknown_name_is_told_with_those_that_are_near() {
    assertThatThrownBy(() -> MethodSettings.of(NPO, Map.of("batchSize", 3)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            "The method has no such parameter: method npo\n"
                + "  found \"batchSize\"; expected one of beta, ")
        .hasMessageContaining(" (near: batch-size)\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "beta|0|found \"0\"; expected a number from 0.001 to 100",
        "beta|much|found \"much\"; expected a number from 0.001 to 100",
        "beta|NaN|found \"NaN\"; expected a number from 0.001 to 100",
        "beta|Infinity|expected a number from 0.001 to 100",
        "epochs|0|expected a whole number from 1 to 10000",
        "epochs|1.5|expected a whole number from 1 to 10000",
        "epochs|99999999999|expected a whole number from 1 to 10000",
        "log-probability|summ|found \"summ\"; expected one of sum, mean (near: sum)",
        "labels|ANSWER|found \"ANSWER\"; expected one of answer-only, all, all-text",
      })
  void a_value_that_cannot_be_is_told_by_method_and_parameter(
      String parameter, String value, String message) {
    assertThatThrownBy(() -> MethodSettings.of(NPO, Map.of(parameter, value)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            "A method's parameter has a value that it cannot have: method npo, parameter "
                + parameter)
        .hasMessageContaining(message)
        .hasMessageContaining("leave the parameter out for its default");
  }

  @Test
  void a_value_of_another_kind_is_refused() {
    assertThatThrownBy(() -> MethodSettings.of(NPO, Map.of("beta", true)))
        .hasMessageContaining("found true; expected a number from 0.001 to 100");
    assertThatThrownBy(() -> MethodSettings.of(NPO, Map.of("log-probability", 3)))
        .hasMessageContaining("found 3; expected one of sum, mean");
    Map<String, Object> none = new HashMap<>();
    none.put("beta", null);
    assertThatThrownBy(() -> MethodSettings.of(NPO, none)).hasMessageContaining("found null;");
  }

  @Test
  void asking_for_what_was_not_declared_is_the_methods_defect() {
    MethodSettings settings = MethodSettings.defaults(NPO);
    assertThatThrownBy(() -> settings.number("alpha"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("method npo does not declare parameter alpha");
    assertThatThrownBy(() -> settings.integer("beta"))
        .hasMessage("parameter beta of method npo is a Double, not a Integer");
  }

  @Test
  void a_model_may_have_other_defaults() {
    MethodDescription small = NPO.withDefault("learning-rate", 1e-3, "a small model needs more");
    assertThat(MethodSettings.defaults(small).number("learning-rate")).isEqualTo(1e-3);
    assertThat(small.parameter("learning-rate").orElseThrow().reason())
        .isEqualTo("a small model needs more");
    assertThatThrownBy(() -> NPO.withDefault("beta", 0, "no"))
        .hasMessage("default of beta is 0, must be a number from 0.001 to 100");
    assertThatThrownBy(() -> NPO.withDefault("gamma", 0, "no"))
        .hasMessageStartingWith("parameter is gamma, must be one of [beta, ");
  }

  @Test
  void a_parameter_checks_itself() {
    assertThatThrownBy(() -> MethodParameter.number("Beta", 1, 0, 2, "m", "r"))
        .hasMessageContaining("\"Beta\", must be words in lower case");
    assertThatThrownBy(() -> MethodParameter.number("beta", 3, 0, 2, "m", "r"))
        .hasMessage("defaultValue is 3.0 for beta, must be a number from 0 to 2");
    MethodParameter beta = MethodParameter.number("beta", 1, 0, 2, "m", "r");
    assertThatThrownBy(() -> MethodDescription.ofObjective("x", "t", "p", "f", beta, beta))
        .hasMessage("parameters is beta twice, must be distinct names");
    assertThat(beta.values().kind()).isEqualTo("number");
  }

  @Test
  void the_shared_training_is_what_the_parameters_say() {
    TrainingSettings usual = TrainingSettings.of(MethodSettings.defaults(NPO));
    assertThat(usual)
        .isEqualTo(
            new TrainingSettings(
                1,
                4,
                Map.of(Part.LANGUAGE, 2e-5, Part.PROJECTOR, 1e-5, Part.VISION, 2e-6),
                0.01,
                0,
                LearningRateSchedule.Shape.LINEAR,
                OptionalDouble.of(1),
                LabelPolicy.ANSWER_ONLY));
    Map<String, Object> given =
        Map.of("schedule", "cosine", "warm-up", 0.03, "max-gradient-norm", 0, "labels", "all-text");
    TrainingSettings other = TrainingSettings.of(MethodSettings.of(NPO, given));
    assertThat(other.labels()).isEqualTo(LabelPolicy.ALL_TEXT);
    assertThat(other.maxGradientNorm()).isEmpty();
    assertThat(other.trainer(50, true).schedule())
        .isEqualTo(new LearningRateSchedule(LearningRateSchedule.Shape.COSINE, 2, 50));
    assertThat(other.trainer(50, true).checkpointing()).isTrue();
    assertThat(other.trainer(50, true).optimizer().clipNorm()).isEmpty();
  }
}
