package org.pulsebench.model.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;

/**
 * How a conversation is written out as the one text that a LLaVA-1.5 model was trained on.
 *
 * <p>Images come first in their turn, each as {@code <image>} and a newline. A prompt that a
 * benchmark gives whole needs no template: {@link Prompt#verbatim}.
 */
public enum ConversationTemplate {
  /** {@code vicuna_v1} of the original LLaVA code: the template LLaVA-1.5 was trained with. */
  VICUNA_V1(system("user"), "</s>"),

  /**
   * {@code llava_v1} of the original LLaVA code: says "human" where {@link #VICUNA_V1} says "user".
   */
  LLAVA_V1(system("human"), "</s>"),

  /**
   * The chat template of the {@code llava-hf} checkpoints: no system text, a space after every
   * turn.
   */
  HF_LLAVA("", " ");

  private static final String AFTER_USER = " ";

  private final String opening;
  private final String afterAnswer;

  ConversationTemplate(String opening, String afterAnswer) {
    this.opening = opening;
    this.afterAnswer = afterAnswer;
  }

  private static String system(String person) {
    return "A chat between a curious "
        + person
        + " and an artificial intelligence assistant. "
        + "The assistant gives helpful, detailed, and polite answers to the "
        + person
        + "'s questions. ";
  }

  /** Who speaks in a turn. */
  public enum Speaker {
    USER,
    ASSISTANT
  }

  /**
   * One turn of a conversation.
   *
   * @param speaker who speaks
   * @param text what is said, without image placeholders
   * @param images the number of images shown with it
   */
  public record Turn(Speaker speaker, String text, int images) {

    public Turn {
      Objects.requireNonNull(speaker, "speaker");
      Checks.require(images >= 0, "images", images, "at least 0");
      if (text.contains(Prompt.IMAGE)) {
        throw new BadInputException(
            new Problem(
                "the text of a turn contains an image placeholder",
                "\"" + text + "\"",
                Prompt.IMAGE,
                "text only, since the template places the images",
                "Remove it and give the number of images, or give the whole prompt verbatim."));
      }
    }

    /** Returns a user's turn of text only. */
    public static Turn user(String text) {
      return new Turn(Speaker.USER, text, 0);
    }

    /** Returns a user's turn that shows images. */
    public static Turn user(String text, int images) {
      return new Turn(Speaker.USER, text, images);
    }

    /** Returns a turn of the model. */
    public static Turn assistant(String text) {
      return new Turn(Speaker.ASSISTANT, text, 0);
    }
  }

  /** Returns the name in options and reports, for instance {@code vicuna_v1}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the template with this {@link #id()}.
   *
   * @throws BadInputException if there is none; the message lists them
   */
  public static ConversationTemplate of(String id) {
    return Arrays.stream(values())
        .filter(template -> template.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    new Problem(
                        "unknown conversation template",
                        "option conversationTemplate",
                        id,
                        ids(),
                        "Set one of these, or give prompts verbatim.")));
  }

  static String ids() {
    return Arrays.stream(values())
        .map(ConversationTemplate::id)
        .collect(Collectors.joining(", ", "one of ", ""));
  }

  /**
   * Returns the text of a conversation. After a user's turn it goes on up to and including {@code
   * ASSISTANT:}; after a turn of the assistant it ends in that turn's closing mark ({@code </s>},
   * or a space for {@link #HF_LLAVA}).
   *
   * @throws BadInputException if the turns do not alternate, beginning with the user
   */
  public String render(List<Turn> turns) {
    requireAlternating(turns);
    StringBuilder text = new StringBuilder(opening);
    for (Turn turn : turns) {
      text.append(turn.speaker()).append(": ");
      text.append((Prompt.IMAGE + "\n").repeat(turn.images())).append(turn.text());
      text.append(turn.speaker() == Speaker.USER ? AFTER_USER : afterAnswer);
    }
    if (turns.get(turns.size() - 1).speaker() == Speaker.USER) {
      text.append(Speaker.ASSISTANT).append(':');
    }
    return text.toString();
  }

  /**
   * Returns the prompt for the answer to a conversation that a user's turn ends.
   *
   * @throws BadInputException if the turns do not alternate, or the last is the assistant's
   */
  public Prompt prompt(List<Turn> turns) {
    String text = render(turns);
    if (turns.get(turns.size() - 1).speaker() != Speaker.USER) {
      throw wrongTurn(turns.size(), Speaker.ASSISTANT, "a user's turn that asks for an answer");
    }
    return Prompt.verbatim(text, turns.stream().mapToInt(Turn::images).sum());
  }

  /** Returns the prompt for the answer to one question of a user. */
  public Prompt prompt(String question, int images) {
    return prompt(List.of(Turn.user(question, images)));
  }

  private static void requireAlternating(List<Turn> turns) {
    if (turns.isEmpty()) {
      throw new BadInputException(
          new Problem(
              "a conversation is empty",
              "conversation",
              "no turn",
              "at least a user's turn",
              "Correct or remove this conversation in the data."));
    }
    for (int i = 0; i < turns.size(); i++) {
      Speaker due = i % 2 == 0 ? Speaker.USER : Speaker.ASSISTANT;
      if (turns.get(i).speaker() != due) {
        throw wrongTurn(i + 1, turns.get(i).speaker(), due.toString());
      }
    }
  }

  private static BadInputException wrongTurn(int number, Speaker found, String expected) {
    return new BadInputException(
        new Problem(
            "a conversation's turns are out of order",
            "turn " + number,
            found.toString(),
            expected,
            "Let user and assistant take turns, the user first."));
  }
}
