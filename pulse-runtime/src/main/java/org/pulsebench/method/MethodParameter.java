package org.pulsebench.method;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pulsebench.Checks;

/**
 * A number or choice that a method leaves to its user.
 *
 * @param name in lower case, words joined by hyphens
 * @param values which values it may have
 * @param defaultValue the value unless another is given: a {@link Double}, {@link Integer} or
 *     {@link String} as {@code values} asks
 * @param meaning what it does, a phrase
 * @param reason why the default is what it is, with its source where one is published
 */
public record MethodParameter(
    String name, Values values, Object defaultValue, String meaning, String reason) {

  /** Which values a parameter may have. */
  public sealed interface Values {

    /** Returns the kind in a word: {@code number}, {@code integer} or {@code choice}. */
    String kind();

    /** Returns what is allowed in words that follow "expected". */
    String allowed();

    /**
     * Returns a given value in the parameter's own type, or nothing if it is not allowed.
     *
     * @param given a value of that type, another number, or its text
     */
    Optional<Object> accept(Object given);
  }

  /**
   * Finite numbers.
   *
   * @param least the smallest allowed
   * @param most the largest allowed
   */
  public record Numbers(double least, double most) implements Values {

    @Override
    public String kind() {
      return "number";
    }

    @Override
    public String allowed() {
      return "a number from " + text(least) + " to " + text(most);
    }

    @Override
    public Optional<Object> accept(Object given) {
      return parsed(given, Double::valueOf)
          .filter(number -> number >= least && number <= most)
          .map(number -> (Object) number);
    }

    private static String text(double number) {
      return number == Math.rint(number) && Math.abs(number) < 1e9
          ? String.valueOf((long) number)
          : String.valueOf(number);
    }
  }

  /**
   * Whole numbers.
   *
   * @param least the smallest allowed
   * @param most the largest allowed
   */
  public record Integers(int least, int most) implements Values {

    @Override
    public String kind() {
      return "integer";
    }

    @Override
    public String allowed() {
      return "a whole number from " + least + " to " + most;
    }

    @Override
    public Optional<Object> accept(Object given) {
      return parsed(given, Integer::valueOf)
          .filter(number -> number >= least && number <= most)
          .map(number -> (Object) number);
    }
  }

  /**
   * Some words.
   *
   * @param names all that are allowed
   */
  public record Choices(List<String> names) implements Values {

    public Choices {
      names = List.copyOf(names);
    }

    @Override
    public String kind() {
      return "choice";
    }

    @Override
    public String allowed() {
      return "one of " + String.join(", ", names);
    }

    @Override
    public Optional<Object> accept(Object given) {
      return names.contains(given) ? Optional.of(given) : Optional.empty();
    }
  }

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  public MethodParameter {
    requireName(name);
    Checks.require(!meaning.isBlank(), "meaning", meaning, "a phrase");
    Checks.require(!reason.isBlank(), "reason", reason, "a phrase");
    String found = defaultValue + " for " + name;
    Checks.require(
        values.accept(defaultValue).equals(Optional.of(defaultValue)),
        "defaultValue",
        found,
        values.allowed());
  }

  /** Returns a parameter that is any number from {@code least} to {@code most}. */
  public static MethodParameter number(
      String name, double defaultValue, double least, double most, String meaning, String reason) {
    return new MethodParameter(name, new Numbers(least, most), defaultValue, meaning, reason);
  }

  /** Returns a parameter that is a whole number from {@code least} to {@code most}. */
  public static MethodParameter integer(
      String name, int defaultValue, int least, int most, String meaning, String reason) {
    return new MethodParameter(name, new Integers(least, most), defaultValue, meaning, reason);
  }

  /** Returns a parameter that is one of some words, by default the first. */
  public static MethodParameter choice(
      String name, List<String> names, String meaning, String reason) {
    return new MethodParameter(name, new Choices(names), names.get(0), meaning, reason);
  }

  /** Returns this parameter with another default. */
  MethodParameter withDefault(Object value, String newReason) {
    Object accepted =
        values
            .accept(value)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "default of " + name + " is " + value + ", must be " + values.allowed()));
    return new MethodParameter(name, values, accepted, meaning, newReason);
  }

  static void requireName(String name) {
    Checks.require(
        NAME.matcher(name).matches(),
        "name",
        "\"" + name + "\"",
        "words in lower case joined by hyphens");
  }

  /** The text of a number means the same whoever reads it: no conversion rounds or cuts. */
  private static <T> Optional<T> parsed(Object given, Function<String, T> parser) {
    try {
      return given instanceof Number || given instanceof String
          ? Optional.of(parser.apply(given.toString().strip()))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
