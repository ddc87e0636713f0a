package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pulsebench.data.Image;
import org.pulsebench.data.mlubench.Mlubench;
import org.pulsebench.data.mlubench.MlubenchQuestion;
import org.pulsebench.data.mlubench.MlubenchSet;
import org.pulsebench.data.mlubench.TaskSets;
import org.pulsebench.protocol.Protocol;

/**
 * What is asked about the entities of published tasks, in the order of the benchmark, so that
 * protocols with the same tasks in another order ask the same.
 *
 * @param answerTokens most tokens of an answer
 */
record TaskQuestions(List<Asked> all, int answerTokens) {

  /**
   * A question.
   *
   * @param name of its entity
   * @param forget whether its entity is one that its task has the model forget
   */
  record Asked(MlubenchQuestion question, String name, Image image, boolean forget) {

    /** Returns the id of its entity in the corpus. */
    String subject() {
      return question.entity().id();
    }

    /** Returns what distinguishes the scores of paraphrases. */
    String suffix() {
      return question.isBase() ? "" : "/" + TaskScores.VARIANTS;
    }
  }

  TaskQuestions {
    all = List.copyOf(all);
  }

  /** Returns what is asked under a protocol of published tasks. */
  static TaskQuestions of(Protocol protocol, Mlubench benchmark, Judging judging) {
    List<Asked> all = new ArrayList<>();
    for (TaskSets task : benchmark.tasks()) {
      if (protocol.tasks().contains(task.task().name())) {
        for (MlubenchSet set : MlubenchSet.values()) {
          for (MlubenchQuestion each : task.questions(set)) {
            if (each.variant() <= judging.variants()) {
              boolean forget = set == MlubenchSet.FORGET;
              String name = each.entity().displayName();
              all.add(new Asked(each, name, benchmark.image(each), forget));
            }
          }
        }
      }
    }
    return new TaskQuestions(all, judging.answerTokens());
  }

  /** Returns those that are about some entities. */
  TaskQuestions about(List<String> subjects) {
    Set<String> ids = Set.copyOf(subjects);
    return new TaskQuestions(
        all.stream().filter(asked -> ids.contains(asked.subject())).toList(), answerTokens);
  }
}
