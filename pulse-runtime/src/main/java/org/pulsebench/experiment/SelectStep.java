package org.pulsebench.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pulsebench.RandomStream;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.Modality;
import org.pulsebench.experiment.store.StepKey;
import org.pulsebench.json.JsonFile;
import org.pulsebench.protocol.Known;
import org.pulsebench.protocol.Selection;

/**
 * Finds the subjects that a model knows best, by asking it about all of a corpus.
 *
 * @param scorer whose judgement counts
 * @param wanted how many are selected
 * @param minimumAccuracy what they have to reach in both modalities
 */
record SelectStep(
    MachineClass machine,
    State base,
    Corpus corpus,
    Scorer scorer,
    int wanted,
    double minimumAccuracy,
    long seed)
    implements Step {

  static final String KIND = "select";

  /** What the file is called that holds the selection. */
  static final String FILE = "selection.json";

  @Override
  public StepKey key() {
    return new StepInputs(machine)
        .put("state", base.identity())
        .put("corpus", corpus.digest())
        .put("scorer", scorer.name())
        .put("wanted", wanted)
        .put("minimumAccuracy", minimumAccuracy)
        .put("seed", seed)
        .key(KIND);
  }

  @Override
  public String label() {
    return "the %d best known of %d, seed %d".formatted(wanted, corpus.ids().size(), seed);
  }

  @Override
  public void compute(Path directory, Laboratory laboratory, StepProgress progress)
      throws IOException {
    asking().compute(directory, laboratory, progress);
    List<Answered> answers = AnswerFile.read(directory.resolve(AnswerFile.NAME));
    List<Known> known = new ArrayList<>();
    QuestionSet.bySubject(answers).forEach((id, all) -> known.add(known(id, all)));
    Selection selection =
        Selection.best(known, wanted, minimumAccuracy, new RandomStream(seed).child(KIND));
    JsonFile.write(selection.toJson(), directory.resolve(FILE));
  }

  /** Returns the evaluation by which the model is asked. */
  EvaluateStep asking() {
    return new EvaluateStep(
        machine, base, label(), corpus, corpus.ids(), Optional.empty(), List.of(scorer), false);
  }

  /** Returns the selection that a finished step holds. */
  static Selection read(Path directory) {
    Path file = directory.resolve(FILE);
    return Selection.fromJson(JsonFile.read(file), file.toString());
  }

  private static Known known(String id, List<Answered> answers) {
    List<Boolean> image = right(answers, Modality.MULTIMODAL);
    List<Boolean> text = right(answers, Modality.TEXT);
    return new Known(id, count(image), image.size(), count(text), text.size());
  }

  private static List<Boolean> right(List<Answered> answers, Modality modality) {
    return answers.stream()
        .filter(answer -> answer.modality() == modality)
        .map(Answered::right)
        .toList();
  }

  private static int count(List<Boolean> right) {
    return (int) right.stream().filter(value -> value).count();
  }
}
