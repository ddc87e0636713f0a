package org.pulsebench.plugin.store;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/**
 * A size as people write it, in powers of 1,000.
 *
 * @param bytes 0 or more
 */
record ByteSize(long bytes) {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,9}) *(B|kB|MB|GB|TB)");

  private static final Map<String, Long> UNITS =
      Map.of(
          "B", 1L, "kB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L, "TB", 1_000_000_000_000L);

  private static final long STEP = 1_000;

  static ByteSize parse(String text) {
    Matcher form = FORM.matcher(text.trim());
    if (!form.matches()) {
      throw new BadInputException(
          new Problem(
              "A size cannot be read",
              "<maximumSize> (-Dpulse.store.maximumSize)",
              text,
              "a number with B, kB, MB, GB or TB, such as 10GB",
              "Correct the value."));
    }
    return new ByteSize(
        Math.multiplyExact(Long.parseLong(form.group(1)), UNITS.get(form.group(2))));
  }

  /** Returns such as {@code 12.3 MB}. */
  String text() {
    if (bytes < STEP) {
      return bytes + " B";
    }
    double value = bytes;
    String unit = "B";
    for (String larger : new String[] {"kB", "MB", "GB", "TB"}) {
      if (value < STEP) {
        break;
      }
      value /= STEP;
      unit = larger;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, unit);
  }
}
