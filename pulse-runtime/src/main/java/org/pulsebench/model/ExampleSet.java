package org.pulsebench.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;
import org.pulsebench.model.text.LabelPolicy;
import org.pulsebench.model.text.TokenizedPrompt;
import org.pulsebench.tensor.Scope;

/**
 * Examples to be learnt or unlearnt, made ready once: tokens of every prompt with its answer, and
 * of every distinct image what the frozen vision tower sees, or its pixels where the tower is
 * trained.
 */
public final class ExampleSet implements AutoCloseable {

  /** What a set frees when it closes. */
  private interface Owned {
    void close();
  }

  private final Checkpoint checkpoint;
  private final List<Example> examples;
  private final List<Batch.Sequence> sequences;
  private final ImageTable images;
  private final Owned owned;

  private ExampleSet(
      Checkpoint checkpoint,
      List<Example> examples,
      List<Batch.Sequence> sequences,
      ImageTable images,
      Owned owned) {
    this.checkpoint = checkpoint;
    this.examples = examples;
    this.sequences = sequences;
    this.images = images;
    this.owned = owned;
  }

  /**
   * Makes examples ready for a training; the caller closes the set before the checkpoint.
   *
   * @param checkpoint the state that training begins with
   * @param examples at least one, each with an answer
   * @param plan says whether the vision tower is trained
   * @throws BadInputException if an example has no answer, or as {@link Checkpoint#tokenize} and
   *     {@link Checkpoint#pixels} say
   */
  public static ExampleSet of(Checkpoint checkpoint, List<Example> examples, AdapterPlan plan) {
    Checks.require(!examples.isEmpty(), "examples", examples, "at least one");
    List<Example> copy = List.copyOf(examples);
    List<Batch.Sequence> sequences = sequences(checkpoint, copy);
    ImageTable images =
        ImageTable.of(
            checkpoint,
            copy.stream().map(Example::images).toList(),
            plan.mode(Part.VISION) != PartMode.FROZEN);
    return new ExampleSet(checkpoint, copy, sequences, images, images::close);
  }

  /**
   * Returns the same examples with the loss on other tokens; the images are shared.
   *
   * @return a set that is of use until this one is closed, and need not be closed itself
   */
  public ExampleSet labelled(LabelPolicy labels) {
    return changed(
        examples.stream()
            .map(example -> new Example(example.prompt(), example.images(), labels))
            .toList());
  }

  /**
   * Returns the same prompts with other answers; the images are shared.
   *
   * @param answers one for each example
   * @return a set that is of use until this one is closed, and need not be closed itself
   */
  public ExampleSet answered(List<String> answers) {
    Checks.require(
        answers.size() == size(), "answers", answers.size(), "one for each of " + size());
    return changed(
        IntStream.range(0, size())
            .mapToObj(
                i ->
                    new Example(
                        examples.get(i).prompt().withAnswer(answers.get(i)),
                        examples.get(i).images(),
                        examples.get(i).labels()))
            .toList());
  }

  private ExampleSet changed(List<Example> others) {
    return new ExampleSet(checkpoint, others, sequences(checkpoint, others), images, () -> {});
  }

  /** Returns the number of examples. */
  public int size() {
    return sequences.size();
  }

  /** Returns the number of distinct images. */
  public int distinctImages() {
    return images.size();
  }

  /**
   * Returns whether the images are still pixels, so that a model state of any vision tower may read
   * them.
   */
  public boolean holdsPixels() {
    return images.holdsPixels();
  }

  /**
   * Returns the number of batches of an epoch: the fewest that hold no more examples than allowed.
   */
  public int batches(int batchSize) {
    Checks.positive(batchSize, "batchSize");
    return (size() + batchSize - 1) / batchSize;
  }

  /**
   * Returns every example once, in random order, cut into batches whose sizes differ by one at
   * most.
   *
   * @param batchSize most examples of a batch
   * @param random another child of it for every epoch gives every epoch another order
   * @return numbers of examples, from 0
   */
  public List<List<Integer>> epoch(int batchSize, RandomStream random) {
    int count = batches(batchSize);
    List<Integer> order = random.shuffled(IntStream.range(0, size()).boxed().toList());
    List<List<Integer>> epoch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) i * size() / count);
      int to = (int) ((i + 1L) * size() / count);
      epoch.add(order.subList(from, to));
    }
    return epoch;
  }

  /**
   * Returns some examples as a batch, a row each.
   *
   * @param scope owns the images
   * @param rows numbers of examples, from 0; at least one
   */
  public Batch batch(Scope scope, List<Integer> rows) {
    return new Batch(rows.stream().map(sequences::get).toList(), images.select(scope, rows));
  }

  @Override
  public void close() {
    owned.close();
  }

  private static List<Batch.Sequence> sequences(Checkpoint checkpoint, List<Example> examples) {
    return examples.stream().map(example -> sequence(checkpoint, example)).toList();
  }

  private static Batch.Sequence sequence(Checkpoint checkpoint, Example example) {
    if (example.prompt().answer().isEmpty()) {
      throw new BadInputException(
          new Problem(
              "An example has nothing to learn",
              example.prompt().where(),
              "a prompt without an answer",
              "a prompt with its answer",
              "Add the answer, or leave the example out."));
    }
    TokenizedPrompt tokens = checkpoint.tokenize(example);
    return new Batch.Sequence(tokens.ids(), tokens.labels());
  }
}
