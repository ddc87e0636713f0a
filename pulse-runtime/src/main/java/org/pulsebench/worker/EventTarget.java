package org.pulsebench.worker;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;

/** Where a worker sends its events: {@code --events}. */
public sealed interface EventTarget {

  /**
   * The environment variable that holds the token of a socket. Arguments are no place for it: every
   * user of the machine can see them.
   */
  String TOKEN_VARIABLE = "PULSE_EVENTS_TOKEN";

  /** A file, emptied first. */
  record ToFile(Path file) implements EventTarget {

    public ToFile {
      Objects.requireNonNull(file, "file");
    }
  }

  /**
   * A port of this machine where the parent listens.
   *
   * @param port from 1 to 65535
   * @param token the first line that is sent, by which the parent knows its worker from any other
   *     process that finds the port
   */
  record ToSocket(int port, String token) implements EventTarget {

    static final String HOST = "127.0.0.1";

    public ToSocket {
      Checks.require(port >= 1 && port <= 65_535, "port", port, "from 1 to 65535");
      Checks.require(!token.isBlank(), "token", "blank", "a text");
    }

    /** Leaves the token out, which must not get into a log. */
    @Override
    public String toString() {
      return "tcp:" + HOST + ":" + port;
    }
  }

  /**
   * Reads {@code file:<path>} or {@code tcp:127.0.0.1:<port>}.
   *
   * @param environment the variables of the process
   * @throws BadInputException if it is neither, or the token is missing
   */
  static EventTarget parse(String value, Map<String, String> environment) {
    if (value.startsWith("file:") && value.length() > "file:".length()) {
      try {
        return new ToFile(Path.of(value.substring("file:".length())));
      } catch (InvalidPathException e) {
        throw bad(value, e);
      }
    }
    Matcher socket = Pattern.compile("tcp:127\\.0\\.0\\.1:([0-9]{1,5})").matcher(value);
    if (!socket.matches()) {
      throw bad(value, null);
    }
    int port = Integer.parseInt(socket.group(1));
    if (port < 1 || port > 65_535) {
      throw bad(value, null);
    }
    String token = environment.getOrDefault(TOKEN_VARIABLE, "");
    if (token.isBlank()) {
      throw new BadInputException(
          new Problem(
              "The token of the events is missing",
              "environment variable " + TOKEN_VARIABLE,
              "nothing",
              "the text that the listening process expects as the first line",
              "Set the variable, or send the events to a file: --events file:<path>."));
    }
    return new ToSocket(port, token);
  }

  private static BadInputException bad(String value, Throwable cause) {
    return new BadInputException(
        new Problem(
            "Events cannot be sent there",
            "option --events",
            value,
            "file:<path> or tcp:127.0.0.1:<port>",
            "Name a file or a port of this machine."),
        cause);
  }
}
