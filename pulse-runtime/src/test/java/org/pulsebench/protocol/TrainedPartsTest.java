package org.pulsebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.BadInputException;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;

class TrainedPartsTest {

  private static final LoraSettings LORA = LoraSettings.of(8, 16);

  @ParameterizedTest
  @CsvSource({
    "projector+llm, projector+llm",
    "llm+projector, projector+llm",
    "llm, llm",
    "projector, projector",
    "llm + vision, vision+llm",
    "vision+projector+llm, vision+projector+llm"
  })
  void parts_are_named_in_any_order(String id, String canonical) {
    assertThat(TrainedParts.of(id).id()).isEqualTo(canonical);
    assertThat(TrainedParts.of(id)).isEqualTo(TrainedParts.of(canonical));
  }

  @Test
  void the_papers_choice_is_the_usual_plan_of_llava() {
    assertThat(TrainedParts.PROJECTOR_AND_LLM.plan(LORA))
        .isEqualTo(AdapterPlan.languageAndProjector(LORA));
  }

  @Test
  void what_is_not_named_is_frozen() {
    AdapterPlan llm = TrainedParts.LLM.plan(LORA);
    assertThat(llm.mode(Part.LANGUAGE)).isEqualTo(PartMode.LORA);
    assertThat(llm.mode(Part.PROJECTOR)).isEqualTo(PartMode.FROZEN);
    assertThat(llm.mode(Part.VISION)).isEqualTo(PartMode.FROZEN);
    assertThat(TrainedParts.of("vision+llm").plan(LORA).mode(Part.VISION)).isEqualTo(PartMode.LORA);
  }

  @Test
  void an_unknown_part_is_refused_with_what_it_may_have_meant() {
    assertThatThrownBy(() -> TrainedParts.of("projetor+llm"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            """
            Trained parts are not known: "projetor+llm"
              found projetor; expected one of vision, projector, llm (near: projector)
              Name parts and join them by +, for instance projector+llm.\
            """);
    assertThatThrownBy(() -> TrainedParts.of("")).hasMessageContaining("found no name");
    assertThatThrownBy(() -> TrainedParts.of("llm+")).hasMessageContaining("found no name");
    assertThatThrownBy(() -> TrainedParts.of("llm+llm"))
        .hasMessageContaining("found llm twice; expected each part once");
    assertThatThrownBy(() -> new TrainedParts(Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
