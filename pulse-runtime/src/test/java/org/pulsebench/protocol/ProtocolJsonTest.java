package org.pulsebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pulsebench.BadInputException;
import org.pulsebench.json.JsonFile;
import org.pulsebench.protocol.Preset.Size;

class ProtocolJsonTest {

  @ParameterizedTest
  @EnumSource(Preset.class)
  void a_protocol_is_read_as_it_was_written(Preset preset) {
    for (Size size : Size.values()) {
      Protocol protocol = preset.protocol(size);
      assertThat(Protocol.fromJson(protocol.toJson())).isEqualTo(protocol);
    }
    Protocol known = Preset.PRE_TRAINED.protocol(Size.PAPER).withMinimumAccuracy(0.6);
    assertThat(Protocol.fromJson(known.toJson())).isEqualTo(known);
  }

  @Test
  void a_preset_alone_is_the_papers() {
    assertThat(read("{'preset': 'modality'}")).isEqualTo(Preset.MODALITY.protocol(Size.PAPER));
    assertThat(read("{'preset': 'modality', 'size': 'smoke'}"))
        .isEqualTo(Preset.MODALITY.protocol(Size.SMOKE));
  }

  @Test
  void any_field_of_a_preset_can_be_given_anew() {
    Protocol protocol =
        read(
            """
            {'preset': 'sustainability', 'name': 'slow', 'people': 60, 'unlearn': 20,
             'retain': 40, 'requests': 10, 'subjectsPerRequest': 2, 'trainedParts': ['llm'],
             'scorer': 'likelihood', 'otherScorers': ['open', 'letter'], 'paper': ''}
            """);

    assertThat(protocol)
        .isEqualTo(
            new Protocol(
                "slow",
                Knowledge.FINE_TUNED,
                new Counts(60, 20, 40, 10, 2),
                List.of(TrainedParts.LLM),
                "likelihood",
                List.of("open", "letter"),
                0,
                ""));
    assertThat(read("{'preset': 'pre-trained', 'minimumAccuracy': 1}").minimumAccuracy())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'preset': 'fine-tuned', 'unlean': 3"
            + " | Field is not known: my.json, field unlean | (near: unlearn)",
        "'preset': 'finetuned' | Protocol is not known: \"finetuned\" | (near: fine-tuned)",
        "'preset': 'fine-tuned', 'size': 'small' | Size is not known: \"small\" | one of paper",
        "'size': 'smoke' | field size | no size without a preset",
        "'preset': 'fine-tuned', 'people': '100'"
            + " | field people | found \"100\"; expected a whole number from 1 to 2147483647",
        "'preset': 'fine-tuned', 'people': 0 | field people | found 0",
        "'preset': 'fine-tuned', 'retain': null | field retain | found null",
        "'preset': 'fine-tuned', 'people': 99 | unlearn, retain | at most 99",
        "'preset': 'sustainability', 'requests': 10 | requests | 10 x 10 = 100 subjects",
        "'preset': 'fine-tuned', 'knowledge': 'pretrained'"
            + " | field knowledge | one of fine-tuned, pre-trained (near: pre-trained)",
        "'preset': 'fine-tuned', 'trainedParts': 'llm' | field trainedParts | a list of texts",
        "'preset': 'fine-tuned', 'trainedParts': ['lm'] | Trained parts | (near: llm)",
        "'preset': 'fine-tuned', 'scorer': 'letters' | scorer | (near: letter)",
        "'preset': 'pre-trained', 'minimumAccuracy': -1 | field minimumAccuracy | found -1",
        "'preset': 'pre-trained', 'minimumAccuracy': 2 | minimumAccuracy | found 2.0",
        "'people': 12 | field name | found no such field; expected a text"
      })
  void wrong_fields_are_refused_by_name(String fields, String where, String rest) {
    assertThatThrownBy(() -> read("{" + fields + "}"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(where)
        .hasMessageContaining(rest);
  }

  @Test
  void without_a_preset_a_missing_field_is_asked_for() {
    assertThatThrownBy(() -> read("{'name': 'mine', 'knowledge': 'fine-tuned', 'people': 9}"))
        .hasMessage(
            """
            Field has a value that cannot be used: my.json, field unlearn
              found no such field; expected a whole number
              Add the field, or name a preset: fine-tuned, pre-trained, sustainability, modality, lifelong.\
            """);
    assertThatThrownBy(() -> read("[]")).hasMessageContaining("one JSON object");
  }

  private static Protocol read(String json) {
    return Protocol.fromJson(
        JsonFile.parse(json.replace('\'', '"'), Path.of("my.json")), "my.json");
  }
}
