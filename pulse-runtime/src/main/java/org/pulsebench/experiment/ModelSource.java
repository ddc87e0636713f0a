package org.pulsebench.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.RandomStream;
import org.pulsebench.data.ContentDigest;
import org.pulsebench.data.TrainingPair;
import org.pulsebench.data.hub.LocalSource;
import org.pulsebench.data.hub.PinnedSource;
import org.pulsebench.data.hub.Source;
import org.pulsebench.mini.MiniModel;
import org.pulsebench.mini.MiniReplay;

/** Where a model's checkpoint comes from, and what it brings beside its weights. */
sealed interface ModelSource {

  /**
   * Returns the model that PULSE carries, or the one in a directory of the user's.
   *
   * @param checkpoint where it comes from, if not from PULSE; nothing that has to be fetched
   * @throws BadInputException if the directory cannot be read
   */
  static ModelSource of(Optional<Source> checkpoint) {
    if (checkpoint.isEmpty()) {
      return new Embedded();
    }
    if (checkpoint.get() instanceof LocalSource local) {
      return Directory.of(local.path());
    }
    throw new IllegalArgumentException("to be fetched first: " + checkpoint.get().name());
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

  /**
   * A checkpoint that was fetched or unpacked.
   *
   * @param pin by which its content is told, so that it is not digested anew
   */
  record Fetched(PinnedSource pin, Path directory) implements ModelSource {

    @Override
    public String digest(Function<Path, String> digests) {
      return pin.digest();
    }

    @Override
    public Path directory(Path cache) {
      return directory;
    }

    @Override
    public Replay replay() {
      return Replay.NONE;
    }
  }

  /** A checkpoint that is not on this machine. */
  record NotHere(Problem problem) implements ModelSource {

    @Override
    public String digest(Function<Path, String> digests) {
      throw new BadInputException(problem);
    }

    @Override
    public Path directory(Path cache) {
      throw new BadInputException(problem);
    }

    @Override
    public Replay replay() {
      return Replay.NONE;
    }
  }
}
