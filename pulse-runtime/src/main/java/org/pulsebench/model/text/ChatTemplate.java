package org.pulsebench.model.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.TextFile;

/**
 * The chat template that a checkpoint brings along, in Jinja.
 *
 * <p>No Jinja is run here: a template is recognised, or it is not, and nothing is guessed. Known
 * are the templates that the {@code llava-hf} checkpoints have been published with; their canonical
 * forms are kept as digests.
 *
 * @param file the file it was read from
 * @param source the Jinja text
 */
public record ChatTemplate(Path file, String source) {

  private static final String FIELD = "chat_template";

  /** The order in which transformers looks for a processor's template. */
  private static final List<String> FILES =
      List.of(
          "chat_template.jinja",
          "chat_template.json",
          "processor_config.json",
          "tokenizer_config.json");

  private static final Map<String, ConversationTemplate> KNOWN =
      Map.of(
          // llava-1.5 and llava-v1.6-vicuna, with and without generation marks
          "edca5153a4f5c0c5ef90eb957dce401eed88242490a810ee255f2bc12d0aba29",
          ConversationTemplate.HF_LLAVA,
          // the same with one loop over the text parts for every role
          "c62e189bc14e115e09d2f7a48e28beb8e01ec868390d9a1121ae1522ccacb129",
          ConversationTemplate.HF_LLAVA);

  public ChatTemplate {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(source, "source");
  }

  /**
   * Reads a checkpoint's chat template, where it has one: from {@code chat_template.jinja}, {@code
   * chat_template.json}, {@code processor_config.json} or {@code tokenizer_config.json}, the first
   * that holds one. Of several named templates it is the one named {@code default}.
   *
   * @throws BadInputException if one of these files is broken
   */
  public static Optional<ChatTemplate> read(Path checkpointDirectory) {
    for (String name : FILES) {
      Path file = checkpointDirectory.resolve(name);
      if (Files.exists(file)) {
        Optional<String> source =
            name.endsWith(".jinja")
                ? Optional.of(TextFile.read(file))
                : field(JsonFields.read(file));
        if (source.isPresent()) {
          return source.map(s -> new ChatTemplate(file, s));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> field(JsonFields root) {
    if (!root.has(FIELD)) {
      return Optional.empty();
    }
    JsonNode value = root.get(FIELD);
    if (value.isTextual()) {
      return Optional.of(value.textValue());
    }
    if (value.isArray()) {
      for (JsonNode named : value) {
        if (named.path("name").asText().equals("default") && named.path("template").isTextual()) {
          return Optional.of(named.path("template").textValue());
        }
      }
    }
    if (value.isObject() && value.path("default").isTextual()) {
      return Optional.of(value.path("default").textValue());
    }
    throw root.bad(FIELD, value, "a template's text, or named templates with a default");
  }

  /**
   * Returns the template that a checkpoint's conversations are written with.
   *
   * @throws BadInputException if the checkpoint has no chat template or one that is not known; the
   *     message says where it was looked for and what to set instead
   */
  public static ConversationTemplate require(Path checkpointDirectory) {
    ChatTemplate template =
        read(checkpointDirectory)
            .orElseThrow(
                () ->
                    new BadInputException(
                        new Problem(
                            "the checkpoint has no chat template",
                            checkpointDirectory.toString(),
                            "none of " + String.join(", ", FILES) + " with a template",
                            "a template, or the option conversationTemplate",
                            remedy())));
    return template
        .conversation()
        .orElseThrow(
            () ->
                new BadInputException(
                    new Problem(
                        "the checkpoint's chat template is not known",
                        template.file().toString(),
                        template.head(),
                        "a template as the llava-hf checkpoints have it",
                        remedy())));
  }

  private static String remedy() {
    return "Set conversationTemplate to "
        + ConversationTemplate.ids()
        + ", as the model was trained.";
  }

  private String head() {
    String line = source.strip().replaceAll("\\s+", " ");
    return line.length() <= 60 ? line : line.substring(0, 57) + "...";
  }

  /** Returns what is known to render like this template; empty where it is not known. */
  public Optional<ConversationTemplate> conversation() {
    return Optional.ofNullable(KNOWN.get(new JinjaText(source).digest()));
  }
}
