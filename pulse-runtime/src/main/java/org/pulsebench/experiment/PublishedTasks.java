package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.data.mlubench.Mlubench;
import org.pulsebench.protocol.Preset;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.Splits;

/** Fits protocols whose tasks a benchmark publishes to that benchmark. */
final class PublishedTasks {

  private static final List<String> NUMBERS =
      List.of("people", "unlearn", "retain", "requests", "subjectsPerRequest");

  private PublishedTasks() {}

  /**
   * Requires that nobody wishes for numbers that are the benchmark's.
   *
   * @param content what was asked for
   * @throws BadInputException if somebody does
   */
  static void requireNoNumbers(ObjectNode content, String where) {
    Optional<String> number = NUMBERS.stream().filter(content::has).findFirst();
    boolean published =
        content.has("tasks") || content.path("preset").asText().equals(Preset.LIFELONG.id());
    if (published && number.isPresent()) {
      throw new BadInputException(
          new Problem(
              "Who is forgotten and who is kept is published",
              where + ", field " + number.get(),
              content.get(number.get()).toString(),
              "no such field beside tasks",
              "Leave it out; name fewer tasks for a shorter run."));
    }
  }

  /**
   * Returns an experiment whose protocols have the numbers of its benchmark.
   *
   * @throws BadInputException if a protocol has tasks and the data none, or not those, or a method
   *     that trains experts meets a protocol without tasks
   */
  static Experiment resolved(Experiment experiment, Materials materials) {
    return experiment.withProtocols(
        experiment.protocols().stream()
            .map(
                protocol ->
                    protocol.isPublished()
                        ? protocol.withCounts(
                            Splits.counts(
                                Splits.published(protocol, benchmark(protocol, materials))))
                        : protocol)
            .toList());
  }

  private static Mlubench benchmark(Protocol protocol, Materials materials) {
    return materials
        .benchmark()
        .orElseThrow(
            () ->
                new BadInputException(
                    new Problem(
                        "The data publishes no tasks",
                        "protocol " + protocol.name() + ", tasks",
                        String.join(", ", protocol.tasks()),
                        "data with tasks: MLUBench",
                        "Name its archive: \"data\": {\"mlubench\": \"MLUBench.zip\"}.")));
  }

  /**
   * Requires that experts are trained only where something can decide between them.
   *
   * @throws BadInputException if a method trains experts and a protocol draws its people
   */
  static void requireTasks(Protocol protocol, List<PreparedMethod> methods) {
    Optional<PreparedMethod> experts =
        methods.stream().filter(method -> method.method().trainsExperts()).findFirst();
    if (!protocol.isPublished() && experts.isPresent()) {
      throw new BadInputException(
          new Problem(
              "A method trains experts, and nothing can decide between them",
              "protocol " + protocol.name() + ", method " + experts.get().identity().name(),
              "people that are drawn",
              "a protocol of published tasks, such as lifelong",
              "Restrict the protocol to other methods, with its field methods."));
    }
  }
}
