package org.pulsebench.data.mmbench;

import static org.pulsebench.data.ChoiceQuestion.letter;
import static org.pulsebench.data.mmbench.MmbenchColumns.ANSWER;
import static org.pulsebench.data.mmbench.MmbenchColumns.CATEGORY;
import static org.pulsebench.data.mmbench.MmbenchColumns.COMMENT;
import static org.pulsebench.data.mmbench.MmbenchColumns.HINT;
import static org.pulsebench.data.mmbench.MmbenchColumns.IMAGE;
import static org.pulsebench.data.mmbench.MmbenchColumns.INDEX;
import static org.pulsebench.data.mmbench.MmbenchColumns.L2_CATEGORY;
import static org.pulsebench.data.mmbench.MmbenchColumns.QUESTION;
import static org.pulsebench.data.mmbench.MmbenchColumns.SOURCE;
import static org.pulsebench.data.mmbench.MmbenchColumns.SPLIT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.pulsebench.BadInputException;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.Modality;

/** Makes a row of the cells that were read. */
final class RowParser {

  private final RowCells cells;
  private final List<String> optionColumns;

  RowParser(RowCells cells, List<String> optionColumns) {
    this.cells = cells;
    this.optionColumns = optionColumns;
  }

  /**
   * Returns the index of the row, which has to be known before anything else is said of it.
   *
   * @throws BadInputException if the row has too few or too many fields, or no index
   */
  long index() {
    cells.requireAll();
    return cells.number(
        cells.text(INDEX), "The index is no number", INDEX, "a whole number of 0 or more");
  }

  /**
   * Returns the row.
   *
   * @throws BadInputException naming the first cell that breaks the format
   */
  MmbenchRow row(long index) {
    ChoiceQuestion question = question(index);
    ImageCell image = cells.image();
    boolean refers = image.isReference();
    return new MmbenchRow(
        cells.line(),
        index,
        question,
        refers ? Optional.empty() : Optional.of(picture()),
        refers ? OptionalLong.of(reference()) : OptionalLong.empty(),
        cells.text(CATEGORY),
        cells.text(L2_CATEGORY),
        cells.text(SPLIT),
        cells.text(SOURCE),
        cells.text(COMMENT));
  }

  /** Returns what is wrong with a row whose index an earlier line has. */
  BadInputException duplicate(long first) {
    return cells.bad(
        "An index stands there twice", INDEX, "it in line " + first + " as well", "a new one");
  }

  private ChoiceQuestion question(long index) {
    String text = cells.text(QUESTION);
    if (text.isBlank()) {
      throw cells.bad("The question is empty", QUESTION, RowCells.quoted(text), "a question");
    }
    String hint = cells.text(HINT);
    List<String> options = options();
    return new ChoiceQuestion(
        Long.toString(index),
        Modality.MULTIMODAL,
        hint.isEmpty() ? Optional.empty() : Optional.of(hint),
        text,
        options,
        correct(options.size()));
  }

  private List<String> options() {
    List<String> options = new ArrayList<>();
    for (int i = 0; i < optionColumns.size(); i++) {
      String option = cells.text(optionColumns.get(i));
      if (!option.isEmpty() && i > options.size()) {
        throw cells.bad(
            "An option follows a gap",
            optionColumns.get(i),
            RowCells.quoted(option) + " after an empty " + letter(options.size()),
            "options from A on without a gap");
      }
      if (!option.isEmpty()) {
        options.add(option);
      }
    }
    if (options.size() < 2) {
      throw cells.bad(
          "A question has fewer than two options",
          optionColumns.get(options.size()),
          "an empty cell",
          "the text of an option");
    }
    return options;
  }

  private OptionalInt correct(int options) {
    String answer = cells.text(ANSWER);
    if (answer.isEmpty()) {
      return OptionalInt.empty();
    }
    int correct = answer.charAt(0) - 'A';
    if (answer.length() > 1 || correct < 0 || correct >= options) {
      throw cells.bad(
          "The answer is no option",
          ANSWER,
          RowCells.quoted(answer),
          "a letter from A to " + letter(options - 1));
    }
    return OptionalInt.of(correct);
  }

  private long reference() {
    return cells.number(
        cells.image().head(),
        "The cell is neither a picture nor a reference to one",
        IMAGE,
        "base64 of more than "
            + ImageCell.MAX_REFERENCE
            + " characters, or the index of the row whose picture to show");
  }

  private StoredImage picture() {
    ImageCell image = cells.image();
    image
        .fault()
        .ifPresent(
            fault -> {
              throw cells.bad("The base64 is broken", IMAGE, fault, "base64 with its padding");
            });
    if (!PictureFormat.isKnown(image.signature())) {
      throw cells.bad(
          "The picture has an unknown format",
          IMAGE,
          "\"" + image.head().substring(0, 16) + "...\" in base64",
          "a PNG (iVBORw0KGgo...) or a JPEG (/9j/...)");
    }
    if (image.length() > Integer.MAX_VALUE - 8) {
      throw cells.bad("The picture is too large", IMAGE, "2 GiB or more", "less");
    }
    String name = cells.file().getFileName() + ", " + cells.row();
    return new StoredImage(cells.file(), image.offset(), (int) image.length(), name);
  }
}
