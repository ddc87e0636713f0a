package org.pulsebench.protocol;

import java.util.Arrays;
import java.util.List;
import org.pulsebench.BadInputException;
import org.pulsebench.NearNames;
import org.pulsebench.Problem;

/**
 * The protocols of the PULSE paper (arXiv 2507.01271v4), and that of MLUBench (arXiv 2606.12809).
 *
 * <p>The paper does not say which scorer it used; {@code letter} is how the benchmark that its
 * questions are from scores them. Its figures are of models with projector and language model
 * trained, unless they compare.
 */
public enum Preset {
  /** People are learnt, and half of them unlearnt at once. */
  FINE_TUNED(
      "fine-tuned",
      Knowledge.FINE_TUNED,
      Counts.ofOneRequest(100, 50, 50),
      Counts.ofOneRequest(12, 6, 6),
      List.of(TrainedParts.PROJECTOR_AND_LLM),
      "Table 2 and Figure 4, fine-tuned knowledge",
      List.of()),

  /** Of the figures that the model knows best, some are unlearnt at once. */
  PRE_TRAINED(
      "pre-trained",
      Knowledge.PRE_TRAINED,
      Counts.ofOneRequest(45, 20, 25),
      Counts.ofOneRequest(12, 6, 6),
      List.of(TrainedParts.PROJECTOR_AND_LLM),
      "Table 2 and Figure 4, pre-trained knowledge",
      List.of()),

  /** People are learnt, and half of them unlearnt bit by bit. */
  SUSTAINABILITY(
      "sustainability",
      Knowledge.FINE_TUNED,
      new Counts(100, 50, 50, 5, 10),
      new Counts(12, 6, 6, 2, 3),
      List.of(TrainedParts.PROJECTOR_AND_LLM),
      "Table 2 and Figure 5, sustainability",
      List.of()),

  /** As {@link #FINE_TUNED}, with and without the projector trained. */
  MODALITY(
      "modality",
      Knowledge.FINE_TUNED,
      Counts.ofOneRequest(100, 50, 50),
      Counts.ofOneRequest(12, 6, 6),
      List.of(TrainedParts.PROJECTOR_AND_LLM, TrainedParts.LLM),
      "Table 3, trained parts",
      List.of()),

  /**
   * MLUBench's entities are learnt, and its tasks unlearnt one after the other, each with the sets
   * that it publishes; nothing is drawn, whatever the size.
   */
  LIFELONG(
      "lifelong",
      Knowledge.FINE_TUNED,
      new Counts(127, 77, 50, 4, 20),
      new Counts(127, 77, 50, 4, 20),
      List.of(TrainedParts.PROJECTOR_AND_LLM),
      "MLUBench, arXiv 2606.12809",
      List.of("A", "B", "C", "D"));

  /** How large a preset is. */
  public enum Size {
    /** The numbers of the paper. */
    PAPER("paper"),

    /** A few people, for builds that are to be over soon; not comparable with the paper. */
    SMOKE("smoke");

    private final String id;

    Size(String id) {
      this.id = id;
    }

    /** Returns the name in options and files. */
    public String id() {
      return id;
    }

    /**
     * Returns the size of a name.
     *
     * @throws BadInputException if there is none
     */
    public static Size of(String id) {
      return Arrays.stream(values())
          .filter(size -> size.id.equals(id))
          .findFirst()
          .orElseThrow(() -> unknown("Size", id, Arrays.stream(values()).map(Size::id).toList()));
    }
  }

  private static final String PAPER = "PULSE, arXiv 2507.01271v4, ";
  private static final String SCORER = "letter";

  private final String id;
  private final Knowledge knowledge;
  private final Counts paper;
  private final Counts smoke;
  private final List<TrainedParts> trainedParts;
  private final String reference;
  private final List<String> tasks;

  Preset(
      String id,
      Knowledge knowledge,
      Counts paper,
      Counts smoke,
      List<TrainedParts> trainedParts,
      String reference,
      List<String> tasks) {
    this.id = id;
    this.knowledge = knowledge;
    this.paper = paper;
    this.smoke = smoke;
    this.trainedParts = trainedParts;
    this.reference = reference;
    this.tasks = tasks;
  }

  /**
   * Returns the preset of a name.
   *
   * @throws BadInputException if there is none; names that come near are given
   */
  public static Preset of(String id) {
    return Arrays.stream(values())
        .filter(preset -> preset.id.equals(id))
        .findFirst()
        .orElseThrow(() -> unknown("Protocol", id, ids()));
  }

  /** Returns the names of all presets. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Preset::id).toList();
  }

  /** Returns the name in options and files. */
  public String id() {
    return id;
  }

  /** Returns the protocol. */
  public Protocol protocol(Size size) {
    return new Protocol(
        id,
        knowledge,
        size == Size.PAPER ? paper : smoke,
        trainedParts,
        SCORER,
        List.of(),
        0,
        tasks.isEmpty() ? PAPER + reference : reference,
        tasks);
  }

  private static BadInputException unknown(String what, String id, List<String> known) {
    return new BadInputException(
        new Problem(
            what + " is not known",
            "\"" + id + "\"",
            "no such name",
            NearNames.expected(id, known),
            "Correct the name."));
  }
}
