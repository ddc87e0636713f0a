package org.pulsebench.evaluation.judge;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pulsebench.Checks;
import org.pulsebench.Sha256;

/**
 * Who judged: two judges of one identity would give the same scores, wherever they run.
 *
 * @param name the built-in judge's, or the model's
 * @param version of the rules or rubrics
 * @param options whatever else a score depends on, by name
 */
public record JudgeIdentity(String name, String version, Map<String, String> options) {

  public JudgeIdentity {
    Checks.require(!name.isBlank(), "name", "blank", "a name");
    Checks.require(!version.isBlank(), "version", "blank", "a version");
    SortedMap<String, String> sorted = new TreeMap<>(options);
    options = Collections.unmodifiableSortedMap(sorted);
  }

  /** Returns the SHA-256 of all of it, 64 hexadecimal digits. */
  public String digest() {
    Sha256 digest = new Sha256();
    digest.add(name + "\n" + version + "\n");
    options.forEach((option, value) -> digest.add(option + "=" + value + "\n"));
    return digest.finish();
  }

  @Override
  public String toString() {
    return name + " " + version + (options.isEmpty() ? "" : " " + options);
  }
}
