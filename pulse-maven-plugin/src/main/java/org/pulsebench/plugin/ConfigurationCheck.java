package org.pulsebench.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.pulsebench.BadInputException;
import org.pulsebench.NearNames;
import org.pulsebench.Problem;

/**
 * Refuses what Maven lets pass: an element of the configuration, or a property of the command line,
 * that no goal of this plugin knows. A slip in a name would otherwise leave a default in its place.
 */
final class ConfigurationCheck {

  private static final String PREFIX = "pulse.";

  /** Of the elements that are nested in others: their beans read these by themselves. */
  private static final List<String> NESTED_PROPERTIES =
      List.of(
          "pulse.corpus.people",
          "pulse.corpus.exam",
          "pulse.corpus.lenient",
          "pulse.hub.endpoint",
          "pulse.hub.server",
          "pulse.lora.rank",
          "pulse.lora.alpha",
          "pulse.gate.baseline",
          "pulse.gate.haltOnFailure");

  private ConfigurationCheck() {}

  /**
   * Looks at the whole configuration of the plugin in the current project.
   *
   * @throws BadInputException if anything in it is unknown, or an option is of no use because
   *     another counts more
   */
  static void require(MavenSession session, MojoExecution execution) {
    PluginDescriptor descriptor = execution.getMojoDescriptor().getPluginDescriptor();
    Plugin plugin = session.getCurrentProject().getPlugin(descriptor.getPluginLookupKey());
    Set<String> elements = elements(descriptor);
    if (plugin != null) {
      requireKnown(plugin.getConfiguration(), elements);
      for (PluginExecution each : plugin.getExecutions()) {
        requireKnown(each.getConfiguration(), elements);
      }
      requireUsed(session, execution, plugin);
    }
    Map<String, String> properties = properties(descriptor);
    // Such as pulse.version, by which a POM names the plugin's version.
    Set<String> own = session.getCurrentProject().getProperties().stringPropertyNames();
    for (String name : session.getUserProperties().stringPropertyNames()) {
      boolean known = properties.containsKey(name) || NESTED_PROPERTIES.contains(name);
      if (name.startsWith(PREFIX) && !known && !own.contains(name)) {
        Set<String> all = new TreeSet<>(properties.keySet());
        all.addAll(NESTED_PROPERTIES);
        throw unknown("property", "-D" + name, name, all);
      }
    }
  }

  /** Maven takes an element of the POM before the property of the same parameter, lists apart. */
  private static void requireUsed(MavenSession session, MojoExecution execution, Plugin plugin) {
    List<Object> configurations = new ArrayList<>();
    configurations.add(plugin.getConfiguration());
    plugin.getExecutions().stream()
        .filter(each -> each.getId().equals(execution.getExecutionId()))
        .forEach(each -> configurations.add(each.getConfiguration()));
    MojoDescriptor mojo = execution.getMojoDescriptor();
    properties(mojo)
        .forEach(
            (property, element) -> {
              String given = session.getUserProperties().getProperty(property);
              boolean list = mojo.getParameterMap().get(element).getType().endsWith("List");
              if (given != null && !list) {
                configurations.forEach(each -> requireSame(each, element, property, given));
              }
            });
  }

  private static void requireSame(
      Object configuration, String element, String property, String given) {
    if (configuration instanceof Xpp3Dom dom) {
      Xpp3Dom child = dom.getChild(element);
      if (child != null && !given.equals(child.getValue())) {
        throw new BadInputException(
            new Problem(
                "An option has no effect, since the POM says otherwise",
                "-D" + property + "=" + given,
                "<" + element + ">" + (child.getValue() == null ? "..." : child.getValue()),
                "one of the two",
                "Leave the property out; or write <%s>${%s}</%s> and its default as a <property>."
                    .formatted(element, property, element)));
      }
    }
  }

  private static void requireKnown(Object configuration, Set<String> elements) {
    if (configuration instanceof Xpp3Dom dom) {
      for (Xpp3Dom child : dom.getChildren()) {
        if (!elements.contains(child.getName())) {
          throw unknown(
              "element", "<configuration> of pulse-maven-plugin", child.getName(), elements);
        }
      }
    }
  }

  private static BadInputException unknown(
      String kind, String where, String name, Set<String> known) {
    return new BadInputException(
        new Problem(
            "The plugin has no such " + kind,
            where,
            name,
            NearNames.expected(name, known),
            "Correct the name; mvn pulse:help -Ddetail lists all."));
  }

  private static Set<String> elements(PluginDescriptor descriptor) {
    Set<String> elements = new TreeSet<>();
    for (MojoDescriptor mojo : descriptor.getMojos()) {
      mojo.getParameters().stream()
          .filter(parameter -> parameter.isEditable())
          .forEach(parameter -> elements.add(parameter.getName()));
    }
    return elements;
  }

  /** Returns the elements of all goals by their properties. */
  private static Map<String, String> properties(PluginDescriptor descriptor) {
    Map<String, String> properties = new TreeMap<>();
    descriptor.getMojos().forEach(mojo -> properties.putAll(properties(mojo)));
    return properties;
  }

  private static Map<String, String> properties(MojoDescriptor mojo) {
    Map<String, String> properties = new TreeMap<>();
    for (PlexusConfiguration parameter : mojo.getMojoConfiguration().getChildren()) {
      String expression = String.valueOf(parameter.getValue(null));
      if (expression.startsWith("${" + PREFIX)) {
        properties.put(expression.substring(2, expression.length() - 1), parameter.getName());
      }
    }
    return properties;
  }
}
