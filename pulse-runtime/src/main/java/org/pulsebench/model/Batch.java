package org.pulsebench.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.model.config.DecoderConfig;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tensor;

/**
 * Sequences that go through the model together, padded on the right.
 *
 * <p>Padding needs no mask: under causal attention no token looks at what follows it.
 */
public final class Batch {

  /** The label of a token that the loss leaves out. */
  public static final int IGNORED = -100;

  /**
   * One sequence.
   *
   * @param ids token ids, image placeholders included; at least one
   * @param labels as long as {@code ids}; the id itself, or {@link #IGNORED}
   */
  public record Sequence(int[] ids, int[] labels) {

    public Sequence {
      ids = ids.clone();
      labels = labels.clone();
      if (ids.length == 0 || ids.length != labels.length) {
        throw new IllegalArgumentException(
            "a sequence of " + ids.length + " ids cannot have " + labels.length + " labels");
      }
    }

    /** Returns a sequence without labels. */
    public static Sequence unlabelled(int... ids) {
      int[] labels = new int[ids.length];
      Arrays.fill(labels, IGNORED);
      return new Sequence(ids, labels);
    }

    @Override
    public int[] ids() {
      return ids.clone();
    }

    @Override
    public int[] labels() {
      return labels.clone();
    }

    /** Returns the number of tokens. */
    public int length() {
      return ids.length;
    }
  }

  private final List<Sequence> sequences;
  private final Optional<Images> images;
  private final int tokens;

  /**
   * Creates a batch.
   *
   * @param images in the order in which their placeholders appear, row by row
   */
  public Batch(List<Sequence> sequences, Optional<Images> images) {
    this.sequences = List.copyOf(sequences);
    this.images = images;
    if (sequences.isEmpty()) {
      throw new IllegalArgumentException("a batch needs at least one sequence");
    }
    this.tokens = sequences.stream().mapToInt(Sequence::length).max().orElseThrow();
  }

  /** Returns a batch without images. */
  public static Batch ofText(List<Sequence> sequences) {
    return new Batch(sequences, Optional.empty());
  }

  /** Returns the sequences, one a row. */
  public List<Sequence> sequences() {
    return sequences;
  }

  /** Returns the images, if there are any. */
  public Optional<Images> images() {
    return images;
  }

  /** Returns the number of sequences. */
  public int rows() {
    return sequences.size();
  }

  /** Returns the length of the longest sequence. */
  public int tokens() {
    return tokens;
  }

  /** Returns the number of tokens of each sequence. */
  int[] lengths() {
    return sequences.stream().mapToInt(Sequence::length).toArray();
  }

  /** Returns {@code [rows, tokens] int64}, padded with 0. */
  Tensor ids(Scope scope) {
    long[] ids = new long[rows() * tokens];
    for (int row = 0; row < rows(); row++) {
      int[] sequence = sequences.get(row).ids;
      for (int i = 0; i < sequence.length; i++) {
        ids[row * tokens + i] = sequence[i];
      }
    }
    return scope.longs(ids, rows(), tokens);
  }

  /** Returns where in {@code rows * tokens} a token id stands, in order. */
  long[] positionsOf(int tokenId) {
    return java.util.stream.LongStream.range(0, (long) rows() * tokens)
        .filter(
            at -> {
              int[] ids = sequences.get((int) (at / tokens)).ids;
              int column = (int) (at % tokens);
              return column < ids.length && ids[column] == tokenId;
            })
        .toArray();
  }

  /** Returns the last position of each sequence in {@code rows * tokens}. */
  long[] lastPositions() {
    long[] positions = new long[rows()];
    for (int row = 0; row < rows(); row++) {
      positions[row] = (long) row * tokens + sequences.get(row).length() - 1;
    }
    return positions;
  }

  /**
   * Checks the sequences against a model.
   *
   * @throws BadInputException if an id or a label is outside the vocabulary, a sequence is too
   *     long, or images and placeholders do not match
   */
  void check(ModelConfig config) {
    for (int row = 0; row < rows(); row++) {
      checkRow(config.decoder(), row, sequences.get(row));
    }
    if (images.isPresent() && config.multimodal().isEmpty()) {
      throw new BadInputException(
          new Problem(
              "A text-only model takes no images",
              "a batch of " + rows() + " sequences",
              images.get().count() + " images",
              "none",
              "Leave the images out, or use a LLaVA checkpoint."));
    }
    int found = config.multimodal().map(m -> positionsOf(m.imageTokenId()).length).orElse(0);
    int expected = images.map(Images::count).orElse(0) * config.imageTokens();
    if (found != expected) {
      throw new BadInputException(
          new Problem(
              "Image tokens and images do not match",
              "a batch of " + rows() + " sequences",
              found + " image tokens for " + images.map(Images::count).orElse(0) + " images",
              expected + " image tokens, " + config.imageTokens() + " an image",
              "Put one image placeholder into the prompt for every image."));
    }
  }

  private static void checkRow(DecoderConfig config, int row, Sequence sequence) {
    for (int i = 0; i < sequence.length(); i++) {
      String where = "sequence " + row + " of the batch, token " + i;
      checkId("A token", sequence.ids[i], config, where);
      if (sequence.labels[i] != IGNORED) {
        checkId("A label", sequence.labels[i], config, where);
      }
    }
    if (sequence.length() > config.maxPositions()) {
      throw new BadInputException(
          new Problem(
              "A sequence is too long for the model",
              "sequence " + row + " of the batch",
              sequence.length() + " tokens",
              "at most " + config.maxPositions(),
              "Shorten the prompt or the answer."));
    }
  }

  /** The engine would only say so on a CPU; on a GPU it would end the process. */
  private static void checkId(String what, int id, DecoderConfig config, String where) {
    if (id < 0 || id >= config.vocabSize()) {
      throw new BadInputException(
          new Problem(
              what + " is outside the model's vocabulary",
              where,
              "id " + id,
              "0 to " + (config.vocabSize() - 1),
              "Use the tokenizer that belongs to the checkpoint."));
    }
  }
}
