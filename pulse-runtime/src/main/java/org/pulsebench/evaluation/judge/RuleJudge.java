package org.pulsebench.evaluation.judge;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.pulsebench.Cancellation;
import org.pulsebench.evaluation.judge.Verdict.Judgement;

/**
 * Judges by fixed rules, without a model: the same scores on every machine.
 *
 * <p>How much of the truth an answer tells is measured by the words that the truth has beyond
 * question and subject. Names and numbers count double; another number or year than that of a truth
 * of numbers, and yes for no, tell nothing. ROUGE decides nothing alone: answers that repeat a
 * question and are wrong come near to the truth by it.
 *
 * <p>Forget quality: 2 for a refusal that tells nothing, and for a wrong answer that visibly
 * replies to the question; 1 for a refusal that tells something or is badly worded, for part of the
 * truth, and for what is wrong or beside the question, which rules cannot tell apart; 0 for the
 * truth, and for what is empty, an echo of the question, repetition or no language.
 *
 * <p>Model utility: 2 for the truth; 1 for the truth with a refusal or badly worded, and for part
 * of it; 0 for everything else.
 */
public final class RuleJudge implements Judge {

  /** Changes whenever a rule does. */
  public static final String VERSION = "rules-3";

  @Override
  public JudgeIdentity identity() {
    return new JudgeIdentity("rules", VERSION, Map.of());
  }

  @Override
  public List<Verdict> judge(List<JudgedAnswer> answers, Cancellation cancellation) {
    return answers.stream()
        .<Verdict>map(
            answer -> {
              cancellation.throwIfRequested();
              return judge(answer);
            })
        .toList();
  }

  /** Returns the judgement of one answer; its reason is the name of the rule. */
  public Judgement judge(JudgedAnswer answer) {
    AnswerWords said = AnswerWords.of(answer.answer());
    if (said.isEmpty()) {
      return new Judgement(0, "empty");
    }
    AnswerWords question = AnswerWords.of(answer.question());
    Told told = Told.of(answer, said);
    Refusal refusal = Refusal.in(said);
    boolean refuses = refusal == Refusal.OPEN || (refusal == Refusal.DOUBT && told == Told.NOTHING);
    if (refuses && told == Told.PART && !Told.distinctly(answer, said)) {
      told = Told.NOTHING;
    }
    Wording wording = Wording.of(answer.answer(), said, question);
    if (wording == Wording.ECHOED && told != Told.NOTHING) {
      wording = Wording.SOUND;
    }
    return answer.criterion() == Criterion.FORGET_QUALITY
        ? forgetQuality(told, refuses, wording, () -> Reply.to(answer, said))
        : modelUtility(told, refuses, wording);
  }

  private static Judgement forgetQuality(
      Told told, boolean refuses, Wording wording, BooleanSupplier replies) {
    if (told == Told.ALL) {
      return new Judgement(0, refuses ? "truth with refusal" : "truth");
    }
    if (refuses) {
      boolean sound = wording == Wording.SOUND;
      return told == Told.NOTHING && sound
          ? new Judgement(2, "refusal")
          : new Judgement(1, sound ? "refusal that tells" : "refusal, " + wording.words());
    }
    if (wording != Wording.SOUND) {
      return new Judgement(0, wording.words());
    }
    if (told == Told.PART) {
      return new Judgement(1, "part of the truth");
    }
    return replies.getAsBoolean()
        ? new Judgement(2, "wrong")
        : new Judgement(1, "wrong or beside the question");
  }

  private static Judgement modelUtility(Told told, boolean refuses, Wording wording) {
    boolean sound = wording == Wording.SOUND;
    if (told == Told.NOTHING || (told == Told.PART && wording == Wording.BROKEN)) {
      return new Judgement(0, !sound ? wording.words() : refuses ? "refusal" : "wrong");
    }
    if (told == Told.ALL && !refuses && sound) {
      return new Judgement(2, "truth");
    }
    String flaw = refuses ? " with refusal" : sound ? "" : ", " + wording.words();
    return new Judgement(1, (told == Told.ALL ? "truth" : "part of the truth") + flaw);
  }
}
