package org.pulsebench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.pulsebench.Sha256;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.ResultsDocument;
import org.pulsebench.results.StateResult;
import org.pulsebench.results.details.DetailsArchive;
import org.pulsebench.results.details.ResultsDetails;

/** The single answers of {@link LifelongResults}: a question and a paraphrase about each entity. */
final class LifelongDetails {

  private final ResultsDocument results;
  private final List<String> lines = new ArrayList<>();

  private LifelongDetails(ResultsDocument results) {
    this.results = results;
  }

  /**
   * Returns the results with their details.
   *
   * @param directory where they are written, to be read from there
   */
  static Source source(ResultsDocument results, Path directory) {
    String text = new LifelongDetails(results).text();
    Path file = directory.resolve("results.json");
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(DetailsArchive.beside(file)))) {
      zip.putNextEntry(new ZipEntry(DetailsArchive.TEXT));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ResultsDocument named =
        new ResultsDocument(
            results.experiment(),
            results.configuration(),
            results.provenance(),
            results.seeds(),
            results.protocols(),
            results.methods(),
            results.cells(),
            results.selections(),
            results.summary(),
            Optional.of(Sha256.of(text)),
            results.times(),
            results.environment());
    return new Source(named, Optional.of(ResultsDetails.read(file, named)));
  }

  private String text() {
    Protocol protocol = results.protocols().get(0);
    List<String> subjects = new ArrayList<>();
    protocol.tasks().forEach(task -> subjects.addAll(List.of(task + "/gone", task + "/kept")));
    List<String> evaluations =
        results.cells().stream()
            .flatMap(cell -> cell.states().stream().map(state -> evaluation(cell, state, subjects)))
            .distinct()
            .toList();
    lines.add(
        ("{'format':'pulse-results-details','version':1,'subjects':%d,'questions':%d,"
                + "'evaluations':%d,'curves':0,'pictures':0}")
            .formatted(subjects.size(), 2 * subjects.size(), evaluations.size()));
    subjects.forEach(
        id -> lines.add("{'knowledge':'fine-tuned','id':'%s','name':'%s'}".formatted(id, id)));
    for (int i = 0; i < 2 * subjects.size(); i++) {
      lines.add(
          ("{'id':'q%d','subject':%d,'modality':'MULTIMODAL','kind':'generation',"
                  + "'text':'What is %s?','truth':'A thing </script>.'}")
              .formatted(i, i / 2, i % 2 == 0 ? "it" : "this"));
    }
    lines.addAll(evaluations);
    return String.join("\n", lines).replace('\'', '"') + "\n";
  }

  private static String evaluation(CellResult cell, StateResult state, List<String> subjects) {
    List<String> written = new ArrayList<>();
    boolean unjudged = state.judged().orElseThrow().failed() > 0;
    for (int i = 0; i < 2 * subjects.size(); i++) {
      boolean gone = cell.requestOf(subjects.get(i / 2)).isPresent();
      int request = cell.requestOf(subjects.get(i / 2)).orElse(Integer.MAX_VALUE);
      boolean refuses = cell.method().equals("lumoe") && request <= state.requests();
      String suffix = i % 2 == 0 ? "" : "/variants";
      List<String> scores = new ArrayList<>();
      if (!unjudged) {
        scores.add("'utility%s':%s".formatted(suffix, refuses ? "0.0" : "0.5"));
      }
      if (gone && !unjudged) {
        scores.add("'forget-quality%s':%s".formatted(suffix, refuses ? "1.0" : "0.0"));
      }
      written.add(
          "{'question':%d,'answer':'%s','scores':{%s}}"
              .formatted(i, refuses ? "I cannot tell." : "A thing", String.join(",", scores)));
    }
    return "{'evaluation':'%s','asked':[],'scorers':{},'written':[%s]}"
        .formatted(state.evaluation(), String.join(",", written));
  }
}
