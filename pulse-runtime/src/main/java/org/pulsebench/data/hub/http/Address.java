package org.pulsebench.data.hub.http;

import java.io.IOException;
import java.net.URI;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/** Addresses as messages show them, and what may be wrong on the way there. */
public final class Address {

  private Address() {}

  /** Returns an address without its query and its user: in those, servers and users put secrets. */
  public static String shown(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return address.getScheme() + "://" + address.getHost() + port + address.getRawPath();
  }

  static EnvironmentException unreachable(URI address, int attempts, IOException cause) {
    return new EnvironmentException(
        new Problem(
            "Server cannot be reached",
            shown(address),
            reason(cause) + ", " + attempts + (attempts == 1 ? " time" : " times"),
            "a whole answer",
            "Check network, proxy (-Dhttps.proxyHost, -Dhttps.proxyPort) and pulse.hub.endpoint, "
                + "then run it again; what has been fetched is kept."),
        cause);
  }

  static EnvironmentException untrusted(URI address, IOException cause) {
    return new EnvironmentException(
        new Problem(
            "Server cannot prove who it is",
            shown(address),
            reason(cause),
            "a certificate that this Java trusts",
            "Import your proxy's certificate (-Djavax.net.ssl.trustStore), or fetch the files by "
                + "hand and name their directory."),
        cause);
  }

  static EnvironmentException endless(URI address, URI last) {
    return new EnvironmentException(
        new Problem(
            "Server redirects without end",
            shown(address),
            "more than " + HttpLimits.MOST_REDIRECTS + " redirects, the last to " + shown(last),
            "a file",
            "Check pulse.hub.endpoint, and whether a proxy wants a login."));
  }

  static EnvironmentException badRedirect(URI address, String found, String expected) {
    return new EnvironmentException(
        new Problem(
            "Server redirects to an address that is not used",
            shown(address),
            found,
            expected,
            "Check pulse.hub.endpoint, or ask who runs that server."));
  }

  /** The JDK leaves the message of some failures empty. */
  private static String reason(IOException cause) {
    String name = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? name : name + " (" + cause.getMessage() + ")";
  }
}
