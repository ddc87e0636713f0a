/**
 * Unlearning methods: the interface, the methods that come with PULSE, and how others are found.
 *
 * <p>A state of a model is a frozen base with one adapter. An {@link
 * org.pulsebench.method.UnlearningMethod} takes an {@link org.pulsebench.method.UnlearningTask}
 * (the state before, what to forget, what to keep) to the next adapter; there is never a second
 * base. Most methods are {@link org.pulsebench.method.ObjectiveMethod}s: they give a loss over one
 * {@link org.pulsebench.method.ObjectiveStep}, and {@code ObjectiveTraining} does everything else,
 * with {@link org.pulsebench.method.TrainingSettings} that all of them share. What a loss needs of
 * the unchanged model is a {@link org.pulsebench.method.Reference}, computed once an example.
 *
 * <p>{@link org.pulsebench.method.Methods} finds methods by name or class and returns them as
 * {@link org.pulsebench.method.CheckedMethod}s, which hold code that is not ours to its contract.
 * Each says what it is and what can be set as data: {@link
 * org.pulsebench.method.MethodDescription}, {@link org.pulsebench.method.MethodParameter}, {@link
 * org.pulsebench.method.MethodSettings}.
 */
package org.pulsebench.method;
