package org.pulsebench.method.lumoe;

import org.pulsebench.Checks;
import org.pulsebench.Sha256;

/**
 * An adapter that answers what a request made the model forget.
 *
 * @param name of the request; what a router calls it
 * @param digest of the adapter's files
 */
public record Expert(String name, String digest) {

  public Expert {
    Checks.require(!name.isBlank(), "name", "blank", "the name of a request");
    Sha256.require(digest, "digest");
  }
}
