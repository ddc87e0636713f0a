package org.pulsebench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.QuestionSet;
import org.pulsebench.results.SetSustainability;

/** The request at which generality collapses; no number to be averaged over seeds. */
final class Collapse {

  private Collapse() {}

  /** Returns the requests of all seeds, such as {@code 4, 5 or none}. */
  static String words(List<CellResult> cells, String scorer, QuestionSet set) {
    List<SetSustainability> known = known(cells, scorer, set);
    if (known.isEmpty()) {
      return Entry.Absent.Reason.UNDEFINED.text();
    }
    List<String> names = new ArrayList<>();
    requests(known).forEach(request -> names.add("" + request));
    if (known.stream().anyMatch(one -> one.collapse().isEmpty())) {
      names.add("none");
    }
    return or(names);
  }

  /** Returns at which requests a set collapsed in any seed; empty if it did in none. */
  static List<Integer> requests(List<CellResult> cells, String scorer, QuestionSet set) {
    return requests(known(cells, scorer, set));
  }

  private static List<Integer> requests(List<SetSustainability> known) {
    TreeSet<Integer> requests = new TreeSet<>();
    known.forEach(one -> one.collapse().ifPresent(requests::add));
    return List.copyOf(requests);
  }

  private static List<SetSustainability> known(
      List<CellResult> cells, String scorer, QuestionSet set) {
    return cells.stream()
        .flatMap(cell -> cell.sustainability(scorer, set).stream())
        .filter(one -> one.area().known().isPresent())
        .toList();
  }

  /** Returns a list in words, such as {@code 3, 4 or 5}. */
  static String or(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }
}
