package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.Problem;
import org.pulsebench.model.Trainer;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.Selection;
import org.pulsebench.protocol.Split;
import org.pulsebench.protocol.TrainedParts;
import org.pulsebench.results.JudgedState;

/**
 * One protocol, one method, one seed, with everything that came of it.
 *
 * @param parts the parts of the model that the method trained
 * @param start the digest of the key of the step that it begins with, which learned or selected
 * @param split who was unlearnt and who was to stay
 * @param selection how the people were chosen, for knowledge that the model had before
 * @param states the state before any request and that after each; fewer where a request diverged
 */
public record Cell(
    Protocol protocol,
    String method,
    TrainedParts parts,
    long seed,
    String start,
    Split split,
    Optional<Selection> selection,
    List<Reached> states) {

  public Cell {
    states = List.copyOf(states);
  }

  /**
   * A state of the model on a cell's way.
   *
   * @param requests how many requests it has been through
   * @param step the digest of the key of the step that left it; of the model for its base
   * @param training the course of the training that left it; empty for the base
   * @param evaluation the digest of the key of the step that gave the answers
   * @param diverged why the last request broke off, if it did; the state is then its last finite
   *     one
   * @param answers to all questions with options, of all scorers
   * @param written answers to the questions without; empty where they were not asked
   * @param judged who judged those and what routed them, where tasks are published
   */
  public record Reached(
      int requests,
      String step,
      List<Trainer.Step> training,
      String evaluation,
      Optional<Problem> diverged,
      List<Answered> answers,
      List<Written> written,
      Optional<JudgedState> judged) {

    public Reached {
      training = List.copyOf(training);
      answers = List.copyOf(answers);
      written = List.copyOf(written);
      Objects.requireNonNull(judged, "judged");
    }

    /** Creates a state of people that were drawn. */
    public Reached(
        int requests,
        String step,
        List<Trainer.Step> training,
        String evaluation,
        Optional<Problem> diverged,
        List<Answered> answers,
        List<Written> written) {
      this(requests, step, training, evaluation, diverged, answers, written, Optional.empty());
    }
  }

  /** Returns whether every request was carried out with finite numbers. */
  public boolean isComplete() {
    return states.size() == protocol.counts().requests() + 1
        && states.stream().allMatch(state -> state.diverged().isEmpty());
  }

  /** Returns the scorers of the cell's protocol, the one that counts first. */
  List<String> scorers() {
    List<String> scorers = new ArrayList<>(List.of(protocol.scorer()));
    scorers.addAll(protocol.otherScorers());
    return scorers;
  }

  /** Returns whether an exam was asked. */
  boolean hasExam() {
    return states.get(0).answers().stream().anyMatch(answer -> answer.subject().isEmpty());
  }
}
