package org.pulsebench.data.hub.transfer;

import org.pulsebench.Checks;

/**
 * How a file is fetched.
 *
 * @param connections how many there may be at once, at least 1
 * @param pieceBytes how large the parts are that a connection fetches one after the other
 */
public record TransferSettings(int connections, long pieceBytes) {

  /**
   * 8 connections, 32 MiB: large enough to make the request for a part cheap, small enough that the
   * digest, which needs the bytes in order, finds them still in memory.
   */
  public static final TransferSettings DEFAULT = new TransferSettings(8, 32L << 20);

  public TransferSettings {
    Checks.positive(connections, "connections");
    Checks.require(pieceBytes > 0, "pieceBytes", pieceBytes, "positive");
  }
}
