package org.pulsebench.experiment;

import static org.pulsebench.experiment.HandMade.cell;
import static org.pulsebench.experiment.HandMade.diverged;
import static org.pulsebench.experiment.HandMade.protocol;
import static org.pulsebench.experiment.HandMade.reached;
import static org.pulsebench.experiment.HandMade.written;
import static org.pulsebench.protocol.TrainedParts.PROJECTOR_AND_LLM;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.PaperTables;
import org.pulsebench.results.ResultsDocument;
import org.pulsebench.results.details.DetailsArchive;

/** Results that went through their file, as everybody but the experiment gets them. */
public final class WrittenResults {

  private WrittenResults() {}

  /**
   * Writes results that have everything in them that a file can: two requests, two seeds of which
   * one diverged, an exam, written answers, a share of nothing, steps.
   */
  public static void everything(Path file) {
    Protocol twice = protocol("twice", 2, PROJECTOR_AND_LLM);
    ResultsFile.write(
        HandMade.results(
            List.of(
                cell(
                    twice,
                    "ga",
                    PROJECTOR_AND_LLM,
                    1,
                    written(reached(0, 8, 0, 8, 8, 10)),
                    written(reached(1, 4, 0, 8, 8, 9)),
                    written(reached(2, 4, 0, 2, 2, 8))),
                cell(
                    twice,
                    "ga",
                    PROJECTOR_AND_LLM,
                    2,
                    reached(0, 8, 0, 8, 8, 10),
                    diverged(reached(1, 4, 0, 8, 8, 9)))),
            new DoneStep("learn", HandMade.digest(10), true, 100),
            new DoneStep("evaluate", HandMade.digest(20), false, 1.25)),
        file);
  }

  static ResultsDocument read(Results results) {
    try {
      Path directory = Files.createTempDirectory("results");
      Path file = directory.resolve("results.json");
      try {
        ResultsFile.write(results, file);
        return ResultsDocument.read(file);
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(DetailsArchive.beside(file));
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> tables(Results results) {
    return PaperTables.of(read(results)).lines();
  }
}
