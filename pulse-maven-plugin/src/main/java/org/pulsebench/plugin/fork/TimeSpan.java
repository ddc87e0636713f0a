package org.pulsebench.plugin.fork;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/** Spans of time as people write them: {@code 90m}, {@code 30d}. */
public final class TimeSpan {

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8}) *([smhd])");

  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private TimeSpan() {}

  /**
   * Returns the span that a text names.
   *
   * @param element of the configuration, for the message
   * @throws BadInputException if it names none
   */
  public static Duration parse(String text, String element) {
    Matcher form = FORM.matcher(text.trim());
    if (!form.matches()) {
      throw new BadInputException(
          new Problem(
              "A span of time cannot be read",
              "<" + element + "> (-Dpulse." + element + ")",
              text,
              "a number with s, m, h or d, such as 90m",
              "Correct the value."));
    }
    return UNITS.get(form.group(2)).multipliedBy(Long.parseLong(form.group(1)));
  }
}
