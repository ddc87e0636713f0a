/**
 * Tensors on DJL's PyTorch engine: TorchScript operators, memory scopes, safetensors files, the
 * optimizer and random streams.
 *
 * <p>Computation is written as TorchScript text that Java generates ({@link
 * org.pulsebench.tensor.Script}); every result belongs to a {@link org.pulsebench.tensor.Scope} and
 * dies with it. No other package creates native memory or calls the engine's low-level interface,
 * so that the two dangers of that interface are dealt with here alone: arrays that borrow memory
 * from a Java buffer, and bfloat16 arrays, on which some engine calls end the process.
 *
 * <p>Tensors, scopes and scripts are confined to one thread at a time.
 */
package org.pulsebench.tensor;
