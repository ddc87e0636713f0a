package org.pulsebench.data.hub.transfer;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.PulseException;
import org.pulsebench.data.hub.http.Address;
import org.pulsebench.data.hub.http.Reply;
import org.pulsebench.data.hub.http.Retries;
import org.pulsebench.data.hub.http.TransientReplyException;
import org.pulsebench.data.hub.http.Transport;

/** Asks a server for the size of a file that no list gives. */
public record RemoteSize(
    Transport transport, Retries retries, Function<Reply, PulseException> refusal) {

  /**
   * Returns the size in bytes.
   *
   * @throws PulseException if the server does not have the file, or does not say
   */
  public long of(URI address) {
    // The first byte alone: many servers answer HEAD with another length, or not at all.
    Reply reply = retries.run(address, refusal, () -> ask(address));
    OptionalLong size =
        reply
            .header("Content-Range")
            .flatMap(ContentRange::of)
            .map(range -> OptionalLong.of(range.size()))
            .orElseGet(() -> reply.headers().firstValueAsLong("Content-Length"));
    return size.orElseThrow(
        () ->
            new BadInputException(
                new Problem(
                    "Server does not say how large a file is",
                    Address.shown(address),
                    "neither Content-Range nor Content-Length",
                    "one of them",
                    "Fetch the file by hand and name its directory.")));
  }

  private Reply ask(URI address) throws IOException {
    Reply reply =
        transport.get(address, Map.of("Range", "bytes=0-0"), (status, headers) -> bytes -> false);
    if (reply.isTransient()) {
      throw new TransientReplyException(reply);
    }
    if (reply.status() != 200 && reply.status() != 206) {
      throw refusal.apply(reply);
    }
    return reply;
  }
}
