package org.pulsebench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A seeded stream of random numbers that is the same on every machine and JDK (SplitMix64).
 *
 * <p>Named children are independent of each other and of how much was drawn from their parent, so
 * that adding a draw in one place does not move the draws of another.
 */
public final class RandomStream {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final long origin;
  private long state;

  /** Creates the stream of a seed. */
  public RandomStream(long seed) {
    this.origin = mix(seed + GOLDEN_GAMMA);
    this.state = origin;
  }

  /** Returns the stream with the given name below this one. */
  public RandomStream child(String name) {
    long seed = origin;
    for (int i = 0; i < name.length(); i++) {
      seed = mix(seed ^ (name.charAt(i) + GOLDEN_GAMMA * (i + 1)));
    }
    return new RandomStream(seed);
  }

  /** Returns the stream with the given number below this one. */
  public RandomStream child(long number) {
    // The number is mixed unlike a seed: child b of seed a must not be child a of seed b.
    return new RandomStream(mix(mix(origin) + mix(number + GOLDEN_GAMMA)));
  }

  /** Returns 64 random bits. */
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Returns a number from 0 to {@code bound - 1}, each with the same probability. */
  public int nextInt(int bound) {
    Checks.positive(bound, "bound");
    long limit = (1L << 32) / bound * bound;
    long draw = nextLong() >>> 32;
    while (draw >= limit) {
      draw = nextLong() >>> 32;
    }
    return (int) (draw % bound);
  }

  /** Returns a number in [0, 1) with 53 random bits. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Returns a draw from the standard normal distribution (Box and Muller). */
  public double nextGaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * nextDouble());
  }

  /** Returns the items in random order, each order with the same probability. */
  public <T> List<T> shuffled(List<T> items) {
    List<T> copy = new ArrayList<>(items);
    for (int i = copy.size() - 1; i > 0; i--) {
      Collections.swap(copy, i, nextInt(i + 1));
    }
    return List.copyOf(copy);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
