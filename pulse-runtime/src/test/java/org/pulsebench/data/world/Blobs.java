package org.pulsebench.data.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** What a reader of pixels, who knows nothing of the generator, finds of one colour. */
final class Blobs {

  /** Smaller ones are where a line or an edge happens to have the colour. */
  private static final int LEAST_PIXELS = 40;

  private Blobs() {}

  /** A connected region of one colour. */
  record Blob(int pixels, int left, int top, int right, int bottom) {

    double x() {
      return (left + right) / 2.0;
    }

    double y() {
      return (top + bottom) / 2.0;
    }

    int width() {
      return right - left + 1;
    }

    int height() {
      return bottom - top + 1;
    }
  }

  static List<Blob> of(Hue hue, Picture picture) {
    byte[] samples = picture.samples();
    boolean[] open = new boolean[Picture.SIDE * Picture.SIDE];
    for (int i = 0; i < open.length; i++) {
      open[i] =
          Byte.toUnsignedInt(samples[3 * i]) == (hue.rgb() >> 16 & 255)
              && Byte.toUnsignedInt(samples[3 * i + 1]) == (hue.rgb() >> 8 & 255)
              && Byte.toUnsignedInt(samples[3 * i + 2]) == (hue.rgb() & 255);
    }
    List<Blob> blobs = new ArrayList<>();
    for (int i = 0; i < open.length; i++) {
      if (open[i]) {
        Blob blob = grow(open, i);
        if (blob.pixels() >= LEAST_PIXELS) {
          blobs.add(blob);
        }
      }
    }
    return blobs;
  }

  static Blob only(Hue hue, Picture picture) {
    return of(hue, picture).stream().max(Comparator.comparingInt(Blob::pixels)).orElseThrow();
  }

  private static Blob grow(boolean[] open, int start) {
    Deque<Integer> edge = new ArrayDeque<>(List.of(start));
    open[start] = false;
    Blob blob = new Blob(0, Picture.SIDE, Picture.SIDE, 0, 0);
    while (!edge.isEmpty()) {
      int at = edge.pop();
      int x = at % Picture.SIDE;
      int y = at / Picture.SIDE;
      blob =
          new Blob(
              blob.pixels + 1,
              Math.min(blob.left, x),
              Math.min(blob.top, y),
              Math.max(blob.right, x),
              Math.max(blob.bottom, y));
      for (int[] step : new int[][] {{-1, 0}, {1, 0}, {0, -1}, {0, 1}}) {
        int nextX = x + step[0];
        int nextY = y + step[1];
        int next = nextY * Picture.SIDE + nextX;
        boolean inside = nextX >= 0 && nextX < Picture.SIDE && nextY >= 0 && nextY < Picture.SIDE;
        if (inside && open[next]) {
          open[next] = false;
          edge.push(next);
        }
      }
    }
    return blob;
  }
}
