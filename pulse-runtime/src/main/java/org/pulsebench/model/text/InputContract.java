package org.pulsebench.model.text;

import java.util.OptionalInt;
import org.pulsebench.Checks;

/**
 * What a model accepts as token input.
 *
 * @param vocabularySize the rows of its embedding; ids run from 0 to one less
 * @param maxPositions the longest sequence, in tokens
 * @param imageTokenId the id that holds an image feature's place ({@code image_token_index}); empty
 *     for a text-only model
 * @param tokensPerImage the places every image takes, 576 for LLaVA-1.5; 0 for a text-only model,
 *     and for one in which it depends on the image, as in LLaVA-1.6
 */
public record InputContract(
    int vocabularySize, int maxPositions, OptionalInt imageTokenId, int tokensPerImage) {

  public InputContract {
    Checks.positive(vocabularySize, "vocabularySize");
    Checks.positive(maxPositions, "maxPositions");
    Checks.require(
        imageTokenId.isPresent() ? tokensPerImage >= 0 : tokensPerImage == 0,
        "tokensPerImage",
        tokensPerImage,
        imageTokenId.isPresent() ? "at least 0" : "0 without an imageTokenId");
  }

  /** Returns the contract of a model that takes no images. */
  public static InputContract textOnly(int vocabularySize, int maxPositions) {
    return new InputContract(vocabularySize, maxPositions, OptionalInt.empty(), 0);
  }
}
