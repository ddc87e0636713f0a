package org.pulsebench.data.hub;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Patterns of paths with slashes: {@code *} within a name, {@code **} anywhere. */
record FilePatterns(List<Pattern> patterns) {

  static FilePatterns of(List<String> patterns) {
    return new FilePatterns(patterns.stream().map(FilePatterns::compiled).toList());
  }

  boolean match(String path) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
  }

  private static Pattern compiled(String pattern) {
    return Pattern.compile(
        Pattern.compile("\\*\\*|\\*|[^*]+")
            .matcher(pattern)
            .results()
            .map(
                part ->
                    switch (part.group()) {
                      case "**" -> ".*";
                      case "*" -> "[^/]*";
                      default -> Pattern.quote(part.group());
                    })
            .collect(Collectors.joining()));
  }
}
