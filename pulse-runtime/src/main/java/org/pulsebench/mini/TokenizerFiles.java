package org.pulsebench.mini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pulsebench.Checks;
import org.pulsebench.EnvironmentException;
import org.pulsebench.WholeFile;
import org.pulsebench.json.JsonFile;

/**
 * Writes the tokenizer of a checkpoint: {@code tokenizer.json}, {@code tokenizer_config.json} and
 * {@code chat_template.jinja}, which Hugging Face's libraries read too.
 *
 * <p>Ids are, in this order: {@code <s>}, {@code </s>}, {@code <pad>}, {@code <image>}, the bytes 0
 * to 255, the merges, the fixed texts. A leading {@code <s>} is added to every sequence, as LLaMA's
 * tokenizer does. The chat template is that of the {@code llava-hf} checkpoints.
 */
public final class TokenizerFiles {

  /** Renders what {@code ConversationTemplate.HF_LLAVA} does. */
  private static final String CHAT_TEMPLATE =
      """
      {% for message in messages %}
          {% if message['role'] != 'system' %}
              {{- message['role'].upper() + ': ' -}}
          {% endif %}
          {% for content in message['content'] | selectattr('type', 'equalto', 'image') %}
              {{- '<image>\\n' -}}
          {% endfor %}
          {% if message['role'] != 'assistant' %}
              {% for content in message['content'] | selectattr('type', 'equalto', 'text') %}
                  {{- content['text'] + ' ' -}}
              {% endfor %}
          {% else %}
              {% for content in message['content'] | selectattr('type', 'equalto', 'text') %}
                  {{- content['text'] + ' ' -}}
              {% endfor %}
          {% endif %}
      {% endfor %}
      {% if add_generation_prompt %}
          {{- 'ASSISTANT:' -}}
      {% endif %}
      """;

  private final Map<String, Integer> vocabulary = new LinkedHashMap<>();
  private final Map<String, Integer> fixed = new LinkedHashMap<>();
  private final List<BytePairVocabulary.Merge> merges;
  private final int size;

  private TokenizerFiles(BytePairVocabulary bytePairs, List<String> fixedTexts) {
    for (SpecialToken token : SpecialToken.values()) {
      vocabulary.put(token.text(), token.id());
    }
    bytePairs.tokens().forEach(token -> vocabulary.put(token, vocabulary.size()));
    merges = bytePairs.merges();
    int next = vocabulary.size();
    for (String text : fixedTexts) {
      // Hugging Face gives an added token the id of a vocabulary token of the same spelling.
      int id = vocabulary.containsKey(text) ? vocabulary.get(text) : next++;
      fixed.put(text, id);
    }
    size = next;
  }

  /**
   * Writes the files into an existing directory.
   *
   * @param fixedTexts texts that are one token each wherever they occur, the longest first where
   *     several begin at one character; distinct, not empty, without a special token's text, and
   *     such that a byte-level decoder returns them (ASCII always is)
   * @param maxLength longest sequence that the model takes, in tokens
   * @return the size of the vocabulary, added tokens included
   * @throws IllegalArgumentException if a fixed text is not as it has to be
   * @throws EnvironmentException if the directory cannot be written
   */
  public static int write(
      Path directory, BytePairVocabulary vocabulary, List<String> fixedTexts, int maxLength) {
    Checks.positive(maxLength, "maxLength");
    requireUsable(fixedTexts);
    TokenizerFiles files = new TokenizerFiles(vocabulary, fixedTexts);
    JsonFile.write(files.tokenizer(), directory.resolve("tokenizer.json"));
    JsonFile.write(configuration(maxLength), directory.resolve("tokenizer_config.json"));
    writeChatTemplate(directory.resolve("chat_template.jinja"));
    return files.size;
  }

  private static void requireUsable(List<String> fixedTexts) {
    Set<String> seen = new HashSet<>();
    for (String text : fixedTexts) {
      Checks.require(!text.isEmpty(), "fixed text", "empty", "a text");
      Checks.require(seen.add(text), "fixed text", '"' + text + '"', "there once");
      for (SpecialToken token : SpecialToken.values()) {
        Checks.require(
            !text.contains(token.text()),
            "fixed text",
            '"' + text + '"',
            "without " + token.text());
      }
      ByteAlphabet.spell(text); // refuses what is not Unicode
      Checks.require(
          !ByteAlphabet.isSpelling(text) || StandardCharsets.US_ASCII.newEncoder().canEncode(text),
          "fixed text",
          '"' + text + '"',
          "something that is not also the spelling of other bytes");
    }
  }

  private ObjectNode tokenizer() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("version", "1.0");
    root.putNull("truncation");
    root.putNull("padding");
    ArrayNode added = root.putArray("added_tokens");
    for (SpecialToken token : SpecialToken.values()) {
      addToken(added, token.id(), token.text(), true);
    }
    fixed.forEach((text, id) -> addToken(added, id, text, false));
    root.putNull("normalizer");
    byteLevel(root.putObject("pre_tokenizer"));
    postProcessor(root.putObject("post_processor"));
    byteLevel(root.putObject("decoder"));
    model(root.putObject("model"));
    return root;
  }

  private static void addToken(ArrayNode tokens, int id, String text, boolean special) {
    tokens
        .addObject()
        .put("id", id)
        .put("content", text)
        .put("single_word", false)
        .put("lstrip", false)
        .put("rstrip", false)
        .put("normalized", false)
        .put("special", special);
  }

  private static void byteLevel(ObjectNode node) {
    node.put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("trim_offsets", false)
        .put("use_regex", true);
  }

  private static void postProcessor(ObjectNode node) {
    String bos = SpecialToken.BOS.text();
    node.put("type", "TemplateProcessing");
    ArrayNode single = node.putArray("single");
    templatePart(single, "SpecialToken", bos);
    templatePart(single, "Sequence", "A");
    ArrayNode pair = node.putArray("pair");
    templatePart(pair, "SpecialToken", bos);
    templatePart(pair, "Sequence", "A");
    templatePart(pair, "Sequence", "B");
    ObjectNode token = node.putObject("special_tokens").putObject(bos);
    token.put("id", bos);
    token.putArray("ids").add(SpecialToken.BOS.id());
    token.putArray("tokens").add(bos);
  }

  private static void templatePart(ArrayNode template, String kind, String id) {
    template.addObject().putObject(kind).put("id", id).put("type_id", 0);
  }

  private void model(ObjectNode node) {
    node.put("type", "BPE");
    node.putNull("dropout");
    node.putNull("unk_token"); // every byte is a token, so nothing is unknown
    node.putNull("continuing_subword_prefix");
    node.putNull("end_of_word_suffix");
    node.put("fuse_unk", false);
    node.put("byte_fallback", false);
    node.put("ignore_merges", false);
    ObjectNode ids = node.putObject("vocab");
    vocabulary.forEach(ids::put);
    ArrayNode pairs = node.putArray("merges");
    merges.forEach(merge -> pairs.addArray().add(merge.left()).add(merge.right()));
  }

  private static ObjectNode configuration(int maxLength) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("tokenizer_class", "PreTrainedTokenizerFast")
        .put("processor_class", "LlavaProcessor")
        .put("bos_token", SpecialToken.BOS.text())
        .put("eos_token", SpecialToken.EOS.text())
        .put("pad_token", SpecialToken.PAD.text())
        .put("image_token", SpecialToken.IMAGE.text())
        .put("clean_up_tokenization_spaces", false)
        .put("model_max_length", maxLength);
  }

  private static void writeChatTemplate(Path file) {
    WholeFile.write(file, partial -> Files.writeString(partial, CHAT_TEMPLATE));
  }
}
