package org.pulsebench.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.Checks;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.Modality;
import org.pulsebench.experiment.store.StepKey;
import org.pulsebench.protocol.Known;

/**
 * Asks a model about all subjects of a corpus, in every variant of the questions, so that those can
 * be selected whom it knows best.
 *
 * <p>Who is selected is no part of the step: how many are wanted, and which of those that are known
 * equally well, is decided from its answers ({@link Selector}), so that other numbers and seeds ask
 * nothing anew.
 *
 * @param scorer whose judgement counts
 * @param variants the ways in which questions are put, {@link PromptVariant#AS_WRITTEN} among them
 */
record SelectStep(
    MachineClass machine, State base, Corpus corpus, Scorer scorer, List<PromptVariant> variants)
    implements Step {

  static final String KIND = "select";

  SelectStep {
    variants = List.copyOf(variants);
    Checks.require(
        variants.contains(PromptVariant.AS_WRITTEN), "variants", variants, "the one that selects");
  }

  @Override
  public StepKey key() {
    return new StepInputs(machine)
        .put("state", base.identity())
        .put("corpus", corpus.digest())
        .put("scorer", scorer.name())
        .put("variants", variants.stream().map(PromptVariant::id).toList())
        .key(KIND);
  }

  @Override
  public String label() {
    return "who is known of %d, questions put in %d way%s"
        .formatted(corpus.ids().size(), variants.size(), variants.size() == 1 ? "" : "s");
  }

  @Override
  public void compute(Path directory, Laboratory laboratory, StepProgress progress)
      throws IOException {
    for (int i = 0; i < variants.size(); i++) {
      int before = i;
      Path answers = directory.resolve(variants.get(i).id());
      Files.createDirectories(answers);
      asking(variants.get(i))
          .compute(
              answers,
              laboratory,
              (done, total, unit) ->
                  progress.done(before * total + done, variants.size() * total, unit));
    }
  }

  /** Returns the evaluations by which the model is asked. */
  List<EvaluateStep> asking() {
    return variants.stream().map(this::asking).toList();
  }

  private EvaluateStep asking(PromptVariant variant) {
    Corpus put = variant.of(corpus);
    return new EvaluateStep(
        machine,
        base,
        label(),
        put,
        put.ids(),
        Optional.empty(),
        List.of(scorer),
        false,
        Optional.empty(),
        List.of());
  }

  /** Returns how well everybody is known, by variant, from the directory of the finished step. */
  Map<PromptVariant, List<Known>> known(Path directory) {
    Map<PromptVariant, List<Known>> known = new LinkedHashMap<>();
    for (PromptVariant variant : variants) {
      List<Answered> answers =
          AnswerFile.read(directory.resolve(variant.id()).resolve(AnswerFile.NAME));
      List<Known> subjects = new ArrayList<>();
      QuestionSet.bySubject(answers).forEach((id, all) -> subjects.add(known(id, all)));
      known.put(variant, List.copyOf(subjects));
    }
    return known;
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
