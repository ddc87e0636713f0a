package org.pulsebench.plugin.configuration;

import java.util.Optional;

/**
 * The properties of a build, {@code -Dpulse...}, by which fields of nested elements can be set from
 * the command line. As with every parameter of a Maven plugin, what the POM's configuration says
 * goes first.
 */
@FunctionalInterface
public interface PropertyLookup {

  /** No property at all. */
  PropertyLookup NONE = name -> Optional.empty();

  /** Returns the value of a property, if it has one. */
  Optional<String> value(String name);
}
