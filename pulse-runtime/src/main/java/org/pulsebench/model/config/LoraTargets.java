package org.pulsebench.model.config;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.pulsebench.Checks;

/**
 * Which linear modules of the parts in {@link PartMode#LORA} get a low-rank update.
 *
 * <p>The choices are PEFT's, but they only ever apply within the parts that were chosen: a suffix
 * such as {@code q_proj} never reaches into the vision tower by accident, as it does in PEFT. The
 * output head is never a target.
 */
public sealed interface LoraTargets {

  /** Every linear module. */
  record AllLinear() implements LoraTargets {

    @Override
    public boolean selects(String module) {
      return true;
    }
  }

  /**
   * Modules whose path ends with one of the names.
   *
   * @param names such as {@code q_proj}, whole path components; not empty
   */
  record Suffixes(List<String> names) implements LoraTargets {

    public Suffixes {
      names = List.copyOf(names);
      Checks.require(!names.isEmpty(), "targets", names, "at least one name");
    }

    @Override
    public boolean selects(String module) {
      return names.stream().anyMatch(name -> module.equals(name) || module.endsWith("." + name));
    }
  }

  /**
   * Modules whose whole path a regular expression matches.
   *
   * @param expression in the common subset of Java's and Python's syntax
   */
  record Matching(String expression) implements LoraTargets {

    public Matching {
      try {
        Pattern.compile(expression);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "targets is no regular expression: " + e.getMessage(), e);
      }
    }

    @Override
    public boolean selects(String module) {
      return Pattern.matches(expression, module);
    }
  }

  /** Returns whether the module at a canonical path is a target. */
  boolean selects(String module);
}
