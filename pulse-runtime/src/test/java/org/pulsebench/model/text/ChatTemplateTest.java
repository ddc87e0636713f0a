package org.pulsebench.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;

class ChatTemplateTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private String laidOut;

  @BeforeEach
  void read() throws IOException {
    laidOut = Files.readString(TextReference.path("chat-templates/llava-hf.jinja"));
  }

  /** The form in which the checkpoints have it: on one line, no dashes, a comment or two. */
  private String oneLine() {
    return laidOut
        .lines()
        .map(String::strip)
        .collect(Collectors.joining())
        .replace("{{- ", "{{ ")
        .replace("' -}}", "'}}")
        .replace("{% for content", "{# parts #}{% for content");
  }

  @Test
  void llava_hf_is_known_in_every_spelling() {
    List<String> spellings =
        List.of(
            laidOut,
            laidOut.replace("\n", "\r\n"),
            oneLine(),
            oneLine() + "\n",
            oneLine().replace("{% generation %}", "").replace("{% endgeneration %}", ""),
            oneLine().replace("\\n", "\n"),
            oneLine().replace('\'', '"'),
            oneLine().replace("{% ", "{%  ").replace(" + ", "+"));
    assertThat(oneLine()).doesNotContain("\n").doesNotContain("-}}");
    assertThat(spellings)
        .allSatisfy(s -> assertThat(known(s)).as(s).isEqualTo(ConversationTemplate.HF_LLAVA))
        .doesNotHaveDuplicates();
  }

  @Test
  void the_form_with_one_loop_is_known() throws IOException {
    assertThat(
            known(Files.readString(TextReference.path("chat-templates/llava-hf-one-loop.jinja"))))
        .isEqualTo(ConversationTemplate.HF_LLAVA);
  }

  private ConversationTemplate known(String source) {
    return new ChatTemplate(directory, source).conversation().orElse(null);
  }

  @Test
  void a_template_that_prints_anything_else_is_not_known() {
    List<String> others =
        List.of(
            oneLine().replace("<image>\\n", "<image>"),
            oneLine().replace("': '", "':'"),
            oneLine().replace("'ASSISTANT:'", "'ASSISTANT: '"),
            oneLine().replace("{% endfor %}{% if add", "{% endfor %} {% if add"),
            oneLine().replace("{% endfor %}{% if add", "{% endfor %}{{ eos_token }}{% if add"),
            laidOut.replace("': ' -}}", "': ' }}"),
            "",
            "{{ messages");
    assertThat(others)
        .allSatisfy(s -> assertThat(new ChatTemplate(directory, s).conversation()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat_template.json", "processor_config.json", "tokenizer_config.json"})
  void is_read_from_a_json_file(String name) throws IOException {
    writeJson(name, JSON.createObjectNode().put("chat_template", oneLine()));
    assertThat(ChatTemplate.require(directory)).isEqualTo(ConversationTemplate.HF_LLAVA);
    assertThat(ChatTemplate.read(directory).orElseThrow().file())
        .isEqualTo(directory.resolve(name));
  }

  @Test
  void the_jinja_file_comes_first_and_a_config_without_template_is_passed_over()
      throws IOException {
    writeJson("processor_config.json", JSON.createObjectNode().put("image_token", "<image>"));
    writeJson("tokenizer_config.json", JSON.createObjectNode().putNull("chat_template"));
    assertThat(ChatTemplate.read(directory)).isEmpty();
    writeJson("chat_template.json", JSON.createObjectNode().put("chat_template", "other"));
    Files.writeString(directory.resolve("chat_template.jinja"), laidOut);
    assertThat(ChatTemplate.require(directory)).isEqualTo(ConversationTemplate.HF_LLAVA);
  }

  @Test
  void of_named_templates_the_default_is_taken() throws IOException {
    ObjectNode list = JSON.createObjectNode();
    list.putArray("chat_template")
        .add(JSON.valueToTree(Map.of("name", "tool_use", "template", "x")))
        .add(JSON.valueToTree(Map.of("name", "default", "template", oneLine())));
    writeJson("tokenizer_config.json", list);
    assertThat(ChatTemplate.require(directory)).isEqualTo(ConversationTemplate.HF_LLAVA);
    ObjectNode object = JSON.createObjectNode();
    object.putObject("chat_template").put("default", oneLine());
    writeJson("chat_template.json", object);
    assertThat(ChatTemplate.require(directory)).isEqualTo(ConversationTemplate.HF_LLAVA);
  }

  @Test
  void an_unknown_template_is_refused_with_its_file_and_what_to_set() throws IOException {
    Files.writeString(directory.resolve("chat_template.jinja"), "{{ bos_token }}{% mystery %}");
    assertThat(ChatTemplate.read(directory).orElseThrow().conversation()).isEmpty();
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ChatTemplate.require(directory))
        .withMessageContaining(
            "chat template is not known: " + directory.resolve("chat_template.jinja"))
        .withMessageContaining("{{ bos_token }}{% mystery %}")
        .withMessageContaining("Set conversationTemplate to one of vicuna_v1, llava_v1, hf_llava");
  }

  @Test
  void a_missing_template_is_refused_with_the_files_that_were_looked_for() {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ChatTemplate.require(directory))
        .withMessageContaining("the checkpoint has no chat template: " + directory)
        .withMessageContaining("chat_template.jinja, chat_template.json")
        .withMessageContaining("Set conversationTemplate to one of");
  }

  @Test
  void a_template_of_the_wrong_form_is_refused_with_its_field() throws IOException {
    writeJson("chat_template.json", JSON.createObjectNode().put("chat_template", 3));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ChatTemplate.read(directory))
        .withMessageContaining("chat_template.json, field chat_template")
        .withMessageContaining("found 3");
  }

  private void writeJson(String name, ObjectNode root) throws IOException {
    Files.writeString(directory.resolve(name), root.toString());
  }
}
