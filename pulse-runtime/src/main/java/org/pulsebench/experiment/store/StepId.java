package org.pulsebench.experiment.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pulsebench.Checks;
import org.pulsebench.Sha256;

/**
 * What a step is called on disk: the kind and the digest of its key.
 *
 * @param kind such as {@code unlearn}
 * @param digest 64 hexadecimal digits
 */
record StepId(String kind, String digest) {

  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]*");

  /** The name of a directory under work: kind, digest, and what makes it unique. */
  private static final Pattern WORK =
      Pattern.compile("(" + KIND + ")-(" + Sha256.REGEX + ")-[^-].*");

  private static final int SHORT_DIGITS = 12;

  StepId {
    Checks.require(KIND.matcher(kind).matches(), "kind", kind, "lower-case letters, digits and -");
    Sha256.require(digest, "digest");
  }

  /** Returns the step of a directory {@code <kind>/<2 digits>/<digest>}, if it is one. */
  static Optional<StepId> ofDirectory(Path directory) {
    String digest = directory.getFileName().toString();
    Path shard = directory.getParent();
    String kind = shard.getParent().getFileName().toString();
    boolean step =
        Sha256.isDigest(digest)
            && KIND.matcher(kind).matches()
            && shard.getFileName().toString().equals(digest.substring(0, 2));
    return step ? Optional.of(new StepId(kind, digest)) : Optional.empty();
  }

  /** Returns the step that a directory under work belongs to, if it is one of ours. */
  static Optional<StepId> ofWork(Path directory) {
    Matcher name = WORK.matcher(directory.getFileName().toString());
    return name.matches()
        ? Optional.of(new StepId(name.group(1), name.group(2)))
        : Optional.empty();
  }

  Path directoryBelow(Path steps) {
    return steps.resolve(kind).resolve(digest.substring(0, 2)).resolve(digest);
  }

  String workPrefix() {
    return kind + "-" + digest + "-";
  }

  String shortName() {
    return kind + "-" + digest.substring(0, SHORT_DIGITS);
  }
}
