package org.pulsebench.model.image;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;

/**
 * How a camera held the picture: the eight values of EXIF tag 0x0112.
 *
 * <p>Each value says where the stored rows and columns lie in the upright picture; constants stand
 * in the order of the tag's values, from 1.
 */
enum ExifOrientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  UPSIDE_DOWN(false, true, true),
  MIRRORED_UPSIDE_DOWN(false, false, true),
  TRANSPOSED(true, false, false),
  TURNED_LEFT(true, false, true),
  TRANSVERSED(true, true, true),
  TURNED_RIGHT(true, true, false);

  /** Whether the upright picture's columns are stored as rows. */
  private final boolean swapsAxes;

  /** Whether the stored columns run from right to left, seen along the stored axis. */
  private final boolean reversesColumns;

  /** Whether the stored rows run from bottom to top, seen along the stored axis. */
  private final boolean reversesRows;

  ExifOrientation(boolean swapsAxes, boolean reversesColumns, boolean reversesRows) {
    this.swapsAxes = swapsAxes;
    this.reversesColumns = reversesColumns;
    this.reversesRows = reversesRows;
  }

  /** Returns the orientation in a TIFF structure; one that is absent or unknown is upright. */
  static ExifOrientation of(byte[] exif) {
    Metadata metadata = new Metadata();
    new ExifReader().extract(new ByteArrayReader(exif), metadata);
    ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    Integer tag =
        directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
    return tag == null || tag < 1 || tag > values().length ? UPRIGHT : values()[tag - 1];
  }

  /** Returns whether the upright picture is as wide as the stored one is high. */
  boolean swapsSides() {
    return swapsAxes;
  }

  /** Returns the upright picture of a stored one. */
  RgbImage upright(RgbImage stored) {
    if (this == UPRIGHT) {
      return stored;
    }
    int width = swapsAxes ? stored.height() : stored.width();
    int height = swapsAxes ? stored.width() : stored.height();
    byte[] from = stored.samples();
    byte[] to = new byte[from.length];
    int target = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int column = swapsAxes ? y : x;
        int row = swapsAxes ? x : y;
        column = reversesColumns ? stored.width() - 1 - column : column;
        row = reversesRows ? stored.height() - 1 - row : row;
        int source = (row * stored.width() + column) * 3;
        to[target++] = from[source];
        to[target++] = from[source + 1];
        to[target++] = from[source + 2];
      }
    }
    return RgbImage.wrap(width, height, to);
  }
}
