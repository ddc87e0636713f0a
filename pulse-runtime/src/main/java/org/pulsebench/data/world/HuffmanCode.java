package org.pulsebench.data.world;

import java.util.Arrays;

/** A canonical Huffman code as deflate has it (RFC 1951, section 3.2.2). */
final class HuffmanCode {

  private final int[] lengths;
  private final int[] codes;

  private HuffmanCode(int[] lengths) {
    this.lengths = lengths;
    codes = codes(lengths);
  }

  /**
   * Returns a code for symbols that occur so often; those that never do have none.
   *
   * @param maxLength the longest code that the format allows, in bits
   */
  static HuffmanCode of(int[] counts, int maxLength) {
    int[] weights = counts.clone();
    // A decoder may refuse a code of fewer than two symbols.
    for (int symbol = 0; used(weights) < 2; symbol++) {
      weights[symbol] = Math.max(weights[symbol], 1);
    }
    int[] lengths = lengths(weights);
    while (Arrays.stream(lengths).max().getAsInt() > maxLength) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (weights[i] + 1) / 2;
      }
      lengths = lengths(weights);
    }
    return new HuffmanCode(lengths);
  }

  /** Returns the number of bits of a symbol's code; 0 if it has none. */
  int length(int symbol) {
    return lengths[symbol];
  }

  /** Returns a symbol's code, its first bit lowest. */
  int code(int symbol) {
    return codes[symbol];
  }

  private static int used(int[] weights) {
    return (int) Arrays.stream(weights).filter(weight -> weight > 0).count();
  }

  /** Joins the two lightest trees until one is left; leaves come sorted, joined trees in order. */
  private static int[] lengths(int[] weights) {
    int symbols = weights.length;
    long[] leaves = new long[used(weights)];
    int count = 0;
    for (int symbol = 0; symbol < symbols; symbol++) {
      if (weights[symbol] > 0) {
        leaves[count++] = ((long) weights[symbol] << 16) | symbol;
      }
    }
    Arrays.sort(leaves);
    int[] parent = new int[2 * count - 1];
    long[] weight = new long[2 * count - 1];
    for (int i = 0; i < count; i++) {
      weight[i] = leaves[i] >> 16;
    }
    int leaf = 0;
    int joined = count;
    for (int node = count; node < parent.length; node++) {
      for (int child = 0; child < 2; child++) {
        boolean takeLeaf = leaf < count && (joined == node || weight[leaf] <= weight[joined]);
        int lightest = takeLeaf ? leaf++ : joined++;
        parent[lightest] = node;
        weight[node] += weight[lightest];
      }
    }
    int[] depth = new int[parent.length];
    int[] lengths = new int[symbols];
    for (int node = parent.length - 2; node >= 0; node--) {
      depth[node] = depth[parent[node]] + 1;
      if (node < count) {
        lengths[(int) (leaves[node] & 0xFFFF)] = depth[node];
      }
    }
    return lengths;
  }

  private static int[] codes(int[] lengths) {
    int[] codes = new int[lengths.length];
    int code = 0;
    for (int length = 1; length < Integer.SIZE / 2; length++) {
      for (int symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] == length) {
          codes[symbol] = Integer.reverse(code++) >>> (Integer.SIZE - length);
        }
      }
      code <<= 1;
    }
    return codes;
  }
}
