package org.pulsebench.data.mmbench;

import static org.pulsebench.data.ChoiceQuestion.letter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/**
 * Where a file has its columns.
 *
 * <p>Names of more than one letter are told apart without regard to case, as in VLMEvalKit: {@code
 * l2-category} is {@code L2-category} in some releases.
 */
final class MmbenchColumns {

  static final String INDEX = "index";
  static final String QUESTION = "question";
  static final String HINT = "hint";
  static final String ANSWER = "answer";
  static final String CATEGORY = "category";
  static final String IMAGE = "image";
  static final String SOURCE = "source";
  static final String L2_CATEGORY = "l2-category";
  static final String COMMENT = "comment";
  static final String SPLIT = "split";

  /** The options that every file has a column for. */
  static final int MIN_OPTIONS = 4;

  private static final int MAX_OPTIONS = 26;
  private static final List<String> REQUIRED =
      List.of(INDEX, QUESTION, CATEGORY, IMAGE, L2_CATEGORY);
  private static final List<String> OPTIONAL = List.of(HINT, ANSWER, SOURCE, COMMENT, SPLIT);

  private final List<String> header;
  private final Map<String, Integer> positions;
  private final List<String> options;

  private MmbenchColumns(
      List<String> header, Map<String, Integer> positions, List<String> options) {
    this.header = header;
    this.positions = positions;
    this.options = options;
  }

  /**
   * Finds the columns by their names, in any order; those that nobody knows are left alone.
   *
   * @throws BadInputException if one is missing or stands there twice
   */
  static MmbenchColumns of(List<String> header, Path file) {
    List<String> options = options(header);
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = known(header.get(i));
      boolean read = REQUIRED.contains(name) || OPTIONAL.contains(name) || options.contains(name);
      if (read && positions.putIfAbsent(name, i) != null) {
        throw new BadInputException(
            new Problem(
                "A column stands there twice",
                file + ", line 1, column " + name,
                "it as column %d and %d".formatted(positions.get(name) + 1, i + 1),
                "every column once",
                "Take one of the two out."));
      }
    }
    List<String> needed = new ArrayList<>(REQUIRED);
    needed.addAll(options);
    for (String name : needed) {
      if (!positions.containsKey(name)) {
        throw missing(name, header, file);
      }
    }
    return new MmbenchColumns(List.copyOf(header), Map.copyOf(positions), options);
  }

  /** Returns how many columns there are, those included that are not read. */
  int count() {
    return header.size();
  }

  /** Returns the name at a position, as the file has it. */
  String name(int position) {
    return position < header.size() ? header.get(position) : "%d".formatted(position + 1);
  }

  OptionalInt position(String name) {
    Integer position = positions.get(name);
    return position == null ? OptionalInt.empty() : OptionalInt.of(position);
  }

  /** Returns the names of the option columns: A, B and so on. */
  List<String> options() {
    return options;
  }

  /** Returns the names of the columns to be read, all but the image. */
  List<String> texts() {
    return positions.keySet().stream().filter(name -> !name.equals(IMAGE)).sorted().toList();
  }

  /** Returns A to D, or on to the last letter that the file has a column for. */
  private static List<String> options(List<String> header) {
    int count = MIN_OPTIONS;
    for (int option = MIN_OPTIONS; option < MAX_OPTIONS; option++) {
      if (header.contains(String.valueOf(letter(option)))) {
        count = option + 1;
      }
    }
    List<String> letters = new ArrayList<>();
    for (int option = 0; option < count; option++) {
      letters.add(String.valueOf(letter(option)));
    }
    return List.copyOf(letters);
  }

  private static String known(String name) {
    return name.length() > 1 ? name.toLowerCase(Locale.ROOT) : name;
  }

  private static BadInputException missing(String name, List<String> header, Path file) {
    return new BadInputException(
        new Problem(
            "A column is missing",
            file + ", line 1, column " + name,
            header.isEmpty() ? "an empty file" : "the columns " + excerpt(header),
            "a tab-separated file of MMBench with a column of that name",
            "Check that this is an MMBench file, and fetch it again."));
  }

  private static String excerpt(List<String> header) {
    String names = String.join(", ", header);
    return names.length() <= 200 ? names : names.substring(0, 200) + " ...";
  }
}
