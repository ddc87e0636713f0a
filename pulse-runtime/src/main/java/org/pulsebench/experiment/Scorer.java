package org.pulsebench.experiment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;
import org.pulsebench.evaluation.ChoiceScorer;
import org.pulsebench.evaluation.FewShot;
import org.pulsebench.evaluation.LetterScorer;
import org.pulsebench.evaluation.LikelihoodScorer;
import org.pulsebench.evaluation.MllmuPrompts;
import org.pulsebench.evaluation.MmbenchPrompts;
import org.pulsebench.evaluation.OpenScorer;

/**
 * A scorer by its name, with the prompts that each benchmark publishes for it.
 *
 * @param rule how it asks and judges, a phrase
 * @param ofSubjects asks as MLLMU-Bench does
 * @param ofExam asks as LLaVA is asked MMBench
 */
record Scorer(String name, String rule, ChoiceScorer ofSubjects, ChoiceScorer ofExam) {

  /** The name of the scorer that shows the options and asks for a letter. */
  static final String LETTER = "letter";

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

  /** Returns all there are, by their names. */
  static List<Scorer> known() {
    return List.copyOf(ALL.values());
  }

  /**
   * Returns this scorer with examples before every question about a subject.
   *
   * @throws IllegalArgumentException if it does not show options, and so has no published examples
   */
  Scorer with(FewShot examples) {
    Checks.require(showsOptions(), "scorer", name, LETTER + ", which examples were published for");
    return new Scorer(name, rule, new LetterScorer(new MllmuPrompts(examples)), ofExam);
  }

  /** Returns whether the order of the options is in the question. */
  boolean showsOptions() {
    return name.equals(LETTER);
  }

  private static Map<String, Scorer> all() {
    Map<String, Scorer> all = new TreeMap<>();
    for (Scorer scorer :
        List.of(
            new Scorer(
                LETTER,
                "shows the options and reads a letter from the greedy answer, as the papers do",
                new LetterScorer(new MllmuPrompts()),
                new LetterScorer(MmbenchPrompts.llava())),
            both(
                "takes the option that is likeliest as an answer: the sum of its tokens'"
                    + " log-probabilities (acc of lm-evaluation-harness)",
                new LikelihoodScorer(LikelihoodScorer.Variant.PLAIN)),
            both(
                "the same sum divided by the option's characters (acc_norm of"
                    + " lm-evaluation-harness)",
                new LikelihoodScorer(LikelihoodScorer.Variant.LENGTH_NORMALISED)),
            both(
                "shows no option and takes the only one that the greedy answer speaks of",
                new OpenScorer()))) {
      all.put(scorer.name(), scorer);
    }
    return all;
  }

  private static Scorer both(String rule, ChoiceScorer scorer) {
    return new Scorer(scorer.name(), rule, scorer, scorer);
  }
}
