package org.pulsebench.model.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.pulsebench.Checks;

/**
 * How one picture goes through the vision tower, and what of it becomes tokens.
 *
 * <p>The first view is always the whole picture. LLaVA-1.6 adds tiles of the enlarged picture,
 * which together form a grid of features; the rows and columns of the grid that saw nothing but
 * padding are dropped, and each row that is kept ends with a newline.
 *
 * @param tileRows rows of tiles, 0 where the whole picture is the only view
 * @param tileColumns tiles in a row, 0 where the whole picture is the only view
 * @param keptRows rows of features in the middle of the grid that are kept
 * @param keptColumns features in the middle of each row that are kept
 */
public record ImageGrid(int tileRows, int tileColumns, int keptRows, int keptColumns) {

  /** The grid of a picture that is not cut into tiles. */
  public static final ImageGrid WHOLE = new ImageGrid(0, 0, 0, 0);

  /** Decimals to which transformers rounds before it cuts off, so that 24 does not become 23. */
  private static final int DECIMALS = 7;

  public ImageGrid {
    Checks.require(tileRows >= 0, "tileRows", tileRows, "at least 0");
    Checks.require(tileColumns >= 0, "tileColumns", tileColumns, "at least 0");
    Checks.require(keptRows >= 0, "keptRows", keptRows, "at least 0");
    Checks.require(keptColumns >= 0, "keptColumns", keptColumns, "at least 0");
  }

  /**
   * Returns the grid of a picture, padding left out as {@code unpad_image} of transformers does.
   *
   * <p>The padding is computed from the picture's proportions and not from the pixels that were
   * padded, which differ by rounding; of a picture more than some fifty times as long as wide
   * nothing may be kept.
   *
   * @param side features in a row of one tile
   * @param height of the picture before it was scaled, in pixels
   * @param width of the picture before it was scaled, in pixels
   */
  static ImageGrid of(int tileRows, int tileColumns, int side, int height, int width) {
    int rows = tileRows * side;
    int columns = tileColumns * side;
    if ((double) width / height > (double) columns / rows) {
      return new ImageGrid(
          tileRows, tileColumns, kept(rows, height * ((double) columns / width)), columns);
    }
    return new ImageGrid(
        tileRows, tileColumns, rows, kept(columns, width * ((double) rows / height)));
  }

  /** Returns how many remain of a length when the padding on both sides is cut off equally. */
  private static int kept(int length, double filled) {
    int whole = new BigDecimal(filled).setScale(DECIMALS, RoundingMode.HALF_EVEN).intValue();
    return length - 2 * Math.floorDiv(length - whole, 2);
  }

  /** Returns the number of pictures that go through the vision tower. */
  public int views() {
    return 1 + tileRows * tileColumns;
  }

  /**
   * Returns the number of decoder positions that the picture takes.
   *
   * @param viewTokens those of the whole picture alone
   */
  public int tokens(int viewTokens) {
    return viewTokens + keptRows * (keptColumns + 1);
  }
}
