package org.pulsebench.evaluation;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.pulsebench.Sha256;
import org.pulsebench.data.Image;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.Images;
import org.pulsebench.model.image.ImageDecoder;
import org.pulsebench.model.image.ImageProcessorConfig.ImageSize;
import org.pulsebench.model.image.RgbImage;
import org.pulsebench.model.text.LabelPolicy;
import org.pulsebench.model.text.Prompt;
import org.pulsebench.model.text.TokenizedPrompt;
import org.pulsebench.tensor.Scope;

/**
 * The pictures of some prompts, told apart by their bytes.
 *
 * <p>Bytes are read once to be told apart and once more to be decoded, and are not kept: a corpus
 * has more of them than memory.
 */
final class Pictures {

  private final Checkpoint checkpoint;
  private final ImageDecoder decoder = new ImageDecoder();
  private final Map<Image, String> digests = new IdentityHashMap<>();
  private final Map<String, Image> images = new HashMap<>();
  private final Map<String, ImageSize> sizes = new HashMap<>();

  Pictures(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  /** Returns what pictures with the same bytes have in common and others do not. */
  List<String> digests(List<Image> pictures) {
    return pictures.stream().map(this::digest).toList();
  }

  /**
   * Returns the token embeddings of pictures; one that is asked for several times is computed once.
   *
   * @param scope owns the result
   * @param digests as {@link #digests} gave them
   */
  Images features(Scope scope, List<String> digests) {
    List<String> distinct = digests.stream().distinct().toList();
    List<RgbImage> decoded = distinct.stream().map(this::decode).toList();
    try (Scope scratch = scope.child()) {
      Images.Pixels pixels = checkpoint.pixels(scratch, decoded);
      Images.ImageFeatures features = checkpoint.model().imageFeatures(scratch, pixels);
      if (distinct.size() == digests.size()) {
        return new Images.ImageFeatures(features.values().moveTo(scope), features.tokens());
      }
      return features.select(scope, digests.stream().mapToLong(distinct::indexOf).toArray());
    }
  }

  /** Returns a prompt's tokens; of a picture its size is read where they depend on it. */
  TokenizedPrompt tokenize(Prompt prompt, List<Image> pictures) {
    if (!checkpoint.tilesImages()) {
      return checkpoint.tokenize(prompt, LabelPolicy.ANSWER_ONLY);
    }
    List<ImageSize> tiled = digests(pictures).stream().map(this::size).toList();
    return checkpoint.tokenize(prompt, tiled, LabelPolicy.ANSWER_ONLY);
  }

  private ImageSize size(String digest) {
    return sizes.computeIfAbsent(
        digest,
        unknown -> {
          Image image = images.get(unknown);
          return decoder.size(image.bytes(), image.name());
        });
  }

  private RgbImage decode(String digest) {
    Image image = images.get(digest);
    return decoder.decode(image.bytes(), image.name());
  }

  private String digest(Image image) {
    return digests.computeIfAbsent(
        image,
        unknown -> {
          String digest = Sha256.of(unknown.bytes());
          images.putIfAbsent(digest, unknown);
          return digest;
        });
  }
}
