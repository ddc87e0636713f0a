package org.pulsebench.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenSession;

/**
 * What a person types to have a build do the same again: goals, profiles and the options of PULSE.
 *
 * <p>Other options are left out. They may hold secrets, and what they change in the results stands
 * in the configuration. So are places, which are those of one machine and change nothing.
 */
final class TypedCommand {

  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  private static final Set<String> PLACES =
      Set.of(
          "pulse.store",
          "pulse.directory",
          "pulse.present",
          "pulse.hub.endpoint",
          "pulse.hub.server");

  private TypedCommand() {}

  static String of(MavenSession session) {
    return of(
        session.getGoals(), session.getRequest().getActiveProfiles(), session.getUserProperties());
  }

  static String of(List<String> goals, List<String> profiles, Properties properties) {
    List<String> words = new ArrayList<>(List.of("mvn"));
    if (!profiles.isEmpty()) {
      words.add("-P" + String.join(",", profiles));
    }
    words.addAll(goals);
    for (String name : new TreeSet<>(properties.stringPropertyNames())) {
      if (name.startsWith("pulse.") && !PLACES.contains(name)) {
        words.add("-D" + name + "=" + properties.getProperty(name));
      }
    }
    return String.join(" ", words.stream().map(TypedCommand::quoted).toList());
  }

  /** As a POSIX shell has it. */
  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
