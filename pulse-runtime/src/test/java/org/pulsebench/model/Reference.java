package org.pulsebench.model;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pulsebench.model.config.ImageGrid;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.model.config.MultimodalConfig;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.Safetensors;
import org.pulsebench.tensor.SafetensorsEntry;
import org.pulsebench.tensor.Scope;

/**
 * One checkpoint, with what transformers and PEFT computed from it.
 *
 * @param directory of the checkpoint
 * @param results directory of what was computed
 * @param numbers content of its {@code expected.json}
 */
public record Reference(String name, Path directory, Path results, JsonNode numbers) {

  public static final Path ROOT = Path.of("src/test/resources/reference/models");

  static Stream<Reference> all() {
    return Stream.of("mha-untied", "gqa-tied", "sharded", "anyres", "anyres-original", "text-llama")
        .map(Reference::of);
  }

  static Stream<Reference> multimodal() {
    return all().filter(reference -> !reference.name.equals("text-llama"));
  }

  public static Reference of(String name) {
    return of(name, ROOT.resolve(name), ROOT.resolve(name));
  }

  /** Reads the numbers of a checkpoint that lies elsewhere than they do. */
  public static Reference of(String name, Path directory, Path results) {
    try {
      return new Reference(
          name,
          directory,
          results,
          new ObjectMapper().readTree(results.resolve("expected.json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public LlavaModel load(Precision precision) {
    return LlavaModel.load(directory, precision, Device.cpu());
  }

  public Path adapter() {
    return directory.resolve("adapter");
  }

  /** Returns an expected tensor as numbers in row-major order. */
  public float[] expected(String tensor) {
    try (Safetensors file = openExpected()) {
      float[] values = new float[(int) entry(file, tensor).shape().size()];
      file.map(entry(file, tensor)).asFloatBuffer().get(values);
      return values;
    }
  }

  /** Returns the names of expected tensors that start with a prefix, without it. */
  public List<String> expectedNames(String prefix) {
    try (Safetensors file = openExpected()) {
      return file.entries().keySet().stream()
          .filter(name -> name.startsWith(prefix))
          .map(name -> name.substring(prefix.length()))
          .toList();
    }
  }

  /** Returns a list of numbers of {@code expected.json}. */
  double[] list(String field) {
    List<Double> values = new ArrayList<>();
    numbers.get(field).forEach(value -> values.add(value.doubleValue()));
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Returns the batch that all expected numbers belong to, with its images as pixels in the scope.
   */
  public Batch batch(Scope scope) {
    long[][] ids = rows("input_ids");
    long[][] labels = rows("labels");
    long[][] mask = rows("attention_mask");
    List<Batch.Sequence> sequences = new ArrayList<>();
    for (int row = 0; row < ids.length; row++) {
      int length = (int) java.util.Arrays.stream(mask[row]).sum();
      sequences.add(new Batch.Sequence(ints(ids[row], length), ints(labels[row], length)));
    }
    return new Batch(sequences, pixels(scope));
  }

  /** Returns the prompt of one row: everything before its first label. */
  Batch prompt(Scope scope, int row) {
    Batch batch = batch(scope);
    Batch.Sequence sequence = batch.sequences().get(row);
    int length = 0;
    while (sequence.labels()[length] == Batch.IGNORED) {
      length++;
    }
    int[] ids = java.util.Arrays.copyOf(sequence.ids(), length);
    return new Batch(List.of(Batch.Sequence.unlabelled(ids)), pixelsOf(scope, batch, row));
  }

  private Optional<Images> pixelsOf(Scope scope, Batch batch, int row) {
    if (batch.images().isEmpty()) {
      return Optional.empty();
    }
    int token = numbers.get("image_token").intValue();
    int before = 0;
    for (int i = 0; i < row; i++) {
      before += holdsImage(batch.sequences().get(i), token) ? 1 : 0;
    }
    if (!holdsImage(batch.sequences().get(row), token)) {
      return Optional.empty();
    }
    return Optional.of(batch.images().get().select(scope, before));
  }

  private static boolean holdsImage(Batch.Sequence sequence, int token) {
    return java.util.Arrays.stream(sequence.ids()).anyMatch(id -> id == token);
  }

  private Optional<Images> pixels(Scope scope) {
    if (expectedNames("pixel_values").isEmpty()) {
      return Optional.empty();
    }
    Shape shape = shape("pixel_values");
    if (shape.dimension() == 5) {
      return Optional.of(views(scope, shape));
    }
    return Optional.of(new Images.Pixels(scope.floats(expected("pixel_values"), shape.getShape())));
  }

  /** Returns the views of pictures without those that transformers fills up the fewer with. */
  private Images views(Scope scope, Shape shape) {
    MultimodalConfig config = ModelConfig.read(directory).multimodal().orElseThrow();
    float[] padded = expected("pixel_values");
    int size = (int) shape.slice(2).size();
    List<ImageGrid> grids = new ArrayList<>();
    FloatBuffer views = FloatBuffer.allocate(padded.length);
    for (long[] picture : rows("image_sizes")) {
      ImageGrid grid = config.grid((int) picture[0], (int) picture[1]);
      int first = (int) (grids.size() * shape.get(1)) * size;
      views.put(padded, first, grid.views() * size);
      grids.add(grid);
    }
    int count = views.position() / size;
    float[] values = java.util.Arrays.copyOf(views.array(), views.position());
    return new Images.Pixels(
        scope.floats(values, count, shape.get(2), shape.get(3), shape.get(4)), grids);
  }

  private Shape shape(String tensor) {
    try (Safetensors file = openExpected()) {
      return entry(file, tensor).shape();
    }
  }

  private long[][] rows(String tensor) {
    try (Safetensors file = openExpected()) {
      SafetensorsEntry entry = entry(file, tensor);
      ByteBuffer bytes = file.map(entry);
      int columns = (int) entry.shape().get(1);
      long[][] rows = new long[(int) entry.shape().get(0)][columns];
      for (long[] row : rows) {
        for (int i = 0; i < columns; i++) {
          row[i] = bytes.getLong();
        }
      }
      return rows;
    }
  }

  private Safetensors openExpected() {
    return Safetensors.open(results.resolve("expected.safetensors"));
  }

  private SafetensorsEntry entry(Safetensors file, String tensor) {
    return file.find(tensor)
        .orElseThrow(() -> new IllegalArgumentException(name + " has no " + tensor));
  }

  private static int[] ints(long[] values, int length) {
    return java.util.Arrays.stream(values).limit(length).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  public String toString() {
    return name;
  }
}
