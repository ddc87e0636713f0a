/**
 * Scorers of multiple choice and of written answers, and what is made of their predictions.
 *
 * <p>A {@link org.pulsebench.evaluation.ChoiceScorer} turns {@link
 * org.pulsebench.evaluation.ChoiceItem}s into one {@link org.pulsebench.evaluation.Prediction}
 * each: {@link org.pulsebench.evaluation.LetterScorer} asks for a letter as the papers do, with the
 * {@link org.pulsebench.evaluation.LetterPrompts} of a benchmark; {@link
 * org.pulsebench.evaluation.LikelihoodScorer} ranks the options' texts; {@link
 * org.pulsebench.evaluation.OpenScorer} reads a free answer. {@link
 * org.pulsebench.evaluation.Accuracy} and {@link org.pulsebench.evaluation.CircularEval} count.
 *
 * <p>Blanks and sentences are {@link org.pulsebench.evaluation.WrittenItem}s; {@link
 * org.pulsebench.evaluation.ClozeScorer} looks for the truth in what the model wrote, {@link
 * org.pulsebench.evaluation.GenerationScorer} measures how near it comes.
 *
 * <p>{@code SharedPrompts} is how all of them run a model: prompts about the same pictures go
 * through what they begin with once, and a batch size bounds what is in memory.
 */
package org.pulsebench.evaluation;
