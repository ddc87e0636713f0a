/**
 * LUMoE (arXiv 2606.12809): what decides which expert, if any, answers a question.
 *
 * <p>A {@link org.pulsebench.method.lumoe.Router} takes a question to one expert, several or none.
 * {@link org.pulsebench.method.lumoe.NameRouter} looks for names of entities in its text, {@link
 * org.pulsebench.method.lumoe.ImageRouter} for a prototype near its picture, {@link
 * org.pulsebench.method.lumoe.CombinedRouter} does both, and {@link
 * org.pulsebench.method.lumoe.ModelRouter} asks a model, as the paper does. Everything hangs on them:
 * {@link org.pulsebench.method.lumoe.RoutingQuality} measures them on their own, and {@link
 * org.pulsebench.method.lumoe.ErringRouter} shows what their errors cost. No router changes with the
 * order in which it is told of experts.
 */
package org.pulsebench.method.lumoe;
