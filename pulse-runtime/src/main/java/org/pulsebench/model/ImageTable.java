package org.pulsebench.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.model.config.ImageGrid;
import org.pulsebench.model.config.MultimodalConfig;
import org.pulsebench.model.image.RgbImage;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tensor;

/**
 * The images of some examples at the latest stage that training leaves as it is, each distinct
 * image once. They go through the vision tower when the first of them is asked for: a method that
 * never looks at its retain set doesn't pay for its images.
 */
final class ImageTable implements AutoCloseable {

  /** Most views that go through the vision tower together, as long as an image has no more. */
  private static final int CHUNK = 16;

  private final Checkpoint checkpoint;
  private final Scope scope;
  private final boolean pixels;
  private final List<long[]> rows;
  private final List<RgbImage> distinct;
  private Optional<Images> values = Optional.empty();

  private ImageTable(
      Checkpoint checkpoint, boolean pixels, List<long[]> rows, List<RgbImage> distinct) {
    this.checkpoint = checkpoint;
    this.scope = checkpoint.model().openScope();
    this.pixels = pixels;
    this.rows = rows;
    this.distinct = distinct;
  }

  /**
   * Numbers images; the caller closes the table before the checkpoint.
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
    return new ImageTable(checkpoint, pixels, rows, List.copyOf(distinct.keySet()));
  }

  /** Returns the images of some examples in order, if there are any. */
  Optional<Images> select(Scope target, List<Integer> examples) {
    long[] wanted = examples.stream().flatMapToLong(i -> Arrays.stream(rows.get(i))).toArray();
    if (wanted.length == 0) {
      return Optional.empty();
    }
    return Optional.of(values().select(target, wanted));
  }

  /** Returns whether the table holds pixels, which no state of a model has a part in. */
  boolean holdsPixels() {
    return pixels;
  }

  /** Returns the number of distinct images. */
  int size() {
    return distinct.size();
  }

  @Override
  public void close() {
    scope.close();
  }

  private Images values() {
    if (values.isEmpty()) {
      values = Optional.of(processed());
    }
    return values.get();
  }

  private Images processed() {
    try (Scope scratch = scope.child()) {
      List<Tensor> chunks = new ArrayList<>();
      List<ImageGrid> grids = new ArrayList<>();
      int size = chunkSize();
      for (int from = 0; from < distinct.size(); from += size) {
        List<RgbImage> chunk = distinct.subList(from, Math.min(distinct.size(), from + size));
        Images.Pixels processed = checkpoint.pixels(scratch, chunk);
        grids.addAll(processed.grids());
        Tensor values = processed.values();
        if (!pixels) {
          Tensor features = checkpoint.model().visionFeatures(scratch, processed).values();
          values.close();
          values = features;
        }
        chunks.add(values);
      }
      Tensor all = scope.concatenate(chunks);
      return pixels ? new Images.Pixels(all, grids) : new Images.VisionFeatures(all, grids);
    }
  }

  private int chunkSize() {
    int views =
        checkpoint.model().config().multimodal().map(MultimodalConfig::imageViews).orElse(1);
    return Math.max(1, CHUNK / views);
  }
}
