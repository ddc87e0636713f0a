package org.pulsebench.model.text;

import java.util.OptionalInt;

/**
 * What a model accepts as token input.
 *
 * @param vocabularySize the rows of its embedding; ids run from 0 to one less
 * @param maxPositions the longest sequence, in tokens
 * @param imageTokenId the id that holds an image feature's place ({@code image_token_index}); empty
 *     for a text-only model
 * @param tokensPerImage the places one image takes, 576 for LLaVA-1.5; 0 for a text-only model
 */
public record InputContract(
    int vocabularySize, int maxPositions, OptionalInt imageTokenId, int tokensPerImage) {

  public InputContract {
    if (vocabularySize < 1 || maxPositions < 1) {
      throw new IllegalArgumentException(vocabularySize + " ids, " + maxPositions + " positions");
    }
    if (imageTokenId.isPresent() != tokensPerImage > 0) {
      throw new IllegalArgumentException(imageTokenId + ", " + tokensPerImage + " per image");
    }
  }

  /** Returns the contract of a model that takes no images. */
  public static InputContract textOnly(int vocabularySize, int maxPositions) {
    return new InputContract(vocabularySize, maxPositions, OptionalInt.empty(), 0);
  }
}
