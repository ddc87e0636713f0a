package org.pulsebench.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.model.text.Prompt;

/**
 * Prompts and parsing of MLLMU-Bench (arXiv 2410.22108), as its {@code eval.py} has them for LLaVA:
 * greedy answers of at most {@value #MAX_NEW_TOKENS} tokens, no system text.
 *
 * <p>Differences: its code looks for the answer after the first {@code ASSISTANT:} of prompt and
 * answer together, and is misled by a question with that word; here the answer is looked at alone.
 * It draws examples for a {@link FewShot} block at random; here they are given. A hint, which its
 * questions never have, goes before the question with a newline.
 *
 * @param examples shown before a multiple-choice question
 */
public record MllmuPrompts(FewShot examples) implements LetterPrompts {

  /** The longest answer in tokens, to every kind of question. */
  public static final int MAX_NEW_TOKENS = 50;

  private static final String ASSISTANT = "ASSISTANT:";

  public MllmuPrompts {
    Objects.requireNonNull(examples, "examples");
  }

  /** Creates the prompts without examples. */
  public MllmuPrompts() {
    this(FewShot.none());
  }

  @Override
  public String name() {
    return examples.examples().isEmpty() ? "mllmu-bench" : "mllmu-bench-few-shot";
  }

  @Override
  public int maxNewTokens() {
    return MAX_NEW_TOKENS;
  }

  @Override
  public ImagePrompt prompt(ChoiceItem item) {
    StringBuilder text = new StringBuilder();
    List<Image> images = new ArrayList<>();
    for (ChoiceItem example : examples.before(item)) {
      ChoiceQuestion question = example.question();
      text.append(opening(example.image()))
          .append("Question: ")
          .append(example.text())
          .append('\n')
          .append(options(question))
          .append("\nCorrect Answer: ")
          .append(ChoiceQuestion.letter(question.correct().orElseThrow()))
          .append('\n');
      example.image().ifPresent(images::add);
    }
    text.append(opening(item.image()))
        .append(item.text())
        .append('\n')
        .append(options(item.question()))
        .append("\nJust give ONE letter representing the answer directly.\n")
        .append(ASSISTANT);
    item.image().ifPresent(images::add);
    return new ImagePrompt(
        Prompt.verbatim(text.toString(), images.size()).at(item.where()), images);
  }

  /** Returns the option whose letter is the first character of the answer, in either case. */
  @Override
  public OptionalInt chosen(String answer, ChoiceQuestion question) {
    String said = beforeNextTurn(answer);
    if (said.isEmpty()) {
      return OptionalInt.empty();
    }
    int option = Character.toUpperCase(said.codePointAt(0)) - 'A';
    return option >= 0 && option < question.options().size()
        ? OptionalInt.of(option)
        : OptionalInt.empty();
  }

  /**
   * Returns the prompt for a sentence with a blank; each pair of underscores becomes {@code
   * [Blank]}, so that four of them give it twice.
   *
   * @param image empty for a text question, or to ask blind
   */
  public static ImagePrompt cloze(ClozeQuestion question, Optional<Image> image) {
    return cloze(new WrittenItem<>(question, image), List.of());
  }

  /**
   * Returns the same prompt after examples with their answers, those of the question's own modality
   * only; as published, an example's placeholder follows its {@code USER:} without a space.
   *
   * @param examples with their pictures where they are image questions
   */
  public static ImagePrompt cloze(
      WrittenItem<ClozeQuestion> item, List<WrittenItem<ClozeQuestion>> examples) {
    StringBuilder text = new StringBuilder();
    List<Image> images = new ArrayList<>();
    for (WrittenItem<ClozeQuestion> example : examples) {
      if (example.question().modality() == item.question().modality()) {
        boolean shown = item.image().isPresent() && example.image().isPresent();
        text.append(shown ? "USER:" + Prompt.IMAGE + "\n" : "USER:\n")
            .append(blanks(example.question()))
            .append("\nCorrect Answer: ")
            .append(example.question().truth())
            .append('\n');
        if (shown) {
          images.add(example.image().get());
        }
      }
    }
    text.append(opening(item.image()))
        .append(blanks(item.question()))
        .append('\n')
        .append(ASSISTANT);
    item.image().ifPresent(images::add);
    return new ImagePrompt(
        Prompt.verbatim(text.toString(), images.size()).at("question " + item.question().id()),
        images);
  }

  private static String blanks(ClozeQuestion question) {
    return question.text().replace("__", "[Blank]")
        + "\nPlease **ONLY** provide the correct answer that should replace the [Blank].";
  }

  /**
   * Returns whether an answer fills a blank: it contains the truth, in any case.
   *
   * <p>As published: the answer "Sweden" is right for the truth "Swede".
   *
   * @param answer the answer alone, without the prompt
   */
  public static boolean fillsBlank(String answer, ClozeQuestion question) {
    String truth = question.truth().toLowerCase(Locale.ROOT);
    return beforeNextTurn(answer).toLowerCase(Locale.ROOT).contains(truth);
  }

  /**
   * Returns the prompt for an answer in a sentence; the one with a picture ends in a space.
   *
   * @param image empty for a text question, or to ask blind
   */
  public static ImagePrompt generation(GenerationQuestion question, Optional<Image> image) {
    String text =
        image.isPresent()
            ? "USER: <image>\n"
                + question.text()
                + "\nAnswer the question based on your trained knowledge in one sentence accurately"
                + " in ENGLISH.\nASSISTANT: "
            : "USER: "
                + question.text()
                + "\nAnswer the question based on your trained knowledge in one sentence in"
                + " ENGLISH.\nASSISTANT:";
    return ImagePrompt.verbatim(text, image, "question " + question.id());
  }

  /** Returns how a turn of the user begins. */
  static String opening(Optional<Image> image) {
    return image.isPresent() ? "USER: " + Prompt.IMAGE + "\n" : "USER:\n";
  }

  private static String options(ChoiceQuestion question) {
    return IntStream.range(0, question.options().size())
        .mapToObj(i -> ChoiceQuestion.letter(i) + ": " + question.options().get(i))
        .collect(Collectors.joining("\n"));
  }

  /** A model that goes on with another turn of its own has answered before it. */
  static String beforeNextTurn(String answer) {
    int next = answer.indexOf(ASSISTANT);
    return (next < 0 ? answer : answer.substring(0, next)).strip();
  }
}
