/**
 * What can be known of a model without its weights: the architecture that {@code config.json}
 * describes, the parameters and linear modules it implies, their names in the files of several
 * generations of transformers, what a training plan selects of them, and how much memory it takes.
 *
 * <p>{@link org.pulsebench.model.config.ModelConfig} is the file, {@link
 * org.pulsebench.model.config.ModelLayout} what follows from it, {@link
 * org.pulsebench.model.config.AdapterPlan} what is to be trained, {@link
 * org.pulsebench.model.config.Estimate} what that costs. Nothing here loads a native library.
 */
package org.pulsebench.model.config;
