package org.pulsebench.evaluation.judge;

import java.util.Objects;
import org.pulsebench.Checks;

/** What a judge says of an answer. */
public sealed interface Verdict {

  /**
   * A score.
   *
   * @param score 0, 1 or {@value #BEST}; more is better
   * @param reason in the judge's words, or the name of the rule that applied; may be empty
   */
  record Judgement(int score, String reason) implements Verdict {

    /** The best score. */
    public static final int BEST = 2;

    public Judgement {
      Checks.require(score >= 0 && score <= BEST, "score", score, "0, 1 or 2");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * No score: the answer was not judged.
   *
   * @param detail what happened, in words for a log; without secrets
   */
  record Failure(Cause cause, String detail) implements Verdict {

    public Failure {
      Objects.requireNonNull(cause, "cause");
      Objects.requireNonNull(detail, "detail");
    }
  }

  /** Why an answer was not judged. */
  enum Cause {
    /** The judge did not answer in time. */
    TIMED_OUT,

    /** The judge could not be reached, or ended the connection. */
    UNREACHABLE,

    /** The judge was asked for too much in too short a time, to the last try. */
    RATE_LIMITED,

    /** The judge answered with an error of its own, to the last try. */
    SERVER_ERROR,

    /** The judge refused this request. */
    REFUSED,

    /** The reply was not in the form of the protocol, for instance cut short. */
    BROKEN_REPLY,

    /** The reply had no score, several, or one that there is not. */
    NO_SCORE,

    /** It was not asked any more, since the judge had been away for many requests in a row. */
    GIVEN_UP
  }
}
