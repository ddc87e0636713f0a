package org.pulsebench.model.text;

/**
 * A prompt, and its answer if it has one, as one row of model input: {@code [tokens]} ids and as
 * many labels, image placeholders expanded, nothing padded or cut.
 *
 * <p>Labels are aligned with the ids; the shift by one that next-token prediction needs is the
 * loss's affair.
 */
public final class TokenizedPrompt {

  /** The label of a token that carries no loss. */
  public static final int IGNORED = -100;

  private final int[] ids;
  private final int[] labels;
  private final int promptLength;
  private final int images;

  /** Made by {@link PromptTokenizer}, which has checked the ids against the model. */
  TokenizedPrompt(int[] ids, int[] labels, int promptLength, int images) {
    if (labels.length != ids.length || promptLength < 0 || promptLength > ids.length) {
      throw new IllegalArgumentException(
          ids.length + " ids, " + labels.length + " labels, prompt of " + promptLength);
    }
    this.ids = ids.clone();
    this.labels = labels.clone();
    this.promptLength = promptLength;
    this.images = images;
  }

  /** Returns a copy of the ids, {@code [length]}. */
  public int[] ids() {
    return ids.clone();
  }

  /** Returns a copy of the labels, {@code [length]}: a token id, or {@link #IGNORED}. */
  public int[] labels() {
    return labels.clone();
  }

  /** Returns the number of tokens, image placeholders and end-of-sequence token included. */
  public int length() {
    return ids.length;
  }

  /** Returns the number of tokens before the first that holds a character of the answer. */
  public int promptLength() {
    return promptLength;
  }

  /** Returns the number of images whose features the row has placeholders for. */
  public int images() {
    return images;
  }

  @Override
  public String toString() {
    return "TokenizedPrompt["
        + promptLength
        + " of "
        + ids.length
        + " tokens, "
        + images
        + " images]";
  }
}
