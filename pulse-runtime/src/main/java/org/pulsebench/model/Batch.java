package org.pulsebench.model;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.model.config.MultimodalConfig;
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

    private long count(int tokenId) {
      return Arrays.stream(ids).filter(id -> id == tokenId).count();
    }

    /** Returns the number of labelled tokens after the first, which is never predicted. */
    public int labelCount() {
      return (int) Arrays.stream(labels, 1, labels.length).filter(id -> id != IGNORED).count();
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

  /**
   * Returns the number of labelled tokens of each sequence that the model predicts: the first token
   * does not count, labelled or not.
   */
  public int[] labelCounts() {
    return sequences.stream().mapToInt(Sequence::labelCount).toArray();
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
   * Checks the batch against a model.
   *
   * @throws BadInputException if an id or a label is outside the vocabulary, a sequence is too
   *     long, the images are not as the model reads them, or images and placeholders do not match
   */
  void check(InputLimits limits) {
    for (int row = 0; row < rows(); row++) {
      checkRow(limits, row, sequences.get(row));
    }
    images.ifPresent(limits::requireImages);
    limits.config().multimodal().ifPresent(this::checkPlaceholders);
  }

  /** Requires each row to have placeholders for whole images, all of them together for all. */
  private void checkPlaceholders(MultimodalConfig multimodal) {
    List<Integer> tokens =
        images.map(some -> some.tokens(multimodal.viewTokens())).orElse(List.of());
    int found = positionsOf(multimodal.imageTokenId()).length;
    int expected = tokens.stream().mapToInt(Integer::intValue).sum();
    if (found != expected) {
      throw mismatch(
          "a batch of " + rows() + " sequences",
          found + " image tokens for " + tokens.size() + " images",
          expected
              + " image tokens, "
              + (multimodal.pinpoints().isPresent() ? tokens : multimodal.viewTokens())
              + " an image");
    }
    Iterator<Integer> next = tokens.iterator();
    for (int row = 0; row < rows(); row++) {
      long left = sequences.get(row).count(multimodal.imageTokenId());
      long placeholders = left;
      while (left > 0) {
        left -= next.next();
      }
      if (left < 0) {
        throw mismatch(
            "sequence " + row + " of the batch",
            placeholders + " image tokens",
            "the tokens of whole images, of the batch's " + tokens);
      }
    }
  }

  private static BadInputException mismatch(String where, String found, String expected) {
    return new BadInputException(
        new Problem(
            "Image tokens and images do not match",
            where,
            found,
            expected,
            "Put one image placeholder into the prompt for every image."));
  }

  private static void checkRow(InputLimits limits, int row, Sequence sequence) {
    for (int i = 0; i < sequence.length(); i++) {
      String where = "sequence " + row + " of the batch, token " + i;
      limits.requireId("A token", sequence.ids[i], where);
      if (sequence.labels[i] != IGNORED) {
        limits.requireId("A label", sequence.labels[i], where);
      }
    }
    limits.requireLength(sequence.length(), "sequence " + row + " of the batch");
  }
}
