package org.pulsebench.model;

import org.pulsebench.model.config.Part;
import org.pulsebench.tensor.Tensor;

/**
 * A tensor of an adapter.
 *
 * @param name as in an adapter file, without PEFT's {@code base_model.model.}: the canonical
 *     parameter name, or the module path followed by {@code .lora_A.weight} or {@code
 *     .lora_B.weight}
 * @param part the part of the model it belongs to
 * @param values {@code float32}; belongs to the adapter
 * @param trained whether training changes it; otherwise it keeps the values of an earlier training
 */
public record AdapterParameter(String name, Part part, Tensor values, boolean trained) {}
