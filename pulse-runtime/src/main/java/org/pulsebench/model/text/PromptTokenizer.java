package org.pulsebench.model.text;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;

/**
 * Turns prompts into model input for one tokenizer and one model.
 *
 * <p>Prompt and answer are tokenized as one text and the border is found by character, because
 * tokens of the two parts alone are not the tokens of the whole: in SentencePiece vocabularies the
 * space before a word is part of it. Each {@value Prompt#IMAGE} becomes as many placeholders as its
 * image takes, and the end-of-sequence token is appended to an answer as an id. The ids equal those
 * of transformers' {@code LlavaProcessor} and {@code LlavaNextProcessor} over the same {@code
 * tokenizer.json}.
 *
 * <p>Borrows the tokenizer, which must stay open; holds nothing to close.
 */
public final class PromptTokenizer {

  private final Tokenizer tokenizer;
  private final InputContract contract;

  /**
   * Creates the tokenizer of prompts.
   *
   * @throws BadInputException if the model's image token is not what the tokenizer calls {@value
   *     Prompt#IMAGE}
   */
  public PromptTokenizer(Tokenizer tokenizer, InputContract contract) {
    this.tokenizer = tokenizer;
    this.contract = contract;
    OptionalInt known = tokenizer.id(Prompt.IMAGE);
    if (contract.imageTokenId().isPresent() && !contract.imageTokenId().equals(known)) {
      throw new BadInputException(
          new Problem(
              "tokenizer and model disagree on the image token",
              "tokenizer.json and config.json, image_token_index",
              Prompt.IMAGE
                  + (known.isPresent() ? " as id " + known.getAsInt() : " not among the tokens"),
              "id " + contract.imageTokenId().getAsInt(),
              "Take both files from the same checkpoint."));
    }
  }

  /**
   * Tokenizes a prompt, with its answer and an end-of-sequence token where it has one. Without an
   * answer, {@link LabelPolicy#ANSWER_ONLY} ignores every label.
   *
   * @throws BadInputException if placeholders and images differ in number, there is no token, an id
   *     lies outside the model's vocabulary, the row is longer than the model's positions, or the
   *     checkpoint names no end-of-sequence token
   */
  public TokenizedPrompt tokenize(Prompt prompt, LabelPolicy policy) {
    return tokenize(prompt, alike(prompt), policy, true);
  }

  /**
   * Tokenizes a prompt whose images take a number of places each; otherwise as {@link
   * #tokenize(Prompt, LabelPolicy)}.
   *
   * @param imageTokens the places of each image, as many as the prompt has images
   */
  public TokenizedPrompt tokenize(Prompt prompt, List<Integer> imageTokens, LabelPolicy policy) {
    return tokenize(prompt, imageTokens, policy, true);
  }

  /**
   * Tokenizes a prompt and leaves the end-of-sequence token out after its answer, as MLLMU-Bench's
   * training code does; otherwise as {@link #tokenize(Prompt, LabelPolicy)}.
   */
  public TokenizedPrompt tokenizeOpenEnded(Prompt prompt, LabelPolicy policy) {
    return tokenize(prompt, alike(prompt), policy, false);
  }

  /** Returns the places of a prompt's images in a model of which all take as many. */
  private List<Integer> alike(Prompt prompt) {
    Checks.require(
        prompt.images() == 0 || contract.imageTokenId().isEmpty() || contract.tokensPerImage() > 0,
        "images",
        prompt.images(),
        "given with their places, as those of this model differ");
    return Collections.nCopies(prompt.images(), contract.tokensPerImage());
  }

  private TokenizedPrompt tokenize(
      Prompt prompt, List<Integer> imageTokens, LabelPolicy policy, boolean closed) {
    requireImages(prompt);
    Checks.require(
        imageTokens.size() == prompt.images(),
        "imageTokens",
        imageTokens,
        "one number for each of " + prompt.images() + " images");
    Iterator<Integer> places = imageTokens.iterator();
    List<Tokens.Token> tokens = tokenizer.encode(prompt.fullText(), true, prompt.where()).list();
    int border = border(prompt, tokens);
    IntStream.Builder ids = IntStream.builder();
    int promptLength = 0;
    for (int i = 0; i < tokens.size(); i++) {
      int id = tokens.get(i).id();
      int copies = isImage(id) ? places.next() : 1;
      for (int c = 0; c < copies; c++) {
        ids.add(id);
      }
      promptLength += i < border ? copies : 0;
    }
    if (closed && prompt.answer().isPresent() && !endsInEos(tokens)) {
      ids.add(eos(prompt));
    }
    int[] row = ids.build().toArray();
    requireTokens(row, prompt);
    requireKnown(row, prompt);
    requireFits(row, imageTokens, prompt);
    return new TokenizedPrompt(
        row, labels(row, promptLength, policy), promptLength, prompt.images());
  }

  /** The index of the first token that holds a character of the answer. */
  private static int border(Prompt prompt, List<Tokens.Token> tokens) {
    if (prompt.answer().isEmpty()) {
      return tokens.size();
    }
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).end() > prompt.answerStart()) {
        return i;
      }
    }
    throw new BadInputException(
        new Problem(
            "the answer has no token",
            prompt.where(),
            "\"" + prompt.answer().orElseThrow() + "\"",
            "text that the tokenizer keeps",
            "Correct or remove this question in the data."));
  }

  private int[] labels(int[] row, int promptLength, LabelPolicy policy) {
    int[] labels = row.clone();
    switch (policy) {
      case ANSWER_ONLY -> Arrays.fill(labels, 0, promptLength, TokenizedPrompt.IGNORED);
      case ALL_TEXT ->
          Arrays.setAll(labels, i -> isImage(row[i]) ? TokenizedPrompt.IGNORED : row[i]);
      case ALL -> {}
    }
    return labels;
  }

  private boolean isImage(int id) {
    return contract.imageTokenId().isPresent() && contract.imageTokenId().getAsInt() == id;
  }

  /**
   * Whether the post-processor has closed the sequence itself; a token it adds has an empty span.
   */
  private boolean endsInEos(List<Tokens.Token> tokens) {
    Tokens.Token last = tokens.get(tokens.size() - 1);
    return tokenizer.eosId().equals(OptionalInt.of(last.id())) && last.end() == last.start();
  }

  private int eos(Prompt prompt) {
    return tokenizer
        .eosId()
        .orElseThrow(
            () ->
                new BadInputException(
                    new Problem(
                        "the tokenizer names no end-of-sequence token",
                        prompt.where() + "; tokenizer_config.json, field eos_token",
                        "nothing",
                        "the token that ends an answer, for LLaMA </s>",
                        "Set eos_token in the checkpoint's tokenizer_config.json.")));
  }

  private void requireImages(Prompt prompt) {
    int placeholders = count(prompt.text());
    String found =
        "%d %s placeholders and %d images".formatted(placeholders, Prompt.IMAGE, prompt.images());
    if (contract.imageTokenId().isEmpty() && placeholders + prompt.images() > 0) {
      throw new BadInputException(
          new Problem(
              "a text-only model was given an image",
              prompt.where(),
              found,
              "none of either",
              "Use a LLaVA checkpoint, or questions without images."));
    }
    if (placeholders != prompt.images()) {
      throw new BadInputException(
          new Problem(
              placeholders > prompt.images()
                  ? "more image placeholders than images"
                  : "more images than image placeholders",
              prompt.where(),
              found,
              "as many of one as of the other",
              "Write one " + Prompt.IMAGE + " into the prompt for each image."));
    }
  }

  private static int count(String text) {
    int count = 0;
    for (int at = text.indexOf(Prompt.IMAGE); at >= 0; count++) {
      at = text.indexOf(Prompt.IMAGE, at + Prompt.IMAGE.length());
    }
    return count;
  }

  private static void requireTokens(int[] row, Prompt prompt) {
    if (row.length == 0) {
      throw new BadInputException(
          new Problem(
              "a prompt is empty",
              prompt.where(),
              "no token",
              "at least one token",
              "Correct or remove this question in the data."));
    }
  }

  private void requireKnown(int[] row, Prompt prompt) {
    for (int id : row) {
      if (id >= contract.vocabularySize()) {
        throw new BadInputException(
            new Problem(
                "a token lies outside the model's vocabulary",
                prompt.where(),
                "token \"" + tokenizer.token(id).orElse("?") + "\" with id " + id,
                "ids below " + contract.vocabularySize(),
                "Use the tokenizer that belongs to this model."));
      }
    }
  }

  private void requireFits(int[] row, List<Integer> imageTokens, Prompt prompt) {
    if (row.length > contract.maxPositions()) {
      throw new BadInputException(
          new Problem(
              "a prompt is too long for the model",
              prompt.where(),
              row.length
                  + " tokens, of them "
                  + imageTokens.stream().mapToInt(Integer::intValue).sum()
                  + " for images",
              "at most " + contract.maxPositions(),
              "Shorten the question or use fewer examples; nothing is cut off silently."));
    }
  }
}
