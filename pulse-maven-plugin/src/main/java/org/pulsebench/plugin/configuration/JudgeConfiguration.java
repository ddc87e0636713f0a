package org.pulsebench.plugin.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Who judges answers: {@code <judge>rules</judge>}, or a language model behind an address that
 * speaks the protocol of OpenAI's chat completions.
 */
public final class JudgeConfiguration {

  private String name = "rules";

  /** The address, such as {@code https://host.example/v1}. */
  private String endpoint;

  /** The model, as that address names it. */
  private String model;

  /** The environment variable that holds the token; never the token itself. */
  private String token;

  /** Whether it sees the picture; {@code false} by default, as published. */
  private Boolean pictures;

  /**
   * Whether it sees the true answer where utility is judged; {@code false} by default, as
   * published.
   */
  private Boolean truth;

  /** The price of a million tokens that are sent. */
  private Double priceIn;

  /** The price of a million tokens that come back. */
  private Double priceOut;

  /**
   * Takes the short form, which can only be {@code rules}: the reader of the experiment says so.
   */
  public void set(String text) {
    name = text.trim();
  }

  JsonNode json() {
    if (endpoint == null && model == null) {
      return JsonNodeFactory.instance.textNode(name);
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Optional.ofNullable(endpoint).ifPresent(text -> json.put("endpoint", text));
    Optional.ofNullable(model).ifPresent(text -> json.put("model", text));
    Optional.ofNullable(token).ifPresent(text -> json.put("token", text));
    Optional.ofNullable(pictures).ifPresent(flag -> json.put("pictures", flag));
    Optional.ofNullable(truth).ifPresent(flag -> json.put("truth", flag));
    Optional.ofNullable(priceIn).ifPresent(price -> json.put("priceIn", price));
    Optional.ofNullable(priceOut).ifPresent(price -> json.put("priceOut", price));
    return json;
  }
}
