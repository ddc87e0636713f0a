package org.pulsebench.worker;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.experiment.Phase;

/**
 * A command line of plain arguments and of options that each have a value: {@code --log <file>}.
 *
 * @param plain the arguments that are no options, in their order
 * @param options the values of the options, without repetitions
 */
record Arguments(List<String> plain, Map<String, String> options) {

  Arguments {
    plain = List.copyOf(plain);
    options = Map.copyOf(options);
  }

  /**
   * Parses a command line.
   *
   * @param known the options there are, with their dashes
   * @throws BadInputException if an option is unknown, is repeated or has no value
   */
  static Arguments parse(List<String> arguments, Set<String> known) {
    List<String> plain = new ArrayList<>();
    Map<String, String> options = new HashMap<>();
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      if (!argument.startsWith("--")) {
        plain.add(argument);
        continue;
      }
      if (!known.contains(argument)) {
        throw bad("There is no such option", argument, "one of " + new TreeSet<>(known));
      }
      if (!rest.hasNext()) {
        throw bad("An option has no value", argument, argument + " <value>");
      }
      String value = rest.next();
      if (options.put(argument, value) != null) {
        throw bad("An option is repeated", argument + " " + value, "each option once");
      }
    }
    return new Arguments(plain, options);
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  Optional<Path> file(String name) {
    return option(name).map(value -> path(value, "a file after " + name));
  }

  /** Returns the experiment file, which has to be the only plain argument after the given ones. */
  Path experimentFile(int before) {
    if (plain.size() != before + 1) {
      List<String> found = plain.subList(Math.min(before, plain.size()), plain.size());
      throw bad(
          "One experiment is run at a time",
          found.isEmpty() ? "no file" : String.join(" ", found),
          "one experiment file");
    }
    return path(plain.get(before), "an experiment file");
  }

  /** Returns the directory, which has to be the only plain argument after the given ones. */
  Path directory(int before) {
    requirePlain(before + 1);
    if (plain.size() <= before) {
      throw bad("A directory has to be named", "none", "one directory");
    }
    return path(plain.get(before), "a directory");
  }

  /** Requires that there are no more plain arguments than these. */
  void requirePlain(int most) {
    if (plain.size() > most) {
      throw bad("There is an argument too many", plain.get(most), "options only");
    }
  }

  /** Returns the last phase that is to be carried out: all of them unless said otherwise. */
  Phase until(String name) {
    return option(name).map(value -> Phase.of(value, "option " + name)).orElse(Phase.EVALUATE);
  }

  private static Path path(String value, String expected) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw bad("A file cannot have such a name", value, expected);
    }
  }

  static BadInputException bad(String what, String found, String expected) {
    return new BadInputException(
        new Problem(what, "arguments", found, expected, "Correct the command line."));
  }
}
