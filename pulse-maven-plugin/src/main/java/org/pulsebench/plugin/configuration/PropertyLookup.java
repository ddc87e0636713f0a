package org.pulsebench.plugin.configuration;

import java.util.Optional;

/**
 * The properties of a build, {@code -Dpulse...}, by which fields of nested elements can be set from
 * the command line. They count more than the element, as Maven has it for lists.
 */
@FunctionalInterface
public interface PropertyLookup {

  /** No property at all. */
  PropertyLookup NONE = name -> Optional.empty();

  /** Returns the value of a property, if it has one. */
  Optional<String> value(String name);
}
