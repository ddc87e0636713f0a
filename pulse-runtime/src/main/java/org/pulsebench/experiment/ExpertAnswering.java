package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.pulsebench.data.Image;
import org.pulsebench.method.lumoe.ExpertModels;
import org.pulsebench.method.lumoe.Router;
import org.pulsebench.method.lumoe.Routing;
import org.pulsebench.method.lumoe.RoutingQuestion;
import org.pulsebench.model.Checkpoint;

/**
 * Experts, and the initial state for what none of them answers; a router decides.
 *
 * @param initial the state before any request
 * @param experts those that there are so far
 */
record ExpertAnswering(
    Checkpoint initial, ExpertModels experts, Router router, PictureFeatures pictures)
    implements Answering {

  @Override
  public <Q, A> List<A> answers(
      List<Q> questions,
      Function<Q, RoutingQuestion> seen,
      BiFunction<Checkpoint, List<Q>, List<A>> ask) {
    List<Routing> routings = route(questions.stream().map(seen).toList());
    Map<List<String>, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < routings.size(); i++) {
      List<String> sorted = routings.get(i).experts().stream().sorted().toList();
      groups.computeIfAbsent(sorted, unseen -> new ArrayList<>()).add(i);
    }
    Map<Integer, A> answers = new LinkedHashMap<>();
    groups.forEach(
        (names, rows) -> {
          List<Q> part = rows.stream().map(questions::get).toList();
          List<A> found =
              names.isEmpty()
                  ? ask.apply(initial, part)
                  : experts.with(names, checkpoint -> ask.apply(checkpoint, part));
          for (int i = 0; i < rows.size(); i++) {
            answers.put(rows.get(i), found.get(i));
          }
        });
    List<A> ordered = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      ordered.add(answers.get(i));
    }
    return ordered;
  }

  @Override
  public Optional<List<Routing>> routings(List<RoutingQuestion> questions) {
    return Optional.of(route(questions));
  }

  @Override
  public String weights() {
    return WeightsDigest.of(initial.model());
  }

  private List<Routing> route(List<RoutingQuestion> questions) {
    List<Image> images = questions.stream().flatMap(each -> each.image().stream()).toList();
    pictures.see(images);
    return questions.stream()
        .map(each -> each.image().map(image -> each.with(pictures.of(image))).orElse(each))
        .map(router::route)
        .toList();
  }
}
