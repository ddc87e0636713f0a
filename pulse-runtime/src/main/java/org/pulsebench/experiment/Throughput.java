package org.pulsebench.experiment;

import java.util.Locale;
import org.pulsebench.Checks;
import org.pulsebench.model.config.Precision;

/**
 * What a machine is taken to do in a second where nothing can be timed.
 *
 * @param flops floating-point operations that large products reach, not those of a data sheet
 * @param bandwidth bytes of weights that are read from memory, which bounds answering word by word
 * @param source where the numbers are from, a phrase
 */
record Throughput(double flops, double bandwidth, String source) {

  /** Of an A100 with 80 GB: 312 TFLOP/s in bfloat16 and 2.0 TB/s, by its data sheet. */
  private static final double GPU_FLOPS = 312e12;

  private static final double GPU_BANDWIDTH = 2.0e12;

  /** What training in eager mode commonly reaches of the first, and generation of the second. */
  private static final double GPU_FLOPS_REACHED = 0.3;

  private static final double GPU_BANDWIDTH_REACHED = 0.6;

  /** In float32, a core: half of the 94 GFLOP/s that a trial training reached on two cores. */
  private static final double CORE_FLOPS = 47e9;

  private static final double CPU_BANDWIDTH = 10e9;

  Throughput {
    Checks.require(flops > 0, "flops", flops, "positive");
    Checks.require(bandwidth > 0, "bandwidth", bandwidth, "positive");
  }

  /**
   * Returns the assumption for a device.
   *
   * @param cores of the processor, which compute where there is no GPU
   */
  static Throughput assumed(Precision precision, int cores) {
    if (precision == Precision.BF16) {
      return new Throughput(
          GPU_FLOPS * GPU_FLOPS_REACHED,
          GPU_BANDWIDTH * GPU_BANDWIDTH_REACHED,
          "an A100 with 80 GB, of whose 312 TFLOP/s 30 % and of whose 2.0 TB/s 60 % are reached");
    }
    return new Throughput(
        CORE_FLOPS * cores, CPU_BANDWIDTH, cores + " cores of 47 GFLOP/s each, and 10 GB/s");
  }

  /** Returns what is assumed, as a phrase that says so. */
  String assumption() {
    return String.format(
        Locale.ROOT,
        "ASSUMED, not measured: %.2f TFLOP/s and %,.0f GB/s (%s)",
        flops / 1e12,
        bandwidth / 1e9,
        source);
  }
}
