package org.pulsebench.evaluation;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.pulsebench.Checks;
import org.pulsebench.model.Batch;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.LlavaModel;
import org.pulsebench.model.Prefix;
import org.pulsebench.tensor.Scope;

/**
 * Runs many prompts through a model, a bounded number at a time; those about the same pictures go
 * through what they begin with together, once.
 *
 * <p>What is shared is found in the token ids, not in the text, so that it is right for every
 * tokenizer and every way of asking.
 */
final class SharedPrompts {

  /**
   * Most positions that keys and values are kept of at a time, twice over: of what prompts begin
   * with, and of the prompts. With LLaVA-1.5-13B in bfloat16 a position takes 0.8 MB, so that both
   * take 27 GB; 64 of its prompts with a picture would take 67 GB, and with the examples of
   * MLLMU-Bench's own evaluation six times as much.
   */
  static final int MOST_POSITIONS = 1 << 14;

  /**
   * A prompt as token ids.
   *
   * @param ids with placeholders for the images, and at least one token after the last of them
   * @param images digests of the pictures, in the order of their placeholders
   */
  record Row(int[] ids, List<String> images) {}

  /** Goes on from prompts that the model has gone through. */
  interface Continuation {

    /**
     * Goes on from some prompts.
     *
     * @param prefix a sequence for each prompt; closed by the caller
     * @param rows which prompt each sequence is
     */
    void accept(Scope scope, Prefix prefix, int[] rows);
  }

  /**
   * Prompts with the same pictures.
   *
   * @param rows the prompts
   * @param shared number of tokens that they all begin with, placeholders included; fewer than any
   *     of them has
   */
  private record Group(List<Integer> rows, int shared) {}

  private final LlavaModel model;
  private final Pictures pictures;
  private final List<Row> rows;
  private final int batchSize;

  private SharedPrompts(LlavaModel model, Pictures pictures, List<Row> rows, int batchSize) {
    this.model = model;
    this.pictures = pictures;
    this.rows = rows;
    this.batchSize = batchSize;
  }

  /**
   * Runs prompts and what follows them; every prompt is given to the continuation once.
   *
   * @param pictures that the rows' digests come from
   * @param batchSize most sequences, and most pictures, that go through the model together
   */
  static void run(
      Checkpoint checkpoint,
      Pictures pictures,
      List<Row> rows,
      int batchSize,
      Continuation continuation) {
    new SharedPrompts(checkpoint.model(), pictures, rows, batchSize).run(continuation);
  }

  private void run(Continuation continuation) {
    List<Integer> text =
        IntStream.range(0, rows.size())
            .filter(row -> rows.get(row).images().isEmpty())
            .boxed()
            .sorted(Comparator.comparing(row -> rows.get(row).ids().length))
            .toList();
    for (List<Integer> chunk : chunks(text, batchSize, row -> rows.get(row).ids().length)) {
      runText(chunk.stream().mapToInt(Integer::intValue).toArray(), continuation);
    }
    for (List<Group> chunk : chunksOfGroups()) {
      runGroups(chunk, continuation);
    }
  }

  private void runText(int[] chunk, Continuation continuation) {
    List<Batch.Sequence> sequences =
        Arrays.stream(chunk)
            .mapToObj(row -> Batch.Sequence.unlabelled(rows.get(row).ids()))
            .toList();
    try (Scope scope = model.openScope();
        Prefix prefix = model.prefix(scope, Batch.ofText(sequences), 0)) {
      continuation.accept(scope, prefix, chunk);
    }
  }

  private void runGroups(List<Group> groups, Continuation continuation) {
    List<Batch.Sequence> beginnings = new ArrayList<>();
    List<String> images = new ArrayList<>();
    List<int[]> members = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      Row first = rows.get(group.rows().get(0));
      beginnings.add(Batch.Sequence.unlabelled(Arrays.copyOf(first.ids(), group.shared())));
      images.addAll(first.images());
      for (int row : group.rows()) {
        members.add(new int[] {row, i});
      }
    }
    try (Scope scope = model.openScope();
        Prefix beginning =
            model.prefix(
                scope, new Batch(beginnings, Optional.of(pictures.features(scope, images))), 0)) {
      for (List<int[]> chunk :
          chunks(members, batchSize, member -> rows.get(member[0]).ids().length)) {
        runMembers(scope, beginning, chunk, continuation);
      }
    }
  }

  /**
   * Runs the rest of some prompts.
   *
   * @param members the prompt and its sequence in the prefix, each
   */
  private void runMembers(
      Scope parent, Prefix beginning, List<int[]> members, Continuation continuation) {
    int[] prompts = members.stream().mapToInt(member -> member[0]).toArray();
    int[] sequences = members.stream().mapToInt(member -> member[1]).toArray();
    List<int[]> rests =
        members.stream()
            .map(member -> after(rows.get(member[0]).ids(), beginning.length(member[1])))
            .toList();
    try (Scope scope = parent.child();
        Prefix prefix = beginning.continued(scope, sequences, rests)) {
      continuation.accept(scope, prefix, prompts);
    }
  }

  /** Returns as many groups at a time as have no more pictures and positions than a batch may. */
  private List<List<Group>> chunksOfGroups() {
    List<List<Group>> chunks = new ArrayList<>();
    for (List<Group> some : chunks(groups(), batchSize, Group::shared)) {
      chunks.add(new ArrayList<>());
      int images = 0;
      for (Group group : some) {
        int more = rows.get(group.rows().get(0)).images().size();
        if (images > 0 && images + more > batchSize) {
          chunks.add(new ArrayList<>());
          images = 0;
        }
        chunks.get(chunks.size() - 1).add(group);
        images += more;
      }
    }
    return chunks;
  }

  /** Returns the prompts with pictures in groups, similar ones next to each other. */
  private List<Group> groups() {
    int imageToken =
        model.config().multimodal().map(multimodal -> multimodal.imageTokenId()).orElse(-1);
    Map<List<Object>, List<Integer>> found = new LinkedHashMap<>();
    Map<List<Object>, Integer> imagesEnd = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (!row.images().isEmpty()) {
        int end = lastIndexOf(imageToken, row.ids()) + 1;
        List<Object> key = List.of(row.images(), IntBuffer.wrap(row.ids(), 0, end));
        found.computeIfAbsent(key, absent -> new ArrayList<>()).add(i);
        imagesEnd.put(key, end);
      }
    }
    List<Group> groups = new ArrayList<>();
    found.forEach((key, members) -> groups.add(group(members, imagesEnd.get(key))));
    groups.sort(Comparator.comparing(Group::shared));
    return groups;
  }

  private Group group(List<Integer> members, int imagesEnd) {
    List<int[]> ids = members.stream().map(row -> rows.get(row).ids()).toList();
    int shortest = ids.stream().mapToInt(row -> row.length).min().orElseThrow();
    int shared = Math.min(sharedLength(ids), shortest - 1);
    Checks.require(
        shared >= imagesEnd, "tokens after the last image", shared - imagesEnd, "at least 1 more");
    return new Group(members, shared);
  }

  /** Returns the number of tokens that all sequences begin with. */
  static int sharedLength(List<int[]> sequences) {
    int[] first = sequences.get(0);
    int shared = first.length;
    for (int[] other : sequences) {
      int differs = Arrays.mismatch(first, 0, shared, other, 0, other.length);
      shared = differs < 0 ? shared : differs;
    }
    return shared;
  }

  /** Returns the tokens from an index on. */
  static int[] after(int[] ids, int from) {
    return Arrays.copyOfRange(ids, from, ids.length);
  }

  /**
   * Returns a list in parts of at most so many elements and {@value #MOST_POSITIONS} positions,
   * padding included, but of one element at least.
   */
  static <T> List<List<T>> chunks(List<T> list, int size, ToIntFunction<T> positions) {
    List<List<T>> chunks = new ArrayList<>();
    int from = 0;
    int longest = 0;
    for (int i = 0; i < list.size(); i++) {
      longest = Math.max(longest, positions.applyAsInt(list.get(i)));
      int count = i + 1 - from;
      if (count > 1 && (count > size || (long) count * longest > MOST_POSITIONS)) {
        chunks.add(list.subList(from, i));
        from = i;
        longest = positions.applyAsInt(list.get(i));
      }
    }
    if (from < list.size()) {
      chunks.add(list.subList(from, list.size()));
    }
    return chunks;
  }

  private static int lastIndexOf(int token, int[] ids) {
    int last = ids.length - 1;
    while (last >= 0 && ids[last] != token) {
      last--;
    }
    return last;
  }
}
