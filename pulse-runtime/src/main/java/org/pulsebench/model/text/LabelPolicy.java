package org.pulsebench.model.text;

/**
 * Which tokens of a prompt with its answer carry loss.
 *
 * <p>The choice changes what is learnt and unlearnt, and published code differs in it, so that it
 * is always explicit.
 */
public enum LabelPolicy {
  /**
   * The answer and the end-of-sequence token after it: the rule of the original LLaVA training
   * code. Every token that holds a character of the answer counts, also one that holds the space
   * before it.
   */
  ANSWER_ONLY,

  /**
   * Every token of the sequence: system text, prompt, image placeholders and answer. Equal to
   * Hugging Face's {@code labels = input_ids} with only the padding masked, which is what
   * MLLMU-Bench's training code does.
   */
  ALL,

  /** Every token but the image placeholders: the loss of {@link #ALL} over text only. */
  ALL_TEXT
}
