package org.pulsebench.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.RandomStream;
import org.pulsebench.data.ContentDigest;
import org.pulsebench.data.TrainingPair;
import org.pulsebench.mini.MiniModel;
import org.pulsebench.mini.MiniReplay;

/** Where a model's checkpoint comes from, and what it brings beside its weights. */
sealed interface ModelSource {

  /**
   * Returns the model of a name, as {@link Experiment#model} has it.
   *
   * @throws BadInputException if it is a directory of the user's and cannot be read
   */
  static ModelSource of(String name) {
    return name.equals(Experiment.EMBEDDED_MODEL) ? new Embedded() : Directory.of(Path.of(name));
  }

  /**
   * Returns what tells its content from any other, without loading it.
   *
   * @param digests gives the SHA-256 of a file of the user's
   * @throws org.pulsebench.EnvironmentException if a file of the user's cannot be read
   */
  String digest(Function<Path, String> digests);

  /**
   * Returns the checkpoint's directory.
   *
   * @param cache where a model that is shipped is unpacked
   */
  Path directory(Path cache);

  /** Returns examples of what the model can do. */
  Replay replay();

  /** The model that PULSE carries. */
  record Embedded() implements ModelSource {

    private static final int MOST_REPLAYED = 3_000;

    @Override
    public String digest(Function<Path, String> digests) {
      return MiniModel.digest();
    }

    @Override
    public Path directory(Path cache) {
      return MiniModel.install(cache.resolve("models"));
    }

    @Override
    public Replay replay() {
      return new Replay() {
        @Override
        public String digest() {
          return MiniReplay.digest() + ", at most " + MOST_REPLAYED + " pairs";
        }

        @Override
        public List<TrainingPair> draw(RandomStream random, int most) {
          return MiniReplay.draw(random, Math.min(most, MOST_REPLAYED));
        }
      };
    }
  }

  /** A checkpoint in a directory of the user's. */
  record Directory(Path path, List<Path> files) implements ModelSource {

    static Directory of(Path path) {
      try (Stream<Path> files = Files.list(path)) {
        return new Directory(path, files.filter(Files::isRegularFile).toList());
      } catch (IOException e) {
        throw new BadInputException(
            new Problem(
                "The model's directory cannot be read",
                path.toString(),
                e.toString(),
                "a directory with a checkpoint in the Hugging Face layout",
                "Correct the path, or name the embedded model, " + Experiment.EMBEDDED_MODEL + "."),
            e);
      }
    }

    @Override
    public String digest(Function<Path, String> digests) {
      return ContentDigest.ofFiles(path, files, List.of(), digests);
    }

    @Override
    public Path directory(Path cache) {
      return path;
    }

    @Override
    public Replay replay() {
      return Replay.NONE;
    }
  }
}
