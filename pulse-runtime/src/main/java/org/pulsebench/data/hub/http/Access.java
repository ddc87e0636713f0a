package org.pulsebench.data.hub.http;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/**
 * A server and the token for it.
 *
 * @param endpoint where it is: a scheme, a host and perhaps a port and a path, without a slash at
 *     the end
 * @param token is sent to that scheme, host and port alone
 */
public record Access(URI endpoint, Optional<Token> token) {

  public Access {
    Objects.requireNonNull(token, "token");
    String scheme = endpoint.getScheme() == null ? "" : endpoint.getScheme();
    boolean web = scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http");
    if (!web
        || endpoint.getHost() == null
        || endpoint.getUserInfo() != null
        || endpoint.getQuery() != null) {
      throw new BadInputException(
          new Problem(
              "Endpoint cannot be used",
              "pulse.hub.endpoint",
              endpoint.getUserInfo() != null ? "an address with a password" : endpoint.toString(),
              "an address such as https://huggingface.co",
              "Correct the address; a token goes into settings.xml or HF_TOKEN."));
    }
    endpoint = withoutSlash(endpoint);
  }

  /** Returns the address of a path below the endpoint. */
  public URI at(String path) {
    return URI.create(endpoint + path);
  }

  /** Returns the token for an address, if it is on that server. */
  Optional<Token> tokenFor(URI address) {
    return token.filter(secret -> origin(address).equals(origin(endpoint)));
  }

  /** Returns what has to be equal for two addresses to be of one server. */
  static String origin(URI address) {
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    int standard = scheme.equals("https") ? 443 : 80;
    int port = address.getPort() < 0 ? standard : address.getPort();
    return scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + ":" + port;
  }

  private static URI withoutSlash(URI address) {
    String text = address.toString();
    return text.endsWith("/") ? URI.create(text.replaceAll("/+$", "")) : address;
  }
}
