package org.pulsebench.experiment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.hub.PinnedSource;
import org.pulsebench.protocol.Knowledge;

/**
 * What results were made from; where two agree in it, they can be compared.
 *
 * @param modelDigest tells the model's content from any other's
 * @param machine what was computed with, as far as numbers depend on it
 * @param corpora those that the protocols are about
 * @param exam what generality was measured with, if it was
 * @param learning how people were learned, of whom the model knows nothing
 * @param replay tells apart what was rehearsed in learning
 * @param sources what was fetched or unpacked, exactly
 */
public record Provenance(
    String modelDigest,
    MachineClass machine,
    List<CorpusRecord> corpora,
    Optional<ExamRecord> exam,
    Results.MethodRun learning,
    String replay,
    List<PinnedSource> sources) {

  public Provenance {
    Objects.requireNonNull(modelDigest, "modelDigest");
    Objects.requireNonNull(machine, "machine");
    corpora = List.copyOf(corpora);
    Objects.requireNonNull(exam, "exam");
    Objects.requireNonNull(learning, "learning");
    Objects.requireNonNull(replay, "replay");
    sources = List.copyOf(sources);
  }

  /**
   * A corpus without its content.
   *
   * @param knowledge what it is used for
   * @param digest SHA-256 of its content
   * @param subjects their number
   * @param skipped number of rows that a lenient reader left out
   */
  public record CorpusRecord(
      Knowledge knowledge, String name, String version, String digest, int subjects, int skipped) {

    static CorpusRecord of(Knowledge knowledge, Corpus corpus) {
      return new CorpusRecord(
          knowledge,
          corpus.name(),
          corpus.version(),
          corpus.digest(),
          corpus.ids().size(),
          corpus.report().skipped().size());
    }
  }

  /**
   * An exam without its content.
   *
   * @param digest SHA-256 of its content
   * @param questions their number, rotations not counted
   * @param skipped number of rows that a lenient reader left out
   * @param mode how it was asked
   */
  public record ExamRecord(
      String name, String version, String digest, int questions, int skipped, ExamMode mode) {

    static ExamRecord of(ExamSitting sitting) {
      return new ExamRecord(
          sitting.exam().name(),
          sitting.exam().version(),
          sitting.exam().digest(),
          sitting.exam().mainRows().size(),
          sitting.exam().skipped().size(),
          sitting.mode());
    }
  }
}
