/**
 * The embedded model {@code mini}: how it is made, and how it is unpacked.
 *
 * <p>It is a LLaVA checkpoint like any other: {@link org.pulsebench.mini.BytePairTrainer} learns a
 * vocabulary, {@link org.pulsebench.mini.TokenizerFiles} and {@link
 * org.pulsebench.mini.MiniArchitecture} write a checkpoint directory in the Hugging Face layout,
 * and from there on {@link org.pulsebench.model.Checkpoint} loads and trains it as it does a
 * published one. {@link org.pulsebench.mini.MiniModel} packs the finished checkpoint into the jar
 * and unpacks it for use.
 */
package org.pulsebench.mini;
