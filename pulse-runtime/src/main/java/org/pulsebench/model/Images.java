package org.pulsebench.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.pulsebench.Checks;
import org.pulsebench.model.config.ImageGrid;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tensor;

/**
 * The images of a batch at one of three stages, so that what is frozen needs to be computed only
 * once.
 *
 * <p>In LLaVA-1.6 an image is several views, and images differ in their number and in that of their
 * tokens; in LLaVA-1.5 every image is one view.
 */
public sealed interface Images {

  /**
   * Images as the processor makes them.
   *
   * @param values {@code [views, 3, imageSize, imageSize] float32}, image after image
   * @param grids what the views of each image are
   */
  record Pixels(Tensor values, List<ImageGrid> grids) implements Images {

    public Pixels {
      grids = List.copyOf(grids);
    }

    /** Creates images of one view each, {@code [images, 3, imageSize, imageSize] float32}. */
    public Pixels(Tensor values) {
      this(values, whole(values));
    }

    @Override
    public int count() {
      return grids.size();
    }

    @Override
    public List<Integer> tokens(int viewTokens) {
      return grids.stream().map(grid -> grid.tokens(viewTokens)).toList();
    }

    @Override
    public Pixels select(Scope target, long... images) {
      return new Pixels(selectViews(target, values, grids, images), picked(grids, images));
    }
  }

  /**
   * Images that a frozen vision tower has gone over, see {@link LlavaModel#visionFeatures}.
   *
   * @param values {@code [views, viewTokens, visionHidden]}, image after image
   * @param grids what the views of each image are
   */
  record VisionFeatures(Tensor values, List<ImageGrid> grids) implements Images {

    public VisionFeatures {
      grids = List.copyOf(grids);
    }

    /** Creates images of one view each, {@code [images, viewTokens, visionHidden]}. */
    public VisionFeatures(Tensor values) {
      this(values, whole(values));
    }

    @Override
    public int count() {
      return grids.size();
    }

    @Override
    public List<Integer> tokens(int viewTokens) {
      return grids.stream().map(grid -> grid.tokens(viewTokens)).toList();
    }

    @Override
    public VisionFeatures select(Scope target, long... images) {
      return new VisionFeatures(selectViews(target, values, grids, images), picked(grids, images));
    }
  }

  /**
   * Images that a frozen projector has gone over too, see {@link LlavaModel#imageFeatures}.
   *
   * @param values {@code [tokens, hidden]}, image after image; of a model in which every image is
   *     one view {@code [images, imageTokens, hidden]}
   * @param tokens the number of tokens of each image
   */
  record ImageFeatures(Tensor values, List<Integer> tokens) implements Images {

    public ImageFeatures {
      tokens = List.copyOf(tokens);
    }

    /** Creates images of one view each, {@code [images, imageTokens, hidden]}. */
    public ImageFeatures(Tensor values) {
      this(
          values,
          Collections.nCopies((int) values.shape().get(0), Math.toIntExact(values.shape().get(1))));
    }

    @Override
    public int count() {
      return tokens.size();
    }

    @Override
    public List<Integer> tokens(int viewTokens) {
      return tokens;
    }

    @Override
    public ImageFeatures select(Scope target, long... images) {
      boolean packed = values.shape().dimension() == 2;
      List<Integer> rows = packed ? tokens : Collections.nCopies(count(), 1);
      return new ImageFeatures(target.select(values, rowsOf(rows, images)), picked(tokens, images));
    }
  }

  /** Returns the tensor of whichever stage this is. */
  Tensor values();

  /** Returns the number of images. */
  int count();

  /**
   * Returns the number of decoder positions that each image takes.
   *
   * @param viewTokens those of a whole picture, see {@link
   *     org.pulsebench.model.config.MultimodalConfig#viewTokens}
   */
  List<Integer> tokens(int viewTokens);

  /**
   * Returns some of the images in the given order, copied; an image may repeat.
   *
   * @param target owns the copy
   * @param images numbers of images, from 0
   */
  Images select(Scope target, long... images);

  private static List<ImageGrid> whole(Tensor values) {
    return Collections.nCopies((int) values.shape().get(0), ImageGrid.WHOLE);
  }

  private static Tensor selectViews(
      Scope target, Tensor values, List<ImageGrid> grids, long... images) {
    return target.select(values, rowsOf(grids.stream().map(ImageGrid::views).toList(), images));
  }

  private static <T> List<T> picked(List<T> list, long... images) {
    List<T> selected = new ArrayList<>();
    for (long image : images) {
      selected.add(list.get(Math.toIntExact(image)));
    }
    return selected;
  }

  /** Returns the rows of some images in a tensor in which each takes a number of rows. */
  private static long[] rowsOf(List<Integer> rows, long... images) {
    int[] first = new int[rows.size() + 1];
    for (int i = 0; i < rows.size(); i++) {
      first[i + 1] = first[i] + rows.get(i);
    }
    IntStream.Builder selected = IntStream.builder();
    for (long image : images) {
      int at = Math.toIntExact(image);
      Checks.require(at >= 0 && at < rows.size(), "image", image, "below " + rows.size());
      for (int row = first[at]; row < first[at + 1]; row++) {
        selected.add(row);
      }
    }
    return selected.build().asLongStream().toArray();
  }
}
