package org.pulsebench.results;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.protocol.Knowledge;
import org.pulsebench.protocol.Protocol;

/**
 * What results were made from; where two agree in it, they can be compared.
 *
 * @param corpora what the protocols are about, one for each kind of knowledge
 * @param exam what generality was measured with, if it was
 * @param evaluation what was shown before questions about people: {@code without-examples}, or
 *     {@code published} for the examples of MLLMU-Bench's own evaluation, which are from the very
 *     set that is evaluated
 * @param lora of fine-tuning and of unlearning
 * @param learning how people were learned whom the model did not know
 * @param sources what was fetched or unpacked for it
 */
public record Provenance(
    Model model,
    MachineClass machine,
    List<Corpus> corpora,
    Optional<Exam> exam,
    String evaluation,
    LoraSettings lora,
    Learning learning,
    List<Source> sources) {

  /** The evaluation that shows nothing before a question. */
  public static final String WITHOUT_EXAMPLES = "without-examples";

  /** The evaluation that MLLMU-Bench published. */
  public static final String PUBLISHED = "published";

  public Provenance {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(machine, "machine");
    corpora = List.copyOf(corpora);
    Objects.requireNonNull(exam, "exam");
    Objects.requireNonNull(evaluation, "evaluation");
    Objects.requireNonNull(lora, "lora");
    Objects.requireNonNull(learning, "learning");
    sources = List.copyOf(sources);
  }

  /**
   * Returns whether examples were shown before the questions of a protocol: of celebrities, whom
   * models know before, the published evaluation shows none either.
   */
  public boolean showsExamples(Protocol protocol) {
    return evaluation.equals(PUBLISHED) && protocol.knowledge() == Knowledge.FINE_TUNED;
  }

  /** Returns the corpus that a kind of knowledge is about. */
  public Optional<Corpus> corpus(Knowledge knowledge) {
    return corpora.stream().filter(corpus -> corpus.knowledge() == knowledge).findFirst();
  }

  /**
   * The model that learned and unlearned.
   *
   * @param name of the embedded model, or the directory of a checkpoint
   * @param digest SHA-256 of the checkpoint's files, in hexadecimal
   */
  public record Model(String name, String digest) {}

  /**
   * What was computed with, as far as numbers depend on it.
   *
   * @param device {@code cpu} or {@code gpu}
   * @param precision of weights and activations, {@code F32} or {@code BF16}
   * @param version of PULSE
   */
  public record MachineClass(String device, String precision, String version) {}

  /**
   * A corpus without its content.
   *
   * @param knowledge what it is used for
   * @param digest SHA-256 of its content, in hexadecimal
   * @param subjects their number
   * @param skipped number of rows that a lenient reader left out
   */
  public record Corpus(
      Knowledge knowledge, String name, String version, String digest, int subjects, int skipped) {}

  /**
   * An exam without its content.
   *
   * @param digest SHA-256 of its content, in hexadecimal
   * @param questions number of those that were asked, rotations not counted
   * @param skipped number of rows that a lenient reader left out
   * @param mode {@code single-pass}, or {@code circular} if every rotation had to be right
   */
  public record Exam(
      String name, String version, String digest, int questions, int skipped, String mode) {}

  /**
   * How people were learned.
   *
   * @param replay what was rehearsed beside them, or {@code none}
   */
  public record Learning(MethodRun method, String replay) {}

  /**
   * Where a model or data came from.
   *
   * @param name what the user calls it
   * @param kind {@code model}, {@code dataset}, {@code files} or {@code local}
   * @param id a repository's id, the directory of addresses, or a path
   * @param revision a commit or a version; empty where there are none
   * @param licence its id or name, or {@code unknown}
   * @param files their number
   * @param digest SHA-256 of what {@code sha256sum} prints for them, in hexadecimal
   */
  public record Source(
      String name,
      String kind,
      String id,
      String revision,
      String licence,
      int files,
      long bytes,
      String digest) {}
}
