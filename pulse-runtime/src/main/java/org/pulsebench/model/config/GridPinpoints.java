package org.pulsebench.model.config;

import java.util.List;
import org.pulsebench.Checks;

/**
 * The sizes that LLaVA-1.6 scales pictures to before it cuts them into tiles ({@code
 * image_grid_pinpoints}), of which every picture gets the one that suits it best.
 *
 * @param sizes in the checkpoint's order, which decides between equals; at least one
 */
public record GridPinpoints(List<Size> sizes) {

  /** What transformers assumes where a file names none, made for tiles of 336 pixels. */
  public static final GridPinpoints DEFAULT =
      new GridPinpoints(
          List.of(
              new Size(336, 672),
              new Size(672, 336),
              new Size(672, 672),
              new Size(1008, 336),
              new Size(336, 1008)));

  /** A height and a width in pixels, both positive. */
  public record Size(int height, int width) {

    public Size {
      Checks.positive(height, "height");
      Checks.positive(width, "width");
    }

    long pixels() {
      return (long) height * width;
    }

    @Override
    public String toString() {
      return "[" + height + ", " + width + "]";
    }
  }

  public GridPinpoints {
    sizes = List.copyOf(sizes);
    Checks.require(!sizes.isEmpty(), "sizes", sizes, "at least one");
  }

  /**
   * Returns the size at which a picture keeps the most of its pixels; among equals the one with the
   * fewest left over, and among those the first.
   *
   * <p>Equal, rounding included, to {@code select_best_resolution} of transformers.
   *
   * @param height of the picture in pixels, positive
   * @param width of the picture in pixels, positive
   */
  public Size best(int height, int width) {
    Size best = sizes.get(0);
    long most = -1;
    long leastLeft = Long.MAX_VALUE;
    for (Size size : sizes) {
      double scale = Math.min((double) size.width() / width, (double) size.height() / height);
      long scaled = (long) (width * scale) * (long) (height * scale);
      long kept = Math.min(scaled, (long) width * height);
      long left = size.pixels() - kept;
      if (kept > most || (kept == most && left < leastLeft)) {
        best = size;
        most = kept;
        leastLeft = left;
      }
    }
    return best;
  }
}
