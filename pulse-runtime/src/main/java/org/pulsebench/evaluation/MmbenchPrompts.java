package org.pulsebench.evaluation;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.model.text.ConversationTemplate;

/**
 * Prompts of MMBench (arXiv 2307.06281) in English, and the parsing of {@link AnswerInference}.
 *
 * @param style the words of the question
 * @param template the conversation that the question is put into
 */
public record MmbenchPrompts(Style style, ConversationTemplate template) implements LetterPrompts {

  /** The words of the question. */
  public enum Style {
    /** As the original LLaVA evaluates itself: options as {@code A. red}, then a request. */
    LLAVA("mmbench-llava", 1024),

    /** As VLMEvalKit asks a model that brings no prompt of its own. */
    GENERIC("mmbench-generic", 2048);

    private final String id;
    private final int maxNewTokens;

    Style(String id, int maxNewTokens) {
      this.id = id;
      this.maxNewTokens = maxNewTokens;
    }
  }

  public MmbenchPrompts {
    Objects.requireNonNull(style, "style");
    Objects.requireNonNull(template, "template");
  }

  /** Returns the prompts that LLaVA-1.5's published scores were made with. */
  public static MmbenchPrompts llava() {
    return new MmbenchPrompts(Style.LLAVA, ConversationTemplate.VICUNA_V1);
  }

  /** Returns VLMEvalKit's generic prompts in the conversation that LLaVA-1.5 was trained with. */
  public static MmbenchPrompts generic() {
    return new MmbenchPrompts(Style.GENERIC, ConversationTemplate.VICUNA_V1);
  }

  @Override
  public String name() {
    return style.id;
  }

  @Override
  public int maxNewTokens() {
    return style.maxNewTokens;
  }

  @Override
  public ImagePrompt prompt(ChoiceItem item) {
    List<Image> images = item.image().stream().toList();
    String text = style == Style.LLAVA ? llava(item) : generic(item.question());
    return new ImagePrompt(template.prompt(text, images.size()).at(item.where()), images);
  }

  @Override
  public OptionalInt chosen(String answer, ChoiceQuestion question) {
    return AnswerInference.chosen(answer, question.options());
  }

  private static String llava(ChoiceItem item) {
    StringBuilder text = new StringBuilder(item.text());
    List<String> options = item.question().options();
    for (int i = 0; i < options.size(); i++) {
      text.append('\n').append(ChoiceQuestion.letter(i)).append(". ").append(options.get(i));
    }
    return text.append("\nAnswer with the option's letter from the given choices directly.")
        .toString();
  }

  private static String generic(ChoiceQuestion question) {
    StringBuilder text = new StringBuilder();
    question.hint().ifPresent(hint -> text.append("Hint: ").append(hint).append('\n'));
    text.append("Question: ").append(question.text()).append("\nOptions:\n");
    for (int i = 0; i < question.options().size(); i++) {
      text.append(ChoiceQuestion.letter(i))
          .append(". ")
          .append(question.options().get(i))
          .append('\n');
    }
    return text.append("Please select the correct answer from the options above. \n").toString();
  }
}
