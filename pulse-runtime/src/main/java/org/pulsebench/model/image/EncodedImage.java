package org.pulsebench.model.image;

import java.util.Optional;

/**
 * An image file whose structure was checked from its first to its last byte, but whose pixels were
 * not decoded yet.
 */
sealed interface EncodedImage permits PngImage, JpegImage {

  /** Returns the stored width, before the orientation is applied. */
  int width();

  /** Returns the stored height, before the orientation is applied. */
  int height();

  /** Returns the TIFF structure that holds the EXIF fields, if the file has one. */
  Optional<byte[]> exif();

  /**
   * Decodes the pixels as they are stored.
   *
   * @throws org.pulsebench.BadInputException if the compressed data is damaged
   */
  RgbImage decode();
}
