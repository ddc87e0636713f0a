package org.pulsebench.experiment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.evaluation.ChoiceScorer;
import org.pulsebench.evaluation.LetterScorer;
import org.pulsebench.evaluation.LikelihoodScorer;
import org.pulsebench.evaluation.MllmuPrompts;
import org.pulsebench.evaluation.MmbenchPrompts;
import org.pulsebench.evaluation.OpenScorer;

/**
 * A scorer by its name, with the prompts that each benchmark publishes for it.
 *
 * @param ofSubjects asks as MLLMU-Bench does
 * @param ofExam asks as LLaVA is asked MMBench
 */
record Scorer(String name, ChoiceScorer ofSubjects, ChoiceScorer ofExam) {

  private static final Map<String, Scorer> ALL = all();

  /**
   * Returns the scorer of a name.
   *
   * @throws BadInputException if there is none
   */
  static Scorer of(String name) {
    Scorer found = ALL.get(name);
    if (found == null) {
      throw new BadInputException(
          new Problem(
              "There is no such scorer",
              "a protocol's scorer",
              name,
              "one of " + String.join(", ", ALL.keySet()),
              "Correct the name."));
    }
    return found;
  }

  private static Map<String, Scorer> all() {
    Map<String, Scorer> all = new TreeMap<>();
    for (Scorer scorer :
        List.of(
            new Scorer(
                "letter",
                new LetterScorer(new MllmuPrompts()),
                new LetterScorer(MmbenchPrompts.llava())),
            both(new LikelihoodScorer(LikelihoodScorer.Variant.PLAIN)),
            both(new LikelihoodScorer(LikelihoodScorer.Variant.LENGTH_NORMALISED)),
            both(new OpenScorer()))) {
      all.put(scorer.name(), scorer);
    }
    return all;
  }

  private static Scorer both(ChoiceScorer scorer) {
    return new Scorer(scorer.name(), scorer, scorer);
  }
}
