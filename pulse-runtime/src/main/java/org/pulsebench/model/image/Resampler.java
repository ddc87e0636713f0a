package org.pulsebench.model.image;

import java.util.Arrays;

/**
 * Resizes 8-bit RGB pictures, equal to the bit to {@code Image.resize} of Pillow up to version 12.
 *
 * <p>A separable convolution. Each output pixel is a weighted sum of the source pixels under the
 * kernel, which is stretched by the scale when shrinking (that is the antialiasing) and left at its
 * own width when enlarging. Weights are computed in double precision, normalised to sum to one over
 * the pixels that lie inside the picture, and rounded to fixed point. Rows are convolved first;
 * their sums are rounded and clipped to 0..255, and columns are convolved over those bytes. The
 * rounding between the passes and the fixed-point weights are what makes results equal to the bit,
 * so neither may be "improved".
 *
 * <p>Pillow 13 convolves columns first where it expects that to be faster, which clips overshoot at
 * another place and moves samples at hard edges of tall pictures by a few levels. Rows come first
 * here always: the models were trained and the published results made that way.
 *
 * <p>Unlike Pillow it computes only the window of the output that a later crop keeps, and it takes
 * the picture as if it lay on a larger canvas of one colour: neither the full resized picture nor
 * the padded one ever exists, so an extreme aspect ratio costs no memory.
 */
final class Resampler {

  /** Leaves, of 32 bits, 8 for the sample and 2 for sums above one and for the sign. */
  private static final int FRACTION_BITS = 22;

  private static final int HALF = 1 << (FRACTION_BITS - 1);

  private final ResampleFilter filter;

  Resampler(ResampleFilter filter) {
    this.filter = filter;
  }

  /**
   * Returns the samples {@code [height, width, 3]} of a window of the resized canvas.
   *
   * @param columns the output columns: source length is the canvas width
   * @param rows the output rows: source length is the canvas height
   */
  byte[] resize(Canvas canvas, Span columns, Span rows) {
    RgbImage image = canvas.image();
    Kernels across = kernels(columns);
    Kernels inPicture = across.within(canvas.left(), canvas.left() + image.width());
    Kernels down = kernels(rows);
    int firstRow = down.firstSource();
    int sourceRows = down.endSource() - firstRow;
    int rowBytes = 3 * columns.length();
    byte[] margin = new byte[rowBytes];
    convolveRow(image, 0, across.within(0, 0), canvas.colour(), margin, 0);
    byte[] narrowed = new byte[Math.multiplyExact(sourceRows, rowBytes)];
    for (int y = 0; y < sourceRows; y++) {
      int row = firstRow + y - canvas.top();
      if (row >= 0 && row < image.height()) {
        convolveRow(image, row, inPicture, canvas.colour(), narrowed, y * rowBytes);
      } else {
        System.arraycopy(margin, 0, narrowed, y * rowBytes, rowBytes);
      }
    }
    byte[] output = new byte[Math.multiplyExact(rows.length(), rowBytes)];
    int[] sums = new int[rowBytes];
    for (int y = 0; y < rows.length(); y++) {
      Arrays.fill(sums, HALF);
      addRows(narrowed, (down.starts[y] - firstRow) * rowBytes, down.weights[y], sums);
      for (int x = 0; x < rowBytes; x++) {
        output[y * rowBytes + x] = clip(sums[x]);
      }
    }
    return output;
  }

  /** Integer sums have no order, so the margin's share is added at once without a change. */
  private static void convolveRow(
      RgbImage image, int row, Kernels kernels, byte[] margin, byte[] target, int offset) {
    byte[] samples = image.samples();
    int at = offset;
    for (int x = 0; x < kernels.starts.length; x++) {
      int outside = kernels.outside[x];
      int source = 3 * (row * image.width() + kernels.starts[x]);
      int red = HALF + (margin[0] & 0xFF) * outside;
      int green = HALF + (margin[1] & 0xFF) * outside;
      int blue = HALF + (margin[2] & 0xFF) * outside;
      for (int weight : kernels.weights[x]) {
        red += (samples[source] & 0xFF) * weight;
        green += (samples[source + 1] & 0xFF) * weight;
        blue += (samples[source + 2] & 0xFF) * weight;
        source += 3;
      }
      target[at++] = clip(red);
      target[at++] = clip(green);
      target[at++] = clip(blue);
    }
  }

  private static void addRows(byte[] narrowed, int top, int[] weights, int[] sums) {
    int row = top;
    for (int weight : weights) {
      for (int x = 0; x < sums.length; x++) {
        sums[x] += (narrowed[row + x] & 0xFF) * weight;
      }
      row += sums.length;
    }
  }

  private static byte clip(int fixedPoint) {
    return (byte) Math.max(0, Math.min(255, fixedPoint >> FRACTION_BITS));
  }

  private Kernels kernels(Span span) {
    double scale = (double) span.source() / span.target();
    double stretch = Math.max(scale, 1.0);
    double reach = filter.support() * stretch;
    // Multiplying by the reciprocal instead of dividing by the stretch: it rounds differently.
    double shrink = 1.0 / stretch;
    int[] starts = new int[span.length()];
    int[][] weights = new int[span.length()][];
    for (int i = 0; i < span.length(); i++) {
      double centre = (span.first() + i + 0.5) * scale;
      int start = Math.max(0, (int) (centre - reach + 0.5));
      int end = Math.min(span.source(), (int) (centre + reach + 0.5));
      double[] exact = new double[end - start];
      double total = 0.0;
      for (int k = 0; k < exact.length; k++) {
        exact[k] = filter.weight((k + start - centre + 0.5) * shrink);
        total += exact[k];
      }
      starts[i] = start;
      weights[i] = toFixedPoint(exact, total);
    }
    return new Kernels(starts, weights, new int[span.length()]);
  }

  private static int[] toFixedPoint(double[] exact, double total) {
    int[] fixed = new int[exact.length];
    for (int k = 0; k < exact.length; k++) {
      double weight = (total == 0.0 ? exact[k] : exact[k] / total) * (1 << FRACTION_BITS);
      fixed[k] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
    }
    return fixed;
  }

  /**
   * The part of one axis that is wanted: outputs {@code first .. first + length - 1} of {@code
   * target}, made from {@code source} pixels.
   */
  record Span(int source, int target, int first, int length) {
    Span {
      if (source <= 0 || target <= 0 || first < 0 || length <= 0 || first > target - length) {
        throw new IllegalArgumentException(
            "no outputs %d..+%d in %d pixels made from %d"
                .formatted(first, length, target, source));
      }
    }
  }

  /** A picture at {@code (left, top)} of a canvas that one colour fills. */
  record Canvas(RgbImage image, int left, int top, int width, int height, byte[] colour) {

    /** Returns the picture itself as the canvas. */
    static Canvas of(RgbImage image) {
      return new Canvas(image, 0, 0, image.width(), image.height(), new byte[3]);
    }

    /** Returns the square around the picture; an odd margin is larger at the right or bottom. */
    static Canvas square(RgbImage image, byte[] colour) {
      int side = Math.max(image.width(), image.height());
      int left = (side - image.width()) / 2;
      int top = (side - image.height()) / 2;
      return new Canvas(image, left, top, side, side, colour);
    }
  }

  /**
   * The weights of every output.
   *
   * @param starts the source pixel of each output's first weight
   * @param outside the sum of each output's weights that fall on the margin
   */
  private record Kernels(int[] starts, int[][] weights, int[] outside) {

    /** Both ends of a kernel move with its centre, so the outermost outputs bound them all. */
    int firstSource() {
      return starts[0];
    }

    int endSource() {
      int last = starts.length - 1;
      return starts[last] + weights[last].length;
    }

    /** Returns the weights on sources {@code from} to {@code to - 1}, counted from {@code from}. */
    Kernels within(int from, int to) {
      int[] keptStarts = new int[starts.length];
      int[][] kept = new int[starts.length][];
      int[] lost = new int[starts.length];
      for (int i = 0; i < starts.length; i++) {
        int first = Math.min(Math.max(from - starts[i], 0), weights[i].length);
        int end = Math.max(first, Math.min(to - starts[i], weights[i].length));
        keptStarts[i] = Math.max(0, starts[i] + first - from);
        kept[i] = Arrays.copyOfRange(weights[i], first, end);
        lost[i] = Arrays.stream(weights[i]).sum() - Arrays.stream(kept[i]).sum();
      }
      return new Kernels(keptStarts, kept, lost);
    }
  }
}
