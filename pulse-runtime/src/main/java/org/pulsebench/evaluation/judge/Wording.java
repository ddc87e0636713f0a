package org.pulsebench.evaluation.judge;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How an answer is worded, whatever it says. */
enum Wording {
  /** Made of words that do not repeat too often. */
  SOUND,

  /** The same words again and again. */
  REPEATED,

  /** Hardly made of words. */
  BROKEN,

  /** The words of the question and no others. */
  ECHOED;

  /** Share of runs of three words that stood before, from which an answer repeats itself. */
  private static final double REPETITION = 0.5;

  /** Share of words that repeat the one before, from which an answer is broken. */
  private static final double STUTTER = 0.2;

  /** Share of characters that no sentence has, from which an answer is broken. */
  private static final double STRAY = 0.05;

  /** Share of marks, from which an answer is broken. */
  private static final double MARKS = 0.3;

  /** Answers of fewer words are neither stuttered nor an echo. */
  private static final int FEW = 4;

  /** As many times the same word and nothing else is repetition. */
  private static final int ONE_WORD = 3;

  /** A few letters that follow on themselves as no word's do: what a ruined model writes. */
  private static final Pattern LOOP = Pattern.compile("(\\p{L}{1,4}?)\\1{4,}");

  /** Share of characters in such loops from which an answer is broken. */
  private static final double LOOPED = 0.5;

  private static final String SENTENCE_MARKS =
      ".,;:!?'\"()/&%-\u2010\u2013\u2014\u2018\u2019\u201c\u201d\u2026*$\u20ac\u00b0"
          + "\u3001\u3002\u300a\u300b\uff01\uff08\uff09\uff0c\uff1a\uff1f\u00b7";

  /** Returns the name as the reason of a judgement. */
  String words() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns how an answer with one word at least is worded. */
  static Wording of(String answer, AnswerWords said, AnswerWords question) {
    if (isBroken(answer, said)) {
      return BROKEN;
    }
    if (isEcho(said, question)) {
      return ECHOED;
    }
    boolean oneWord = said.words().size() >= ONE_WORD && Set.copyOf(said.words()).size() == 1;
    return oneWord || said.repeated() >= REPETITION ? REPEATED : SOUND;
  }

  private static boolean isEcho(AnswerWords said, AnswerWords question) {
    Set<String> carrying = said.carrying();
    Set<String> asked = question.carrying();
    Set<String> shared = new HashSet<>(asked);
    shared.retainAll(carrying);
    return said.words().size() >= FEW
        && asked.containsAll(carrying)
        && 2 * shared.size() >= asked.size();
  }

  private static boolean isBroken(String answer, AnswerWords said) {
    int looped = LOOP.matcher(answer).results().mapToInt(loop -> loop.end() - loop.start()).sum();
    if (looped >= LOOPED * answer.length()) {
      return true;
    }
    long characters = answer.codePoints().filter(c -> !Character.isWhitespace(c)).count();
    long marks = answer.codePoints().filter(Wording::isMark).count();
    long stray =
        answer.codePoints().filter(c -> isMark(c) && SENTENCE_MARKS.indexOf(c) < 0).count();
    if (stray >= STRAY * characters || marks >= MARKS * characters) {
      return said.words().size() >= FEW || stray >= MARKS * characters;
    }
    return said.words().size() >= FEW && stammers(said.words());
  }

  /** Returns whether many words follow on themselves, other than in the loop of a word. */
  private static boolean stammers(List<String> words) {
    int again = 0;
    for (int i = 1; i < words.size(); i++) {
      again += words.get(i).equals(words.get(i - 1)) ? 1 : 0;
    }
    return new HashSet<>(words).size() > 2 && again >= STUTTER * words.size();
  }

  private static boolean isMark(int character) {
    return !Character.isLetterOrDigit(character)
        && !Character.isWhitespace(character)
        && Character.getType(character) != Character.NON_SPACING_MARK;
  }
}
