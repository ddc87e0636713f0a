/**
 * A LLaVA-1.5 or 1.6 model: loaded, run, trained, generating, and written again.
 *
 * <p>{@link org.pulsebench.model.Checkpoint} is the way in: it loads all that a checkpoint's
 * directory holds, makes batches of an {@link org.pulsebench.model.Example}'s text and pictures,
 * and answers questions.
 *
 * <p>How the classes work together: {@link org.pulsebench.model.LlavaModel#load} reads {@code
 * config.json} ({@link org.pulsebench.model.config.ModelConfig}), lays out every parameter it
 * implies ({@link org.pulsebench.model.config.ModelLayout}) and loads each from the checkpoint's
 * files: {@code BaseWeights}, which never change. {@code VisionTower}, {@code Projector} and {@code
 * Decoder} take their weights from a {@code ParameterSource}, write the TorchScript text of their
 * layers with {@code LayerText}, and compile each distinct text once ({@code LayerMethods}).
 *
 * <p>A {@link org.pulsebench.model.Batch} of token ids and {@link org.pulsebench.model.Images} goes
 * in; logits, log-probabilities of the labelled tokens or a mean loss come out, on a {@link
 * org.pulsebench.tensor.Tape} that decides whether a backward pass can follow. {@link
 * org.pulsebench.model.LlavaModel#prefix} keeps keys and values of sequences for what is appended
 * to them; {@link org.pulsebench.model.Generator} appends one token after another.
 *
 * <p>What is trained is an {@link org.pulsebench.model.Adapter}, made from an {@link
 * org.pulsebench.model.config.AdapterPlan}: low-rank updates, and float32 copies of parameters that
 * are trained as a whole. {@link org.pulsebench.model.LlavaModel#with} puts it in front of the base
 * as another {@code ParameterSource}, so one base serves any number of adapters and, without one,
 * as the reference model. {@link org.pulsebench.model.Trainer} changes an adapter step by step;
 * {@link org.pulsebench.model.AdapterFiles} stores it as PEFT does; {@link
 * org.pulsebench.model.LlavaModel#merged} works it into the weights, which {@link
 * org.pulsebench.model.CheckpointWriter} writes as a checkpoint.
 *
 * <p>Text becomes token ids in {@link org.pulsebench.model.text}, pictures become pixels in {@link
 * org.pulsebench.model.image}; both know nothing of the model, and {@code Checkpoint} joins them
 * with it.
 */
package org.pulsebench.model;
