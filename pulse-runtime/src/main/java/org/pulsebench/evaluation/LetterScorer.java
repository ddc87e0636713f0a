package org.pulsebench.evaluation;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.pulsebench.model.Checkpoint;

/**
 * Asks for the letter of an option and reads the greedy answer, as the papers do.
 *
 * @param prompts how a benchmark asks and what it makes of the answer
 * @param answers how the answers are generated
 */
public record LetterScorer(LetterPrompts prompts, GreedyAnswers answers) implements ChoiceScorer {

  public LetterScorer {
    Objects.requireNonNull(prompts, "prompts");
    Objects.requireNonNull(answers, "answers");
  }

  /** Creates a scorer that allows as long answers as the benchmark's code does. */
  public LetterScorer(LetterPrompts prompts) {
    this(prompts, new GreedyAnswers(prompts.maxNewTokens()));
  }

  @Override
  public String name() {
    return "letter";
  }

  @Override
  public List<Prediction> score(Checkpoint checkpoint, List<ChoiceItem> items) {
    List<String> said = answers.answers(checkpoint, items.stream().map(prompts::prompt).toList());
    return IntStream.range(0, items.size())
        .mapToObj(i -> prediction(items.get(i), said.get(i)))
        .toList();
  }

  private Prediction prediction(ChoiceItem item, String answer) {
    return Prediction.written(item.question(), prompts.chosen(answer, item.question()), answer);
  }
}
