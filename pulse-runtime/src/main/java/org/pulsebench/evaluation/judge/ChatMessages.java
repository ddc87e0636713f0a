package org.pulsebench.evaluation.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.pulsebench.data.Image;
import org.pulsebench.evaluation.judge.Verdict.Cause;
import org.pulsebench.evaluation.judge.Verdict.Failure;
import org.pulsebench.evaluation.judge.Verdict.Judgement;

/** The two messages of the chat-completions protocol: what is asked, and what is made of a reply. */
record ChatMessages(String model, int maxTokens, boolean showPicture) {

  /** What a picture of low detail is charged as by the publisher of the protocol. */
  static final int PICTURE_TOKENS = 85;

  private static final int CHARACTERS_PER_TOKEN = 4;
  private static final int TOKENS_PER_MESSAGE = 8;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Pattern RATING = Pattern.compile("\\[\\[([^\\[\\]]*)]]");
  private static final Pattern LAST_LINE = Pattern.compile("(?s)(.*?)Rating: \\[\\[([0-2])]]\\s*");
  private static final int SHOWN = 120;

  /** Returns the body of a request; equal bodies are equal requests, wherever they are sent. */
  String request(Rubric rubric, JudgedAnswer answer) {
    ObjectNode body = NODES.objectNode();
    body.put("model", model);
    body.put("temperature", 0);
    body.put("max_tokens", maxTokens);
    ArrayNode messages = body.putArray("messages");
    messages.addObject().put("role", "system").put("content", rubric.instructions());
    ObjectNode user = messages.addObject().put("role", "user");
    String question = rubric.question(answer);
    Optional<Image> picture = answer.picture().filter(image -> showPicture);
    if (picture.isEmpty()) {
      user.put("content", question);
    } else {
      ArrayNode parts = user.putArray("content");
      parts.addObject().put("type", "text").put("text", question);
      parts
          .addObject()
          .put("type", "image_url")
          .putObject("image_url")
          .put("url", dataUri(picture.get().bytes()))
          .put("detail", "low");
    }
    return body.toString();
  }

  /** Returns about how many tokens a request has. */
  long tokens(Rubric rubric, JudgedAnswer answer) {
    boolean pictured = showPicture && answer.picture().isPresent();
    return tokens(rubric.instructions())
        + tokens(rubric.question(answer))
        + 2 * TOKENS_PER_MESSAGE
        + (pictured ? PICTURE_TOKENS : 0);
  }

  /** Returns the text that a reply holds; empty if it is not of the protocol. */
  static Optional<String> content(String reply) {
    try {
      JsonNode content = MAPPER.readTree(reply).at("/choices/0/message/content");
      return content.isTextual() ? Optional.of(content.textValue()) : Optional.empty();
    } catch (JsonProcessingException e) {
      // The caller counts it as a broken reply; where in the JSON it broke helps nobody.
      return Optional.empty();
    }
  }

  /** Returns the verdict that a judge wrote: its last line gives the score, and no other does. */
  static Verdict verdict(String content) {
    List<String> ratings = RATING.matcher(content).results().map(MatchResult::group).toList();
    var last = LAST_LINE.matcher(content);
    if (ratings.size() != 1 || !last.matches()) {
      String found = ratings.isEmpty() ? "no score" : String.join(" ", ratings);
      return new Failure(Cause.NO_SCORE, found + " in: " + shown(content));
    }
    return new Judgement(Integer.parseInt(last.group(2)), last.group(1).strip());
  }

  static String shown(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 3) + "...";
  }

  private static String dataUri(byte[] picture) {
    boolean png = picture.length > 0 && picture[0] == (byte) 0x89;
    String type = png ? "image/png" : "image/jpeg";
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(picture);
  }

  private static long tokens(String text) {
    long ascii = text.chars().filter(character -> character < 0x80).count();
    return ascii / CHARACTERS_PER_TOKEN + (text.length() - ascii) + 1;
  }
}
