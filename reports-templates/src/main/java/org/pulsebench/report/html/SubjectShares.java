package org.pulsebench.report.html;

import java.util.List;
import java.util.OptionalDouble;
import org.pulsebench.report.Answers;
import org.pulsebench.results.CellResult;

/** What a map shows of a cell: a share for each subject in each state, in two blocks of rows. */
interface SubjectShares {

  /** Returns the shares of a cell, by what its subjects were asked. */
  static SubjectShares of(Answers answers, CellResult cell) {
    return cell.protocol().isPublished()
        ? new JudgedShares(answers.details(), cell)
        : new ChoiceShares(answers.details(), cell);
  }

  /** Returns the names of the two blocks. */
  List<String> blocks();

  /** Returns what readers call a subject. */
  String title(String subject);

  /** Returns a share, 0 to 1; empty where nothing was asked, or nothing judged. */
  OptionalDouble share(String subject, int state, int block);

  /** Returns the numbers of a subject in the first and the last state. */
  String words(String subject, boolean unlearned);

  /** Returns what became of all who were to be unlearned, in a sentence. */
  String words(List<String> unlearned);
}
