package org.pulsebench.plugin.configuration;

import java.util.Optional;

/** Where models and data are fetched from, and as whom. */
public final class HubConfiguration {

  /**
   * The address of a server that speaks the protocol of the Hugging Face Hub ({@code
   * pulse.hub.endpoint}); the environment variable {@code HF_ENDPOINT}, or the Hub itself, by
   * default.
   */
  private String endpoint;

  /**
   * The id of the server in {@code settings.xml} whose password is the token ({@code
   * pulse.hub.server}), {@code huggingface} by default; without such a server it is that of the
   * environment variable {@code HF_TOKEN}.
   */
  private String server;

  /** Returns the address, if one is given. */
  public Optional<String> endpoint(PropertyLookup properties) {
    return properties.value("pulse.hub.endpoint").or(() -> Optional.ofNullable(endpoint));
  }

  /** Returns the server's id, if one is given. */
  public Optional<String> server(PropertyLookup properties) {
    return properties.value("pulse.hub.server").or(() -> Optional.ofNullable(server));
  }
}
