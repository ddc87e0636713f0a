/**
 * From PNG and JPEG files to pixel values, as transformers does it for LLaVA-1.5 and 1.6 with
 * Pillow.
 *
 * <p>{@link org.pulsebench.model.image.ImageDecoder} makes an upright {@link
 * org.pulsebench.model.image.RgbImage} of a file and refuses a damaged one; {@link
 * org.pulsebench.model.image.ImageProcessor} pads, resizes, crops, cuts into tiles and normalises
 * it as {@code preprocessor_config.json} says ({@link
 * org.pulsebench.model.image.ImageProcessorConfig}). Pure Java: the result is a {@code float[]},
 * not a tensor.
 */
package org.pulsebench.model.image;
