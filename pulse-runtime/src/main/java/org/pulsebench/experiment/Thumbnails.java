package org.pulsebench.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Sha256;
import org.pulsebench.data.Image;
import org.pulsebench.experiment.store.StepKey;
import org.pulsebench.experiment.store.StepResult;
import org.pulsebench.experiment.store.StepStore;

/**
 * Small pictures of what questions show.
 *
 * <p>They are kept in the store, by corpus and exam: a thousand pictures take longer to paint or to
 * fetch than all else that an experiment has to do whose steps are finished.
 */
final class Thumbnails {

  private static final String KIND = "thumbnails";
  private static final String FILE = "pictures.bin";

  private Thumbnails() {}

  /**
   * Returns small pictures in the order of the large ones.
   *
   * @param version of the runtime
   * @param store the directory of the step store
   */
  static List<byte[]> of(List<AskedQuestions.Shown> pictures, String version, Path store) {
    if (pictures.isEmpty()) {
      return List.of();
    }
    Map<String, List<Image>> sources = new LinkedHashMap<>();
    pictures.forEach(
        shown ->
            sources
                .computeIfAbsent(shown.source(), digest -> new ArrayList<>())
                .add(shown.image()));
    Map<String, Iterator<byte[]>> small = new HashMap<>();
    try (StepStore steps = StepStore.open(store)) {
      sources.forEach(
          (source, images) ->
              small.put(source, stored(steps, key(version, source, images), images).iterator()));
    }
    return pictures.stream().map(shown -> small.get(shown.source()).next()).toList();
  }

  private static List<byte[]> stored(StepStore store, StepKey key, List<Image> images) {
    StepResult result = store.run(key, directory -> write(images, directory.resolve(FILE)));
    return read(result.file(FILE), images.size());
  }

  private static StepKey key(String version, String source, List<Image> images) {
    Sha256 names = new Sha256();
    images.forEach(image -> names.add(image.name() + "\n"));
    ObjectNode inputs = JsonNodeFactory.instance.objectNode();
    inputs
        .put("version", version)
        .put("source", source)
        .put("pictures", names.finish())
        .put("side", Thumbnailer.SIDE);
    return StepKey.of(KIND, inputs);
  }

  private static void write(List<Image> images, Path file) throws IOException {
    Thumbnailer thumbnailer = new Thumbnailer();
    List<byte[]> pictures = images.parallelStream().map(thumbnailer::small).toList();
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (byte[] picture : pictures) {
        out.writeInt(picture.length);
        out.write(picture);
      }
    }
  }

  private static List<byte[]> read(Path file, int count) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      List<byte[]> pictures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        pictures.add(in.readNBytes(in.readInt()));
      }
      return pictures;
    } catch (IOException e) {
      throw EnvironmentException.unreadable(file, e);
    }
  }
}
