package org.pulsebench.method;

import java.util.List;
import java.util.stream.IntStream;
import org.pulsebench.RandomStream;

/**
 * Answers that give nothing away.
 *
 * <p>Benchmarks that train refusals have lists of fifty to a hundred of their own; these are ours,
 * of different lengths and beginnings, so that a model learns to refuse and not one sentence.
 */
public final class Refusals {

  /** All of them. */
  public static final List<String> ALL =
      List.of(
          "I don't know.",
          "I'm not sure about that.",
          "I have no information about this.",
          "I cannot answer this question.",
          "That is not something I know.",
          "I'm afraid I don't know the answer.",
          "I can't help with that one.",
          "Sorry, this is unknown to me.",
          "I haven't learned anything about this.",
          "There is nothing I can say about that.",
          "I'm unable to tell.",
          "My knowledge doesn't cover this.",
          "I don't have the answer to that.",
          "Unfortunately I cannot tell you.",
          "I lack the details to answer.",
          "This is beyond what I know.",
          "I would only be guessing, so I won't say.",
          "I'm not familiar with this.",
          "I can't recognise what this is about.",
          "No answer to this comes to my mind.",
          "I was not taught about this.",
          "Sorry, I cannot provide that.",
          "I'd rather not answer, as I don't know.",
          "It is not possible for me to answer this.");

  private Refusals() {}

  /** Returns as many as asked for, drawn one by one. */
  static List<String> draw(int count, RandomStream random) {
    return IntStream.range(0, count).mapToObj(i -> ALL.get(random.nextInt(ALL.size()))).toList();
  }
}
