package org.pulsebench.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.pulsebench.tensor.Safetensors;
import org.pulsebench.tensor.SafetensorsWriter;

/** Copies the files of a checkpoint or an adapter and changes one thing about them. */
final class CheckpointEditor {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CheckpointEditor() {}

  /** Copies the files of a directory, not those of directories in it. */
  static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void tensors(Path file, Consumer<Map<String, SafetensorsWriter.Source>> change) {
    tensors(file, file, Map.of(), change);
  }

  static void tensors(
      Path file,
      Path target,
      Map<String, String> moreMetadata,
      Consumer<Map<String, SafetensorsWriter.Source>> change) {
    try (Safetensors open = Safetensors.open(file)) {
      Map<String, SafetensorsWriter.Source> sources = new TreeMap<>();
      open.entries()
          .forEach(
              (name, entry) ->
                  sources.put(
                      name,
                      SafetensorsWriter.Source.of(
                          name, entry.type(), entry.shape(), open.map(entry))));
      change.accept(sources);
      Map<String, String> metadata = new TreeMap<>(open.metadata());
      metadata.putAll(moreMetadata);
      SafetensorsWriter.write(target, metadata, List.copyOf(sources.values()));
    }
  }

  static void json(Path file, Consumer<ObjectNode> change) {
    try {
      ObjectNode content = (ObjectNode) JSON.readTree(file.toFile());
      change.accept(content);
      JSON.writeValue(file.toFile(), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the bytes of all files below a directory, to see whether anything changed. */
  static Map<String, ByteBuffer> content(Path directory) {
    Map<String, ByteBuffer> content = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        content.put(
            directory.relativize(file).toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
      }
      return content;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
