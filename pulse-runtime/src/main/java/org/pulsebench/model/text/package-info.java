/**
 * From text to token ids and back, as transformers does it for LLaVA-1.5.
 *
 * <p>{@link org.pulsebench.model.text.ChatTemplate} recognises the conversation template that a
 * checkpoint brings along; {@link org.pulsebench.model.text.ConversationTemplate} writes turns in
 * it; {@link org.pulsebench.model.text.PromptTokenizer} turns a {@link
 * org.pulsebench.model.text.Prompt} into ids and labels with the checkpoint's {@link
 * org.pulsebench.model.text.Tokenizer} and the {@link org.pulsebench.model.text.InputContract} of
 * the model. The package depends neither on tensors nor on a model; the tokenizer's native library
 * is called through DJL.
 */
package org.pulsebench.model.text;
