package org.pulsebench.model;

import org.pulsebench.tensor.Tensor;

/**
 * The low-rank update of one linear module: {@code y = W x + scale * B A x} (arXiv 2106.09685).
 *
 * @param down A, {@code [rank, inputs] float32}
 * @param up B, {@code [outputs, rank] float32}
 * @param scale alpha / rank, or alpha / sqrt(rank) for rank-stabilised LoRA
 * @param dropout probability with which an input of A is zero in training, in [0, 1)
 */
record LoraWeights(Tensor down, Tensor up, double scale, double dropout) {}
