package org.pulsebench.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.pulsebench.data.Modality;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.StateResult;
import org.pulsebench.results.details.ResultsDetails;
import org.pulsebench.results.details.SubjectScore;

/** How many questions with options are answered right, by modality. */
final class ChoiceShares implements SubjectShares {

  private static final List<Modality> BLOCKS = List.of(Modality.MULTIMODAL, Modality.TEXT);

  private final Map<String, List<SubjectScore>> scores = new LinkedHashMap<>();

  ChoiceShares(ResultsDetails details, CellResult cell) {
    for (StateResult state : cell.states()) {
      for (SubjectScore score : details.evaluation(state).bySubject(cell.protocol().scorer())) {
        scores.computeIfAbsent(score.subject().id(), id -> new ArrayList<>()).add(score);
      }
    }
  }

  @Override
  public List<String> blocks() {
    return List.of("image", "text");
  }

  @Override
  public String title(String subject) {
    List<SubjectScore> own = of(subject);
    return own.isEmpty() ? subject : own.get(0).subject().title();
  }

  @Override
  public OptionalDouble share(String subject, int state, int block) {
    List<SubjectScore> own = of(subject);
    return state < own.size() ? own.get(state).accuracy(BLOCKS.get(block)) : OptionalDouble.empty();
  }

  @Override
  public String words(String subject, boolean unlearned) {
    List<SubjectScore> own = of(subject);
    if (own.isEmpty()) {
      return title(subject);
    }
    SubjectScore before = own.get(0);
    SubjectScore after = own.get(own.size() - 1);
    return "%s, %s: image %d → %d of %d, text %d → %d of %d"
        .formatted(
            title(subject),
            unlearned ? "to be unlearned" : "to be kept",
            before.imageRight(),
            after.imageRight(),
            after.imageCount(),
            before.textRight(),
            after.textRight(),
            after.textCount());
  }

  @Override
  public String words(List<String> unlearned) {
    List<SubjectScore> last =
        unlearned.stream()
            .map(this::of)
            .filter(own -> !own.isEmpty())
            .map(own -> own.get(own.size() - 1))
            .toList();
    long image = last.stream().filter(one -> one.imageRight() == 0).count();
    long text = last.stream().filter(one -> one.textRight() == 0).count();
    long both = last.stream().filter(one -> one.imageRight() + one.textRight() == 0).count();
    return ("Of %d people to be unlearned, %d have no right image answer left, %d no right text"
            + " answer, %d neither.")
        .formatted(last.size(), image, text, both);
  }

  private List<SubjectScore> of(String subject) {
    return scores.getOrDefault(subject, List.of());
  }
}
