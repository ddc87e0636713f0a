/**
 * Judges of written answers: scores 0, 1 or 2 for how well something was forgotten and for how much
 * of the rest is left, as MLUBench has them (arXiv 2606.12809).
 *
 * <p>A {@link org.pulsebench.evaluation.judge.Judge} gives every answer a {@link
 * org.pulsebench.evaluation.judge.Verdict}: a judgement, or why there is none. An answer that could
 * not be judged counts as failed and never as a score; {@link
 * org.pulsebench.evaluation.judge.JudgedScore} states both. {@link
 * org.pulsebench.evaluation.judge.RuleJudge} is built in and needs nothing; {@link
 * org.pulsebench.evaluation.judge.HttpJudge} asks a language model by a {@link
 * org.pulsebench.evaluation.judge.Rubric} and keeps what it said. {@link
 * org.pulsebench.evaluation.judge.JudgeAgreement} compares a judge with people or with another.
 */
package org.pulsebench.evaluation.judge;
