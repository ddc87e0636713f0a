package org.pulsebench.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.pulsebench.model.config.ImageGrid;
import org.pulsebench.model.config.MultimodalConfig;
import org.pulsebench.model.config.VisionConfig;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Script;
import org.pulsebench.tensor.ScriptMethod;
import org.pulsebench.tensor.Tensor;

/**
 * Puts the projected views of LLaVA-1.6 in the order in which the decoder reads them: the whole
 * picture, then the rows of the tiles' grid as if there were no borders between tiles, padding left
 * out, a newline after each.
 *
 * <p>One selection of rows, so that a gradient passes through it; equal to {@code
 * pack_image_features} of transformers with {@code spatial_unpad}.
 */
final class FeaturePacker implements AutoCloseable {

  private final int side;
  private final Tensor newline;
  private final Script script;

  /** Creates the packer of a model; the newline, {@code [hidden]}, stays the base's. */
  FeaturePacker(MultimodalConfig config, Tensor newline) {
    VisionConfig vision = config.vision();
    this.side = vision.imageSize() / vision.patchSize();
    this.newline = newline;
    this.script =
        Script.compile(
            List.of(
                ScriptMethod.of(
                    "pack",
                    List.of("views: Tensor", "newline: Tensor", "order: Tensor"),
                    "Tensor",
                    """
                    rows = torch.flatten(views, 0, 1)
                    last = torch.type_as(torch.unsqueeze(newline, 0), rows)
                    return torch.index_select(torch.cat([rows, last], 0), 0, order)""")));
  }

  /**
   * Returns the tokens of images, {@code [tokens, hidden]}, image after image.
   *
   * @param views {@code [views, viewTokens, hidden]}, image after image
   * @param grids of the images
   */
  Tensor pack(Scope scope, Tensor views, List<ImageGrid> grids) {
    int viewTokens = side * side;
    LongStream.Builder order = LongStream.builder();
    long end = views.shape().get(0) * viewTokens;
    long first = 0;
    for (ImageGrid grid : grids) {
      for (int token = 0; token < viewTokens; token++) {
        order.add(first + token);
      }
      addTiles(order, grid, first + viewTokens, end);
      first += (long) grid.views() * viewTokens;
    }
    long[] rows = order.build().toArray();
    return script.call(scope, "pack", views, newline, scope.longs(rows, rows.length));
  }

  /** Returns the number of tokens of each image. */
  List<Integer> tokens(List<ImageGrid> grids) {
    List<Integer> tokens = new ArrayList<>();
    grids.forEach(grid -> tokens.add(grid.tokens(side * side)));
    return tokens;
  }

  /**
   * Adds the kept part of a grid, row by row.
   *
   * @param first the row of the views at which the first tile begins
   * @param newlineRow the row after all views, where the newline stands
   */
  private void addTiles(LongStream.Builder order, ImageGrid grid, long first, long newlineRow) {
    int top = (grid.tileRows() * side - grid.keptRows()) / 2;
    int left = (grid.tileColumns() * side - grid.keptColumns()) / 2;
    for (int row = top; row < top + grid.keptRows(); row++) {
      for (int column = left; column < left + grid.keptColumns(); column++) {
        long tile = (long) (row / side) * grid.tileColumns() + column / side;
        order.add(first + (tile * side + row % side) * side + column % side);
      }
      order.add(newlineRow);
    }
  }

  @Override
  public void close() {
    script.close();
  }
}
