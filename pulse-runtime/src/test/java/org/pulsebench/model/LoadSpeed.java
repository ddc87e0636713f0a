package org.pulsebench.model;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.pulsebench.RandomStream;
import org.pulsebench.json.JsonFile;
import org.pulsebench.model.config.Activation;
import org.pulsebench.model.config.DecoderConfig;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.model.config.ModelLayout;
import org.pulsebench.model.config.ParameterSpec;
import org.pulsebench.model.config.Precision;
import org.pulsebench.model.config.RopeScaling;
import org.pulsebench.model.config.SpecialTokens;
import org.pulsebench.tensor.ElementType;
import org.pulsebench.tensor.SafetensorsWriter;
import org.pulsebench.tensor.Torch;

/**
 * A program that measures how fast a large checkpoint loads and how much memory that takes; no test
 * runs it. Arguments: {@code make DIRECTORY TYPE SHARDS} writes a decoder of LLaMA's proportions
 * with 1.55 billion parameters of type F32, F16 or BF16; {@code load DIRECTORY PRECISION [ROUNDS]}
 * loads it, in turn with plain reads of the same files, and prints seconds, the largest resident
 * memory after the first load, and the size of what was loaded.
 *
 * <p>A plain read goes through one buffer of 8 MiB, as {@code cat} does, and so touches no memory
 * of the checkpoint's size; {@code fill} is the same read into fresh memory of that size, which any
 * loader has to fill that does not leave the weights in the files.
 */
final class LoadSpeed {

  private static final int BLOCK = 8 << 20;
  private static final double GIGA = 1e9;

  private LoadSpeed() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[1]);
    if (arguments[0].equals("make")) {
      make(directory, ElementType.valueOf(arguments[2]), Integer.parseInt(arguments[3]));
    } else {
      int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 3;
      measure(directory, Precision.valueOf(arguments[2]), rounds);
    }
  }

  private static void make(Path directory, ElementType type, int shards) throws IOException {
    Files.createDirectories(directory);
    ModelConfig config = new ModelConfig(decoder(), Optional.empty());
    List<ParameterSpec> parameters = ModelLayout.of(config).parameters();
    ByteBuffer block = block(type);
    ObjectNode files = JsonNodeFactory.instance.objectNode();
    for (int shard = 0; shard < shards; shard++) {
      String name = "model-%05d-of-%05d.safetensors".formatted(shard + 1, shards);
      List<SafetensorsWriter.Source> sources = new ArrayList<>();
      int from = shard * parameters.size() / shards;
      int to = (shard + 1) * parameters.size() / shards;
      for (ParameterSpec parameter : parameters.subList(from, to)) {
        sources.add(new Repeated(parameter.name(), type, parameter.shape(), block));
        files.put(parameter.name(), name);
      }
      SafetensorsWriter.write(directory.resolve(name), Map.of("format", "pt"), sources);
    }
    ObjectNode index = JsonNodeFactory.instance.objectNode();
    index.set("weight_map", files);
    JsonFile.write(index, directory.resolve("model.safetensors.index.json"));
    config.write(directory);
  }

  private static DecoderConfig decoder() {
    return new DecoderConfig(
        32000,
        2048,
        5504,
        28,
        16,
        16,
        128,
        2048,
        1e-5,
        10_000,
        new RopeScaling.None(),
        false,
        false,
        false,
        Activation.SILU,
        new SpecialTokens(OptionalInt.of(1), List.of(2), OptionalInt.empty()));
  }

  /** Random numbers of small size. */
  private static ByteBuffer block(ElementType type) {
    RandomStream random = new RandomStream(3);
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    while (block.hasRemaining()) {
      int bits = Float.floatToRawIntBits((float) (0.02 * random.nextGaussian()));
      switch (type) {
        case F32 -> block.putInt(bits);
        case BF16 -> block.putShort((short) (bits >>> 16));
        // Five bits of exponent, of which the highest stays clear: below 2 in size.
        default -> block.putShort((short) (random.nextInt(1 << 16) & 0xBFFF));
      }
    }
    return block.flip();
  }

  /** A tensor of a block again and again. */
  private record Repeated(String name, ElementType type, Shape shape, ByteBuffer block)
      implements SafetensorsWriter.Source {

    @Override
    public void writeTo(WritableByteChannel channel) throws IOException {
      for (long left = type.byteSize(shape); left > 0; left -= BLOCK) {
        channel.write(block.duplicate().limit((int) Math.min(left, BLOCK)));
      }
    }
  }

  private static void measure(Path directory, Precision precision, int rounds) throws IOException {
    List<Path> files = files(directory);
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    Torch.withThreads(Torch.threads(), () -> 0);
    say("files %.3f GB; resident before %s", bytes / GIGA, status("VmRSS"));
    long loaded = 0;
    for (int round = 0; round < rounds; round++) {
      double plain = read(files, false);
      long start = System.nanoTime();
      try (LlavaModel model = LlavaModel.load(directory, precision, Device.cpu())) {
        double seconds = (System.nanoTime() - start) / 1e9;
        if (round == 0) {
          loaded = parameters(model) * precision.bytes();
          say(
              "loaded %.3f GB; peak resident %s; heap up to %d MB",
              loaded / GIGA, status("VmHWM"), Runtime.getRuntime().maxMemory() >> 20);
        }
        say(
            "plain read %.2f s (%.2f GB/s), load %.2f s (%.2f GB/s)",
            plain, bytes / GIGA / plain, seconds, bytes / GIGA / seconds);
      }
    }
    say("fill %.2f s", read(files, true));
  }

  private static long parameters(LlavaModel model) {
    return model.layout().parameters().stream().mapToLong(ParameterSpec::size).sum();
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> file.toString().endsWith(".safetensors")).sorted().toList();
    }
  }

  /** Reads files into one buffer, or each into buffers of its own; returns the seconds. */
  private static double read(List<Path> files, boolean fresh) throws IOException {
    ByteBuffer shared = ByteBuffer.allocateDirect(BLOCK);
    long start = System.nanoTime();
    for (Path file : files) {
      try (FileChannel channel = FileChannel.open(file)) {
        ByteBuffer target =
            fresh ? ByteBuffer.allocateDirect((int) Math.min(channel.size(), 1 << 30)) : shared;
        long left = channel.size();
        while (left > 0) {
          if (target.position() == target.capacity()) {
            target.clear();
          }
          target.limit(Math.min(target.capacity(), target.position() + BLOCK));
          left -= channel.read(target);
        }
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static String status(String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(field + ":")) {
        return String.format(
            Locale.ROOT, "%.3f GB", Long.parseLong(line.replaceAll("\\D", "")) * 1024 / GIGA);
      }
    }
    throw new IOException("no " + field + " in /proc/self/status");
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
