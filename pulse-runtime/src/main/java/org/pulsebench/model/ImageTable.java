package org.pulsebench.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.model.image.RgbImage;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tensor;

/**
 * The images of some examples at the latest stage that training leaves as it is, each distinct
 * image once.
 */
final class ImageTable implements AutoCloseable {

  /** Images that go through the vision tower together. */
  private static final int CHUNK = 16;

  private final Scope scope;
  private final boolean pixels;
  private final List<long[]> rows;
  private final Optional<Tensor> values;

  private ImageTable(Scope scope, boolean pixels, List<long[]> rows, Optional<Tensor> values) {
    this.scope = scope;
    this.pixels = pixels;
    this.rows = rows;
    this.values = values;
  }

  /**
   * Processes images; the caller closes the table before the checkpoint.
   *
   * @param pixels whether the vision tower is trained, so that nothing after the pixels is known
   */
  static ImageTable of(Checkpoint checkpoint, List<List<RgbImage>> images, boolean pixels) {
    Map<RgbImage, Long> distinct = new LinkedHashMap<>();
    List<long[]> rows = new ArrayList<>();
    for (List<RgbImage> some : images) {
      some.forEach(image -> distinct.putIfAbsent(image, (long) distinct.size()));
      rows.add(some.stream().mapToLong(distinct::get).toArray());
    }
    Scope scope = checkpoint.model().openScope();
    try {
      return new ImageTable(
          scope, pixels, rows, values(checkpoint, scope, List.copyOf(distinct.keySet()), pixels));
    } catch (RuntimeException e) {
      scope.close();
      throw e;
    }
  }

  /** Returns the images of some examples in order, if there are any. */
  Optional<Images> select(Scope target, List<Integer> examples) {
    long[] wanted = examples.stream().flatMapToLong(i -> Arrays.stream(rows.get(i))).toArray();
    if (wanted.length == 0) {
      return Optional.empty();
    }
    Tensor selected = target.select(values.orElseThrow(), wanted);
    return Optional.of(pixels ? new Images.Pixels(selected) : new Images.VisionFeatures(selected));
  }

  /** Returns whether the table holds pixels, which no state of a model has a part in. */
  boolean holdsPixels() {
    return pixels;
  }

  /** Returns the number of distinct images. */
  int size() {
    return values.map(tensor -> Math.toIntExact(tensor.shape().get(0))).orElse(0);
  }

  @Override
  public void close() {
    scope.close();
  }

  private static Optional<Tensor> values(
      Checkpoint checkpoint, Scope scope, List<RgbImage> images, boolean pixels) {
    if (images.isEmpty()) {
      return Optional.empty();
    }
    try (Scope scratch = scope.child()) {
      List<Tensor> chunks = new ArrayList<>();
      for (int from = 0; from < images.size(); from += CHUNK) {
        List<RgbImage> chunk = images.subList(from, Math.min(images.size(), from + CHUNK));
        Tensor values = checkpoint.pixels(scratch, chunk).values();
        if (!pixels) {
          Tensor features = checkpoint.model().visionFeatures(scratch, values);
          values.close();
          values = features;
        }
        chunks.add(values);
      }
      return Optional.of(scope.concatenate(chunks));
    }
  }
}
